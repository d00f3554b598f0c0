import { type BasketColumns, basketColumnsBuilder } from '../../domain/copurchase/basket-columns.ts';
import { evidenceLines } from '../../domain/orders/evidence-items.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { HeldLog } from './log-facts.ts';

/**
 * The evidence of a file's orders as columns for the kernel.
 * @param since orders placed before it give no evidence
 */
export function basketsOfLog(held: HeldLog, maximumBasketItems: number, since: Instant | undefined): BasketColumns {
  const { log, orders } = held;
  const columns = basketColumnsBuilder();
  for (let index = 0; index < log.orderCount; index += 1) {
    if (!orders.isHeld(index)) continue;
    const order = log.orderAt(index);
    if (since !== undefined && order.placedAt < since) continue;
    columns.add({ ...order, lines: evidenceLines(order, maximumBasketItems) });
  }
  return columns.build();
}
