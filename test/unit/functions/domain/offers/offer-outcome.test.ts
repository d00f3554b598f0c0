import { expect, it } from 'vitest';
import { placedOrders } from '../../../../../functions/domain/customers/placed-orders.ts';
import { toItemId, toOrderId } from '../../../../../functions/domain/ids.ts';
import type { Offer } from '../../../../../functions/domain/offers/offer.ts';
import { isHorizonOver, offerOutcome } from '../../../../../functions/domain/offers/offer-outcome.ts';
import type { Order } from '../../../../../functions/domain/orders/order.ts';
import { offer, offerTerms } from '../../../../support/decided-offers.ts';
import { orderOf } from '../../../../support/orders.ts';

const decidedDay = 20_544; // 2026-04-01
const window = { decidedDay, horizonDays: 30, measuredOn: '2026-05-01' };
const order = (placedAt: string, over: Partial<Order> = {}): Order => ({
  ...orderOf(`order ${placedAt}`, [], { placedAt: `${placedAt}T10:00:00.000Z` }),
  lines: [{ itemId: toItemId('mug'), quantity: 1, unitPriceMinor: 1_000, unitCostMinor: 600 }],
  ...over,
});
const outcome = (one: Offer, ...orders: readonly Order[]) => {
  const facts = orders.map((each) => ({ kind: 'order' as const, order: each, version: 1, retiredPostings: [] }));
  const { placed } = placedOrders(facts, { currency: 'GBP', timeZone: 'UTC' });
  return offerOutcome(one, placed, window, { unitCostMinorOf: () => undefined, marginRate: undefined });
};
const redeemed = (terms: Partial<NonNullable<Offer['terms']>>): Offer =>
  offer({
    status: 'redeemed',
    terms: offerTerms({ contactCostMinor: 15, ...terms }),
    redemption: {
      orderId: toOrderId('o'),
      redeemedAt: '2026-04-02T00:00:00.000Z',
      amountMinor: 100,
      points: 0,
      taken: [],
    },
  });

it('counts orders from the day of the decision to the last of the horizon', () => {
  const nothing = { hasOrdered: false, profitMinor: 0, measuredOn: '2026-05-01' };
  expect(outcome(offer(), order('2026-03-31'), order('2026-05-01'))).toEqual(nothing);
  expect(outcome(offer(), order('2026-04-01'), order('2026-04-30'))).toEqual({
    ...nothing,
    hasOrdered: true,
    profitMinor: 800,
  });
  expect(outcome(offer(), order('2026-04-10', { status: 'cancelled' }))).toEqual(nothing);
});

it('is over when the last day has passed', () => {
  expect(isHorizonOver(window, decidedDay + 29)).toBe(false);
  expect(isHorizonOver(window, decidedDay + 30)).toBe(true);
});

it('bears what the order does not show: the contact, and what is no discount of the order', () => {
  const profit = (one: Offer) => outcome(one, order('2026-04-10')).profitMinor;
  expect(profit(redeemed({ kind: 'percent' }))).toBe(400 - 15);
  expect(profit(redeemed({ kind: 'amount' }))).toBe(400 - 15);
  expect(profit(redeemed({ kind: 'bundle' }))).toBe(400 - 15);
  expect(profit(redeemed({ kind: 'free-shipping' }))).toBe(400 - 15 - 100);
  expect(profit(redeemed({ kind: 'gift-item' }))).toBe(400 - 15 - 100);
  expect(profit({ ...redeemed({ kind: 'gift-item' }), status: 'issued' })).toBe(400 - 15);
  // Withdrawn before it was sent, or nothing to send.
  const { issuedAt: _issuedAt, ...unsent } = redeemed({ kind: 'gift-item' });
  expect(profit({ ...unsent, status: 'withdrawn' })).toBe(400);
  const { terms: _terms, ...held } = offer({ status: 'decided' });
  expect(profit(held)).toBe(400);
});
