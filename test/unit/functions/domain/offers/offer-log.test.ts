import { expect, it } from 'vitest';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import type { Offer, OfferDecision } from '../../../../../functions/domain/offers/offer.ts';
import { OfferLogBuilder } from '../../../../../functions/domain/offers/offer-log.ts';
import { offer } from '../../../../support/decided-offers.ts';

const logOf = (...offers: readonly Offer[]) => {
  const log = new OfferLogBuilder('2026-04-10T00:00:00.000Z');
  for (const one of offers) log.add(one);
  return log;
};
const ada = toCustomerId('ada');

it.each<[string, Offer, boolean]>([
  ['issued', offer(), true],
  ['waiting to be sent', offer({ status: 'decided' }), true],
  ['expired', offer({ expiresAt: '2026-04-10T00:00:00.000Z' }), false],
  ['redeemed', offer({ status: 'redeemed' }), false],
  ['withdrawn', offer({ status: 'withdrawn' }), false],
])('an offer that is %s is open or not, and its expected cost with it', (_, one, open) => {
  const log = logOf(one);
  expect(log.hasOpenOffer(ada)).toBe(open);
  expect(log.liabilitiesOf('spring')).toEqual(open ? { costMinor: 120, uses: 0.25 } : { costMinor: 0, uses: 0 });
  expect(log.isDecided('spring', ada)).toBe(true);
});

it('knows who was decided for without anything to get', () => {
  const held = { group: 'control' as const, armId: 'none' };
  const { terms: _terms, ...without } = offer({ status: 'decided' }, held);
  const log = logOf(without);
  expect(log.isDecided('spring', ada)).toBe(true);
  expect(log.isDecided('summer', ada)).toBe(false);
  expect(log.hasOpenOffer(ada)).toBe(false);
  expect(log.lastOfferedOn(ada)).toBeUndefined();
});

it('knows the latest offer of any campaign, one that never came not counted', () => {
  const log = logOf(
    offer({}, { campaignId: 'summer', decidedOn: '2026-03-05' }),
    offer({}, { campaignId: 'winter', decidedOn: '2026-01-05' }),
    offer({ status: 'withdrawn' }, { campaignId: 'spring', decidedOn: '2026-04-05' }),
  );
  expect(log.lastOfferedOn(ada)).toBe('2026-03-05');
});

it('counts what customers did with an arm, by the band of who would have ordered anyway, once their horizon is over', () => {
  const done = (hasOrdered: boolean, ofDecision: Partial<OfferDecision> = {}) =>
    offer({ outcome: { hasOrdered, profitMinor: 0, measuredOn: '2026-05-02' } }, ofDecision);
  const log = logOf(
    done(true),
    done(false),
    done(true, { baseProbability: 0.34 }),
    done(true, { baseProbability: 0.36 }),
    done(true, { armId: 'none' }),
    done(true, { group: 'control', armId: 'none' }),
    done(true, { campaignId: 'summer' }),
    offer(),
  );
  const responses = log.responsesOf('spring');
  expect(responses('ten-percent', 0.2)).toEqual({ orderedCount: 2, notOrderedCount: 1 });
  expect(responses('ten-percent', 0.35)).toEqual({ orderedCount: 1, notOrderedCount: 0 });
  expect(responses('none', 0.2)).toEqual({ orderedCount: 1, notOrderedCount: 0 });
  expect(responses('five', 0.2)).toEqual({ orderedCount: 0, notOrderedCount: 0 });
});
