import type { Order } from '../../functions/domain/orders/order.ts';
import { orderOf } from './orders.ts';

const firstDay = Date.parse('2025-06-01T10:00:00.000Z');

const ordersOn = (customerId: string, days: readonly number[]): Order[] =>
  days.map((day) => {
    const placedAt = new Date(firstDay + day * 86_400_000).toISOString();
    return orderOf(`${customerId} ${day}`, ['mug', 'tea'], { customerId, placedAt });
  });

/**
 * A shop of which ann, who buys by fits and starts, is loyal on the night of `nightBefore`, and on `nightAtRisk` at risk
 * by her group and wavering-valuable by her state. The others are long gone by then.
 */
export const ordersOfOneAtRisk: readonly Order[] = [
  ...ordersOn('ann', [0, 10, 70, 80, 170, 185, 260, 275]),
  ...['bob', 'cat', 'dan', 'eva', 'fay'].flatMap((customerId, place) =>
    ordersOn(customerId, [200, 230, 260 + place, 290 + place]),
  ),
];

export const nightBefore = '2026-05-19T04:10:00.000Z';
export const nightAtRisk = '2026-05-25T04:10:00.000Z';
