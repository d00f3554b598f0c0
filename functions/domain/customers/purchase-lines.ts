import type { ItemId, OrderId } from '../ids.ts';
import type { Instant, Order } from '../orders/order.ts';

/** What a customer bought of one item in one order: a line is a distinct (order, item). */
export interface PurchaseLine {
  readonly orderId: OrderId;
  readonly itemId: ItemId;
  readonly placedAt: Instant;
  /** Units bought. */
  readonly quantity: number;
  /** Units the order itself reports as returned. */
  readonly ownReturnedQuantity: number;
  /** Value of all units before returns, minor units. */
  readonly valueMinor: number;
  /** As the first line of the item that says it. */
  readonly category: string | undefined;
  readonly brand: string | undefined;
}

/** Merges the lines of one order by item, in order of first mention. O(lines). */
export function purchaseLines(order: Order): readonly PurchaseLine[] {
  const merged = new Map<ItemId, PurchaseLine>();
  for (const line of order.lines) {
    const before = merged.get(line.itemId);
    merged.set(line.itemId, {
      orderId: order.orderId,
      itemId: line.itemId,
      placedAt: order.placedAt,
      quantity: (before?.quantity ?? 0) + line.quantity,
      ownReturnedQuantity: (before?.ownReturnedQuantity ?? 0) + (line.returnedQuantity ?? 0),
      valueMinor: (before?.valueMinor ?? 0) + line.quantity * line.unitPriceMinor,
      category: before?.category ?? line.category,
      brand: before?.brand ?? line.brand,
    });
  }
  return [...merged.values()];
}
