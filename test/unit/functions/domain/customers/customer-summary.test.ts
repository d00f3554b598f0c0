import { describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId, toItemId, toOrderId } from '../../../../../functions/domain/ids.ts';
import type { CustomerFact, Order, ReturnEvent } from '../../../../../functions/domain/orders/order.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const ada = toCustomerId('ada');
const fact = (order: Order): CustomerFact => ({ kind: 'order', order, version: 1, retiredPostings: [] });
const returned = (event: Partial<ReturnEvent> & { itemId: ReturnEvent['itemId'] }): CustomerFact => ({
  kind: 'return',
  event: { eventId: 'r1', occurredAt: '2026-03-20T00:00:00.000Z', customerId: ada, quantity: 1, ...event },
});
const summary = (facts: readonly CustomerFact[], timeZone = 'Europe/London') =>
  summariseCustomer(ada, facts, 'GBP', timeZone);
const pen = toItemId('pen');

describe('a customer summed up', () => {
  it('counts orders, purchase days and spend, and lists items latest first', () => {
    const facts = [
      fact(orderOf('1', ['pen', 'ink'], { customerId: 'ada', placedAt: '2026-03-01T09:00:00.000Z' })),
      fact(orderOf('2', ['cup'], { customerId: 'ada', placedAt: '2026-03-01T18:00:00.000Z' })),
      fact(orderOf('3', ['pen'], { customerId: 'ada', placedAt: '2026-03-05T09:00:00.000Z' })),
    ];
    expect(summary(facts)).toMatchObject({
      orderCount: 3,
      purchaseDayCount: 2,
      firstPlacedAt: '2026-03-01T09:00:00.000Z',
      lastPlacedAt: '2026-03-05T09:00:00.000Z',
      netSpendMinor: 400,
      itemsBought: ['pen', 'cup', 'ink'],
    });
    expect(summary([...facts].reverse())).toEqual(summary(facts));
  });

  it('keeps the days of each item: those on which a unit of it was kept, in the order of the items', () => {
    const placedAt = (day: number) => ({ customerId: 'ada', placedAt: `2026-03-0${day}T23:30:00.000Z` });
    const facts = [
      fact(orderOf('1', ['pen', 'ink'], placedAt(1))),
      fact(orderOf('2', ['pen'], placedAt(3))),
      fact(orderOf('3', ['pen'], placedAt(3))),
      fact(orderOf('4', ['pen', 'cup'], placedAt(6))),
      fact(orderOf('5', ['ink'], { ...placedAt(8), status: 'cancelled' })),
      returned({ itemId: toItemId('ink'), orderId: toOrderId('1') }),
    ];
    const march = Date.UTC(2026, 2, 1) / 86_400_000;

    expect(summary(facts)).toMatchObject({
      itemsBought: ['cup', 'pen'],
      daysOfItems: [
        { dayCount: 1, firstDay: march + 5, lastDay: march + 5 },
        { dayCount: 3, firstDay: march, lastDay: march + 5 },
      ],
    });
    expect(summary(facts, 'Europe/Berlin').daysOfItems[0]).toMatchObject({ firstDay: march + 6 });
    expect(summary([...facts].reverse()).daysOfItems).toEqual(summary(facts).daysOfItems);
  });

  it("lets the shop's time zone decide the day", () => {
    const facts = ['2026-03-01T23:30:00.000Z', '2026-03-02T00:30:00.000Z'].map((placedAt, index) =>
      fact(orderOf(String(index), ['pen'], { customerId: 'ada', placedAt })),
    );
    expect(summary(facts, 'Europe/London').purchaseDayCount).toBe(2);
    expect(summary(facts, 'America/New_York').purchaseDayCount).toBe(1);
  });

  it('books a return on the latest earlier line with units left, then on the one before', () => {
    const facts = [
      fact(orderOf('1', [], { lines: linesOf(['pen'], { quantity: 5 }), placedAt: '2026-03-01T00:00:00.000Z' })),
      fact(
        orderOf('2', [], {
          lines: linesOf(['pen'], { quantity: 2, unitPriceMinor: 150 }),
          placedAt: '2026-03-10T00:00:00.000Z',
        }),
      ),
      fact(orderOf('3', [], { lines: linesOf(['pen'], { quantity: 9 }), placedAt: '2026-03-25T00:00:00.000Z' })),
      returned({ itemId: pen, quantity: 3 }),
    ];
    expect(summary(facts)).toMatchObject({
      grossSpendMinor: 500 + 300 + 900,
      netSpendMinor: 400 + 0 + 900,
      returnedUnitCount: 3,
      unmatchedReturnedUnitCount: 0,
    });
  });

  it('takes the greater of what the order and what events report as returned, never their sum', () => {
    const order = orderOf('1', [], { lines: linesOf(['pen'], { quantity: 5, returnedQuantity: 2 }) });
    const event = { itemId: pen, orderId: toOrderId('1'), quantity: 3 };
    expect(summary([fact(order), returned(event)])).toMatchObject({ netSpendMinor: 200, returnedUnitCount: 3 });
  });

  it('counts returned units that match no purchase, and lets them reduce nothing', () => {
    const order = orderOf('1', ['pen'], { placedAt: '2026-03-25T00:00:00.000Z' });
    expect(summary([fact(order), returned({ itemId: pen })])).toMatchObject({
      netSpendMinor: 100,
      unmatchedReturnedUnitCount: 1,
    });
  });

  it('keeps a purchase day that was returned whole, with value 0 and no item', () => {
    const order = orderOf('1', [], { lines: linesOf(['pen'], { returnedQuantity: 1 }) });
    expect(summary([fact(order)])).toMatchObject({ purchaseDayCount: 1, netSpendMinor: 0, itemsBought: [] });
  });

  it('lets an order discount fall on goods in proportion, so that a full return leaves nothing', () => {
    const lines = [...linesOf(['pen'], { unitPriceMinor: 300 }), ...linesOf(['ink'], { returnedQuantity: 1 })];
    expect(summary([fact(orderOf('1', [], { lines, discountMinor: 40 }))])).toMatchObject({
      grossSpendMinor: 360,
      netSpendMinor: 270,
    });
  });

  it('leaves cancelled orders out, and the money of other currencies', () => {
    const facts = [
      fact(orderOf('1', ['pen'], { status: 'cancelled' })),
      fact(orderOf('2', ['ink'], { currency: 'EUR' })),
    ];
    expect(summary(facts)).toMatchObject({
      orderCount: 1,
      cancelledOrderCount: 1,
      netSpendMinor: 0,
      otherCurrencyOrderCount: 1,
    });
  });

  it('lists the latest 200 items, and counts all', () => {
    const names = Array.from({ length: 260 }, (_, index) => `i${String(index).padStart(3, '0')}`);
    const { itemsBought, daysOfItems, distinctItemCount } = summary([fact(orderOf('1', names))]);
    expect(distinctItemCount).toBe(260);
    expect(itemsBought).toEqual(names.slice(0, 200));
    expect(daysOfItems).toHaveLength(200);
  });
});
