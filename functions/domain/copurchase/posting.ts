import type { ItemId, OrderId } from '../ids.ts';
import { evidenceItems } from '../orders/evidence-items.ts';
import type { Instant, Order } from '../orders/order.ts';

/** Evidence that an item was bought in an order, with the items bought beside it: what counting needs. */
export interface CountedPosting {
  readonly itemId: ItemId;
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  /** The other items of the basket, ascending. */
  readonly otherItemIds: readonly ItemId[];
}

/** The same as it is written. */
export interface Posting extends CountedPosting {
  /** Version of the order the posting was made from. */
  readonly version: number;
}

/** The postings of an order, one for each item that counts as evidence. O(k²) ids for a basket of k. */
export function postingsOf(order: Order, version: number, maximumBasketItems: number): readonly Posting[] {
  const items = evidenceItems(order, maximumBasketItems);
  return items.map((itemId) => ({
    itemId,
    orderId: order.orderId,
    placedAt: order.placedAt,
    version,
    otherItemIds: items.filter((other) => other !== itemId),
  }));
}
