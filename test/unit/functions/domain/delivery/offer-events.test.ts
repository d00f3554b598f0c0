import { describe, expect, it } from 'vitest';
import { crossesIntoGroup, crossesIntoState } from '../../../../../functions/domain/delivery/at-risk-crossing.ts';
import { eventIdentity } from '../../../../../functions/domain/delivery/delivery-event.ts';
import { offerEvents } from '../../../../../functions/domain/delivery/offer-events.ts';
import type { Offer } from '../../../../../functions/domain/offers/offer.ts';
import { decidedOffer, issuedOffer, redeemedOffer } from '../../../../support/delivered-offers.ts';

const changedAt = '2026-04-09T00:00:00.000Z';
const withdrawn = (of: Offer): Offer => ({
  ...of,
  status: 'withdrawn',
  withdrawnBecause: 'objected',
  revision: of.revision + 1,
});
const { redemption: _, ...givenBack } = { ...redeemedOffer(), status: 'issued' as const, revision: 4 };

const told = (before: Offer | undefined, after: Offer): string[] =>
  offerEvents(before, after, changedAt).map(({ kind, occurredAt }) => `${kind} ${occurredAt}`);

const issuedLine = 'offer.issued 2026-04-02T09:00:00.000Z';
const redeemedLine = 'offer.redeemed 2026-04-03T10:00:00.000Z';
const withdrawnLine = `offer.withdrawn ${changedAt}`;

describe('a change of an offer’s row', () => {
  it.each<[string, Offer | undefined, Offer, string[]]>([
    ['that decides', undefined, decidedOffer(), []],
    ['that issues', decidedOffer(), issuedOffer(), [issuedLine]],
    ['that is issued at first sight', undefined, issuedOffer(), [issuedLine]],
    ['that redeems', issuedOffer(), redeemedOffer(), [redeemedLine]],
    ['that shows both at once', decidedOffer(), redeemedOffer(), [issuedLine, redeemedLine]],
    ['that gives back', redeemedOffer(), givenBack, []],
    ['that withdraws before the issue', decidedOffer(), withdrawn(decidedOffer()), []],
    ['that withdraws after it', issuedOffer(), withdrawn(issuedOffer()), [withdrawnLine]],
    ['after a withdrawal', withdrawn(issuedOffer()), { ...withdrawn(issuedOffer()), revision: 9 }, []],
    [
      'of another thing, such as its channel',
      issuedOffer('ann'),
      issuedOffer('ann', { channel: 'sms', revision: 3 }),
      [],
    ],
  ])('%s tells so', (_what, before, after, lines) => {
    expect(told(before, after)).toEqual(lines);
  });

  it('that redeems again after it was given back tells another redemption', () => {
    const again = redeemedOffer('ann', { redeemedAt: '2026-04-05T10:00:00.000Z' });
    const [first] = offerEvents(issuedOffer(), redeemedOffer(), changedAt);
    const [second] = offerEvents(givenBack, again, changedAt);

    expect(second?.kind).toBe('offer.redeemed');
    expect(first && eventIdentity(first)).not.toBe(second && eventIdentity(second));
  });

  it('that is none, as of a row that is queued again, tells all that the row says', () => {
    expect(told(issuedOffer(), issuedOffer())).toEqual([issuedLine]);
    expect(told(redeemedOffer(), redeemedOffer())).toEqual([issuedLine, redeemedLine]);
    expect(told(withdrawn(issuedOffer()), withdrawn(issuedOffer()))).toEqual([issuedLine, withdrawnLine]);
  });

  it('has the same identity whenever it is found, and no other change has it', () => {
    const identities = (later: string) =>
      [
        ...offerEvents(decidedOffer(), issuedOffer(), later),
        ...offerEvents(issuedOffer(), redeemedOffer(), later),
        ...offerEvents(issuedOffer(), withdrawn(issuedOffer()), later),
        ...offerEvents(decidedOffer('bob'), issuedOffer('bob'), later),
      ].map(eventIdentity);

    expect(identities('2026-04-10T00:00:00.000Z')).toEqual(identities(changedAt));
    expect(new Set(identities(changedAt)).size).toBe(4);
  });

  it('that issues without what a customer needs to use it is an error that names the campaign', () => {
    const { code: _code, ...without } = issuedOffer();

    expect(() => offerEvents(decidedOffer(), without, changedAt)).toThrow(
      expect.objectContaining({ code: 'delivery.incomplete-offer', details: { campaignId: 'spring' } }),
    );
  });
});

describe('a crossing', () => {
  it('is into the group at-risk from another one, and not a first group', () => {
    expect(crossesIntoGroup('loyal', 'at-risk')).toBe(true);
    expect(crossesIntoGroup('at-risk', 'at-risk')).toBe(false);
    expect(crossesIntoGroup(undefined, 'at-risk')).toBe(false);
    expect(crossesIntoGroup('at-risk', 'almost-lost')).toBe(false);
    expect(crossesIntoGroup('loyal', null)).toBe(false);
  });

  it('is into the state wavering-valuable from another one, and not a first state', () => {
    expect(crossesIntoState('core', 'wavering-valuable')).toBe(true);
    expect(crossesIntoState('wavering-valuable', 'wavering-valuable')).toBe(false);
    expect(crossesIntoState(undefined, 'wavering-valuable')).toBe(false);
    expect(crossesIntoState('wavering-valuable', 'gone')).toBe(false);
  });
});
