import type { BasketColumns } from '../../domain/copurchase/basket-columns.ts';
import { compareIds, type ItemId, type OrderId } from '../../domain/ids.ts';
import { evidenceItems } from '../../domain/orders/evidence-items.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { HeldLog } from './log-facts.ts';

interface BasketHead {
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  /** Its items lie at `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

/**
 * The evidence of a file's orders as columns for the kernel, order by order, so that no text is kept a line.
 * O(lines log) time, 8 bytes a line.
 * @param since orders placed before it give no evidence
 */
export function basketsOfLog(held: HeldLog, maximumBasketItems: number, since: Instant | undefined): BasketColumns {
  const { log, orders } = held;
  const numbers = new Map<ItemId, number>();
  const heads: BasketHead[] = [];
  const items: number[] = [];
  for (let index = 0; index < log.orderCount; index += 1) {
    if (!orders.isHeld(index)) continue;
    const order = log.orderAt(index);
    if (since !== undefined && order.placedAt < since) continue;
    const start = items.length;
    for (const itemId of evidenceItems(order, maximumBasketItems)) {
      const number = numbers.get(itemId) ?? numbers.size;
      numbers.set(itemId, number);
      items.push(number);
    }
    const { orderId, placedAt } = order;
    if (items.length > start) heads.push({ orderId, placedAt, start, end: items.length });
  }
  const itemIds = [...numbers.keys()].sort(compareIds);
  const ascending = new Int32Array(numbers.size);
  itemIds.forEach((itemId, index) => {
    ascending[numbers.get(itemId) ?? 0] = index;
  });
  heads.sort((left, right) => compareIds(right.placedAt, left.placedAt) || compareIds(right.orderId, left.orderId));
  const offsets = new Int32Array(heads.length + 1);
  const laidOut = new Int32Array(items.length);
  let end = 0;
  heads.forEach((head, basket) => {
    const start = end;
    for (let place = head.start; place < head.end; place += 1) laidOut[end++] = ascending[items[place] ?? 0] ?? 0;
    laidOut.subarray(start, end).sort();
    offsets[basket + 1] = end;
  });
  return { itemIds, offsets, items: laidOut, placedAt: heads.map(({ placedAt }) => placedAt) };
}
