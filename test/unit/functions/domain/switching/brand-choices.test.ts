import { describe, expect, it } from 'vitest';
import { placedOrders } from '../../../../../functions/domain/customers/placed-orders.ts';
import type { Order, OrderLine } from '../../../../../functions/domain/orders/order.ts';
import { brandChoices } from '../../../../../functions/domain/switching/brand-choices.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const line = (brand: string | undefined, quantity = 1, category: string | undefined = 'Tea'): OrderLine[] =>
  linesOf([`${category} ${brand}`], {
    quantity,
    ...(brand === undefined ? {} : { brand }),
    ...(category === undefined ? {} : { category }),
  });

const on = (day: string, lines: readonly OrderLine[], over: Partial<Pick<Order, 'status'>> = {}) =>
  orderOf(`${day} ${lines.length}`, [], { placedAt: `${day}T10:00:00.000Z`, lines, ...over });

function choicesOf(orders: readonly Order[], customerId = 'ada') {
  const facts = orders.map((order) => ({ kind: 'order' as const, order, version: 1, retiredPostings: [] }));
  return brandChoices(customerId, placedOrders(facts, { currency: 'GBP', timeZone: 'UTC' }).placed);
}

const brandsOf = (orders: readonly Order[], customerId?: string) => choicesOf(orders, customerId).get('Tea');

describe('the brands a customer chose', () => {
  it('are one a day and category, that of most units, over all orders of the day', () => {
    const first = on('2026-03-01', [...line('Alder', 2), ...line('Brook', 3)]);
    const second = on('2026-03-01', [...line('Alder', 2), ...line('Corvid', 1, 'Cups'), ...line('Corvid')]);
    const later = on('2026-03-02', line('Brook'));

    expect(brandsOf([later, first, second])).toEqual(['Alder', 'Brook']);
    expect(choicesOf([first, second]).get('Cups')).toEqual(['Corvid']);
  });

  it('leave out cancelled orders and lines without a brand or category', () => {
    const cancelled = on('2026-03-01', line('Alder'), { status: 'cancelled' });
    const unnamed = on('2026-03-02', [...line(undefined), ...linesOf(['loose'], { brand: 'Alder' })]);

    expect(choicesOf([cancelled, unnamed]).size).toBe(0);
  });

  it('fall on either of two brands of equal units, and always on the same for a customer and day', () => {
    const tied = on('2026-03-01', [...line('Alder'), ...line('Brook')]);
    const otherWay = on('2026-03-01', [...line('Brook'), ...line('Alder')]);
    const drawn = Array.from({ length: 200 }, (_, place) => brandsOf([tied], `customer ${place}`)?.[0]);

    expect(brandsOf([tied])).toEqual(brandsOf([otherWay]));
    // Of 200 fair draws 70 to 130 are of either: five in a million fall outside, and these are always the same.
    const ofAlder = drawn.filter((brand) => brand === 'Alder').length;
    expect(ofAlder).toBeGreaterThan(70);
    expect(ofAlder).toBeLessThan(130);
  });
});
