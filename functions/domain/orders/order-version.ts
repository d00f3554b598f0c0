import type { Order } from './order.ts';

/**
 * The version of an order, an integer that comes from the order alone: twice the epoch millisecond of its last
 * change, plus one when it is cancelled. So versions do not depend on the order of arrival, and at equal times
 * a cancellation beats the order it cancels. Below 2^53 until the year 144,000.
 */
export const orderVersion = (order: Pick<Order, 'updatedAt' | 'status'>): number =>
  Date.parse(order.updatedAt) * 2 + (order.status === 'cancelled' ? 1 : 0);
