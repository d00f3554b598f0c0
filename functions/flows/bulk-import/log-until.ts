import type { Instant, Order } from '../../domain/orders/order.ts';
import type { OrderLog } from './order-log.ts';

/** An order as it was known at a moment: what happened to it later is not there yet. */
function knownAt(order: Order, until: Instant): Order {
  const { paidAt, deliveredAt, ...rest } = order;
  const isChangedLater = order.updatedAt > until;
  return {
    ...rest,
    // A file has the newest version alone; one that was cancelled later was an order until then.
    ...(isChangedLater ? { status: 'placed', updatedAt: order.placedAt } : {}),
    ...(paidAt === undefined || paidAt > until ? {} : { paidAt }),
    ...(deliveredAt === undefined || deliveredAt > until ? {} : { deliveredAt }),
  };
}

/**
 * A log as it was at a moment: without the orders and returns that came later, and without what came to be of those that
 * were there. Names and categories of items are those of the whole log, and units that an order itself tells to have
 * come back have no time of their own. O(orders + returns) to make.
 */
export function logUntil(log: OrderLog, until: Instant): OrderLog {
  const orders: number[] = [];
  let newest: Instant | undefined;
  for (let index = 0; index < log.orderCount; index += 1) {
    const { placedAt } = log.orderAt(index);
    if (placedAt > until) continue;
    orders.push(index);
    if (newest === undefined || placedAt > newest) newest = placedAt;
  }
  const returns: number[] = [];
  for (let index = 0; index < log.returnCount; index += 1) {
    if (log.returnAt(index).occurredAt <= until) returns.push(index);
  }
  const placeIn = (places: readonly number[], index: number): number => {
    const place = places[index];
    if (place === undefined) throw new RangeError(`no entry ${index} of ${places.length}`);
    return place;
  };
  return {
    orderCount: orders.length,
    orderAt: (index) => knownAt(log.orderAt(placeIn(orders, index)), until),
    customerAt: (index) => log.customerAt(placeIn(orders, index)),
    returnCount: returns.length,
    returnAt: (index) => log.returnAt(placeIn(returns, index)),
    namedItems: () => log.namedItems(),
    newestPlacedAt: newest,
  };
}
