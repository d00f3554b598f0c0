import type { ItemId, OrderId } from '../ids.ts';
import { evidenceLines } from '../orders/evidence-items.ts';
import type { Instant, Order } from '../orders/order.ts';

/**
 * Pairs that count half, as one of the two was bought through a recommendation: all of them where the item itself
 * was, else those with the others at these places of `otherItemIds`, ascending.
 */
export type HalvedPairs = 'all' | readonly number[];

/** Evidence that an item was bought in an order, with the items bought beside it: what counting needs. */
export interface CountedPosting {
  readonly itemId: ItemId;
  readonly orderId: OrderId;
  readonly placedAt: Instant;
  /** The other items of the basket, ascending. */
  readonly otherItemIds: readonly ItemId[];
  /** Absent where every pair counts whole. */
  readonly halvedPairs?: HalvedPairs;
}

/** The same as it is written. */
export interface Posting extends CountedPosting {
  /** Version of the order the posting was made from. */
  readonly version: number;
}

/** The postings of an order, one for each item that counts as evidence. O(k²) ids for a basket of k. */
export function postingsOf(order: Order, version: number, maximumBasketItems: number): readonly Posting[] {
  const lines = evidenceLines(order, maximumBasketItems);
  return lines.map(({ itemId, isAttributed }): Posting => {
    const others = lines.filter((other) => other.itemId !== itemId);
    const halved = others.flatMap((other, place) => (isAttributed || other.isAttributed ? [place] : []));
    return {
      itemId,
      orderId: order.orderId,
      placedAt: order.placedAt,
      version,
      otherItemIds: others.map((other) => other.itemId),
      ...(halved.length === 0 ? {} : { halvedPairs: isAttributed ? 'all' : halved }),
    };
  });
}
