import { describe, expect, it } from 'vitest';
import { eventDetail, eventDetailSchema } from '../../../../../functions/contracts/delivery/event-detail.ts';
import { offerLetter } from '../../../../../functions/contracts/delivery/offer-letter.ts';
import { termsInWords } from '../../../../../functions/contracts/delivery/terms-in-words.ts';
import { atRiskEvent, type DeliveryEvent } from '../../../../../functions/domain/delivery/delivery-event.ts';
import { offerEvents } from '../../../../../functions/domain/delivery/offer-events.ts';
import { toCustomerId, toItemId } from '../../../../../functions/domain/ids.ts';
import type { Offer, OfferTerms } from '../../../../../functions/domain/offers/offer.ts';
import { offerKinds } from '../../../../../functions/domain/offers/offer-kinds.ts';
import { decidedOffer, issuedOffer, redeemedOffer, termsOf } from '../../../../support/delivered-offers.ts';

const eventId = 'ab'.repeat(32);
const context = { eventId, currency: 'GBP', locale: 'de-CH' };

function eventOf(before: Offer | undefined, after: Offer): DeliveryEvent {
  const [event] = offerEvents(before, after, '2026-04-09T00:00:00.000Z');
  if (event === undefined) throw new Error('the change tells nothing');
  return event;
}

describe('what the bus carries', () => {
  it('of an offer is what a channel needs, terms in words and in figures', () => {
    expect(eventDetail(eventOf(decidedOffer(), issuedOffer()), context)).toEqual({
      schema: 1,
      kind: 'offer.issued',
      eventId,
      occurredAt: '2026-04-02T09:00:00.000Z',
      customerId: 'ann',
      locale: 'de-CH',
      offer: {
        campaignId: 'spring',
        kind: 'percent',
        terms: '10% off, at most 20.00 GBP, on an order of 50.00 GBP or more, not together with other offers',
        currency: 'GBP',
        percent: 10,
        amount: 20,
        minimumSpend: 50,
        stacking: 'alone',
        code: 'CODE-OF-ann',
        issuedAt: '2026-04-02T09:00:00.000Z',
        expiresAt: '2026-05-02T09:00:00.000Z',
        channel: 'email',
      },
    });
  });

  it('of a redemption is the order and what it took off', () => {
    const detail = eventDetail(eventOf(issuedOffer(), redeemedOffer()), context);

    expect(detail).toMatchObject({
      kind: 'offer.redeemed',
      redemption: { orderId: 'order 1', redeemedAt: '2026-04-03T10:00:00.000Z', amount: 7.5, points: 0 },
    });
  });

  it('of a customer at risk is the day’s find, and by what', () => {
    const crossing = { customerId: toCustomerId('ann'), date: '2026-04-01', because: 'group' as const };
    const event = atRiskEvent({ ...crossing, foundAt: '2026-04-01T04:10:00.000Z' });

    expect(eventDetail(event, { eventId, currency: 'GBP' })).toEqual({
      schema: 1,
      kind: 'customer.at-risk',
      eventId,
      occurredAt: '2026-04-01T04:10:00.000Z',
      customerId: 'ann',
      because: 'group',
    });
  });

  it('fits its own contract, for every kind of offer, and says nothing of how it was decided', () => {
    for (const kind of offerKinds) {
      const terms = termsOf({
        kind,
        points: 100,
        costMinor: 765_4321,
        contactCostMinor: 765_4321,
        itemId: toItemId('mug'),
        howToCancel: 'by letter',
      });
      for (const event of [
        eventOf(undefined, issuedOffer('ann', { terms })),
        eventOf(issuedOffer('ann', { terms }), { ...redeemedOffer(), terms }),
      ]) {
        const detail = eventDetail(event, context);
        const text = JSON.stringify(detail);

        expect(eventDetailSchema.parse(JSON.parse(text))).toEqual(detail);
        for (const word of [
          'propensit',
          'robability',
          'wavering',
          'rofit',
          'margin',
          'arm',
          'cost',
          '7654321',
          '76543.21',
        ]) {
          expect(text).not.toContain(word);
        }
      }
    }
  });

  it('does not name an amount where no money is given', () => {
    const gift = issuedOffer('ann', { terms: termsOf({ kind: 'gift-item', mostMinor: 900 }) });

    expect(eventDetail(eventOf(undefined, gift), context)).not.toHaveProperty('offer.amount');
  });
});

describe('terms in words', () => {
  const words = (over: Partial<OfferTerms>, currency = 'GBP') =>
    termsInWords(
      { kind: 'amount', minimumSpendMinor: 0, contactCostMinor: 0, stacking: 'with-others', marginFloor: 0, ...over },
      currency,
    );

  it.each<[Partial<OfferTerms>, string]>([
    [{ kind: 'percent', percent: 15 }, '15% off'],
    [{ kind: 'amount', amountMinor: 500 }, '5.00 GBP off'],
    [{ kind: 'amount', amountMinor: 500, mostMinor: 300 }, '3.00 GBP off'],
    [{ kind: 'free-shipping', mostMinor: 495 }, 'free shipping, at most 4.95 GBP'],
    [{ kind: 'points', points: 200 }, '200 points'],
    [{ kind: 'tier-credit', amountMinor: 1_000 }, '10.00 GBP counted towards the next tier'],
    [{ kind: 'gift-item', itemId: toItemId('mug') }, 'a gift: mug'],
    [{ kind: 'bundle', percent: 5, itemId: toItemId('tea') }, '5% off together with tea'],
    [{ kind: 'subscription-set-up' }, 'a subscription, set up for you'],
    [{ kind: 'early-access' }, 'early access'],
    [{ kind: 'service-call' }, 'a call from our service'],
  ])('%j', (over, expected) => {
    expect(words(over)).toBe(expected);
  });

  it('count in the currency’s own decimals', () => {
    expect(words({ kind: 'amount', amountMinor: 500 }, 'JPY')).toBe('500 JPY off');
    expect(words({ kind: 'amount', amountMinor: 1_500 }, 'BHD')).toBe('1.500 BHD off');
  });
});

describe('a letter', () => {
  it('says what, until when, how to cancel and how to end all letters', () => {
    const terms = termsOf({ kind: 'subscription-set-up', howToCancel: 'in your account', minimumSpendMinor: 0 });
    const detail = eventDetail(eventOf(undefined, issuedOffer('ann', { terms })), context);
    if (detail.kind !== 'offer.issued') throw new Error('an issued offer');

    const settings = { shopName: 'Shop', unsubscribeUrl: 'https://shop.example/no', timeZone: 'Europe/London' };
    expect(offerLetter(detail, settings)).toEqual({
      subject: 'Shop: a subscription, set up for you, not together with other offers',
      text: `Shop has an offer for you: a subscription, set up for you, not together with other offers.

Your code is CODE-OF-ann. It is good until 2 May 2026 at 10:00 (Europe/London), for you alone and once.

How to cancel: in your account

You get this letter because you agreed to letters of Shop. To get no more: https://shop.example/no
`,
      unsubscribeUrl: 'https://shop.example/no',
    });
  });
});
