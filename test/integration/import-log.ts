import { OrderColumns } from '../../bin/readers/order-columns.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';

/** A file that holds the given orders and returns. */
export function logOf(orders: readonly Order[], returns: readonly ReturnEvent[] = []): OrderLog {
  const columns = new OrderColumns();
  for (const order of orders) columns.add(order);
  for (const event of returns) columns.addReturn(event);
  return columns.finish();
}
