import { describe, expect, it } from 'vitest';
import { summariseCustomer } from '../../../../../functions/domain/customers/customer-summary.ts';
import { toCustomerId, toItemId } from '../../../../../functions/domain/ids.ts';
import type { CustomerFact, Order, OrderLine } from '../../../../../functions/domain/orders/order.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const fact = (order: Order): CustomerFact => ({ kind: 'order', order, version: 1, retiredPostings: [] });
const activityOf = (facts: readonly CustomerFact[], timeZone = 'Europe/London') =>
  summariseCustomer(toCustomerId('ada'), facts, 'GBP', timeZone).activity;
const line = (itemId: string, category: string, unitPriceMinor: number, over: Partial<OrderLine> = {}): OrderLine[] =>
  linesOf([itemId], { category, unitPriceMinor, ...over });
const dayOf = (date: string): number => Date.parse(date) / 86_400_000;
const monthOf = (year: number, month: number): number => year * 12 + month - 1;

describe('the activity of a customer', () => {
  it('is empty without an order that was not cancelled', () => {
    const empty = {
      purchaseDays: [],
      repeatSpendMinor: 0,
      months: [],
      categories: [],
      brands: [],
      channels: [],
      categoryCount: 0,
      brandCount: 0,
    };
    expect(activityOf([])).toEqual(empty);
    expect(activityOf([fact(orderOf('1', ['pen'], { status: 'cancelled', channel: 'web', country: 'DE' }))])).toEqual(
      empty,
    );
  });

  it('nets a return in the month of the purchase, and keeps the day that was returned whole', () => {
    const facts: CustomerFact[] = [
      fact(orderOf('1', ['pen'], { placedAt: '2026-01-31T12:00:00.000Z' })),
      fact(orderOf('2', ['ink', 'cup'], { placedAt: '2026-02-03T12:00:00.000Z' })),
      {
        kind: 'return',
        event: { eventId: 'r', occurredAt: '2026-03-20T00:00:00.000Z', itemId: toItemId('pen'), quantity: 1 },
      },
    ];

    expect(activityOf(facts)).toMatchObject({
      firstPurchaseDay: dayOf('2026-01-31'),
      lastPurchaseDay: dayOf('2026-02-03'),
      purchaseDays: [dayOf('2026-01-31'), dayOf('2026-02-03')],
      repeatSpendMinor: 200,
      months: [
        { month: monthOf(2026, 1), orderCount: 1, grossSpendMinor: 100, netSpendMinor: 0 },
        { month: monthOf(2026, 2), orderCount: 1, grossSpendMinor: 200, netSpendMinor: 200 },
      ],
    });
  });

  it("takes days and months of the shop's time zone", () => {
    const facts = [fact(orderOf('1', ['pen'], { placedAt: '2026-01-31T23:30:00.000Z' }))];

    expect(activityOf(facts, 'Europe/Berlin')).toMatchObject({
      purchaseDays: [dayOf('2026-02-01')],
      months: [{ month: monthOf(2026, 2) }],
    });
  });

  it('counts orders in another currency, and leaves their money out', () => {
    const facts = [
      fact(orderOf('1', ['pen'], { placedAt: '2026-01-01T12:00:00.000Z' })),
      fact(orderOf('2', ['pen'], { placedAt: '2026-02-01T12:00:00.000Z', currency: 'EUR' })),
    ];

    expect(activityOf(facts)).toMatchObject({
      repeatSpendMinor: 0,
      months: [
        { orderCount: 1, netSpendMinor: 100 },
        { orderCount: 1, grossSpendMinor: 0, netSpendMinor: 0 },
      ],
    });
  });

  it('counts categories and brands of lines not returned whole, most purchase days first, then by name', () => {
    const facts = [
      fact(
        orderOf('1', [], {
          placedAt: '2026-01-01T12:00:00.000Z',
          lines: [
            ...line('a', 'tea', 100, { brand: 'x' }),
            ...line('b', 'tea', 100),
            ...line('c', 'milk', 100, { quantity: 2, returnedQuantity: 1 }),
            ...line('d', 'soap', 100, { brand: 'y', returnedQuantity: 1 }),
          ],
        }),
      ),
      fact(orderOf('2', [], { placedAt: '2026-01-02T12:00:00.000Z', lines: line('e', 'milk', 100) })),
      fact(orderOf('3', [], { placedAt: '2026-01-02T13:00:00.000Z', lines: line('e', 'coffee', 100) })),
    ];

    expect(activityOf(facts)).toMatchObject({
      categories: [
        { name: 'milk', purchaseDayCount: 2, lineCount: 2 },
        { name: 'coffee', purchaseDayCount: 1, lineCount: 1 },
        { name: 'tea', purchaseDayCount: 1, lineCount: 2 },
      ],
      brands: [{ name: 'x', purchaseDayCount: 1, lineCount: 1 }],
      categoryCount: 3,
      brandCount: 1,
    });
  });

  it('takes the first category from the first day: the one of most value before returns, ties by name', () => {
    const first = (lines: OrderLine[]) =>
      activityOf([
        fact(orderOf('1', [], { placedAt: '2026-01-01T08:00:00.000Z', lines: line('z', 'soap', 50) })),
        fact(orderOf('2', [], { placedAt: '2026-01-01T20:00:00.000Z', lines })),
        fact(orderOf('3', [], { placedAt: '2026-01-02T08:00:00.000Z', lines: line('z', 'cars', 9_000_000) })),
      ]).firstCategory;

    expect(first(line('a', 'tea', 100, { returnedQuantity: 1 }))).toBe('tea');
    expect(first([...line('a', 'tea', 30), ...line('b', 'tea', 30)])).toBe('tea');
    expect(first(line('a', 'tea', 50))).toBe('soap');
    expect(activityOf([fact(orderOf('1', ['pen']))])).not.toHaveProperty('firstCategory');
  });

  it('counts orders and days by channel, and takes the first channel and the latest country that orders say', () => {
    const at = (hour: string, over: Partial<Order>) =>
      fact(orderOf(`o${hour}`, ['pen'], { placedAt: `2026-01-${hour}:00:00.000Z`, ...over }));
    const facts = [
      at('01T08', { country: 'DE' }),
      at('01T09', { channel: 'web' }),
      at('01T10', { channel: 'shop', country: 'FR' }),
      at('02T08', { channel: 'shop' }),
      at('02T09', { channel: 'shop' }),
    ];

    expect(activityOf(facts)).toMatchObject({
      channels: [
        { name: 'shop', purchaseDayCount: 2, lineCount: 3 },
        { name: 'web', purchaseDayCount: 1, lineCount: 1 },
      ],
      firstChannel: 'web',
      country: 'FR',
    });
    expect(activityOf([at('01T08', {}), at('02T08', { channel: 'web' })])).not.toHaveProperty('firstChannel');
  });
});
