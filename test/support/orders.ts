import { type CustomerId, toCustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import type { Order, OrderLine } from '../../functions/domain/orders/order.ts';

/** Lines of one unit each at 1.00, unless told otherwise. */
export const linesOf = (itemIds: readonly string[], over: Partial<OrderLine> = {}): OrderLine[] =>
  itemIds.map((itemId) => ({ itemId: toItemId(itemId), quantity: 1, unitPriceMinor: 100, ...over }));

/** An order of the given items, placed by a guest unless `customerId` is given. */
export function orderOf(
  orderId: string,
  itemIds: readonly string[],
  over: Partial<Omit<Order, 'orderId' | 'customerId'>> & { readonly customerId?: string } = {},
): Order {
  const { customerId, ...rest } = over;
  const placedAt = rest.placedAt ?? '2026-03-01T10:00:00.000Z';
  const customer: { customerId?: CustomerId } =
    customerId === undefined ? {} : { customerId: toCustomerId(customerId) };
  return {
    orderId: toOrderId(orderId),
    ...customer,
    status: 'placed',
    currency: 'GBP',
    lines: linesOf(itemIds),
    updatedAt: placedAt,
    ...rest,
    placedAt,
  };
}
