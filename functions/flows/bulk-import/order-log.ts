import type { CustomerId, ItemId } from '../../domain/ids.ts';
import type { Instant, Order, ReturnEvent } from '../../domain/orders/order.ts';

/** Name and the like of an item, as the file tells them. */
export interface NamedItem {
  readonly itemId: ItemId;
  readonly name: string;
  readonly category?: string;
  readonly brand?: string;
}

/**
 * What a file of orders holds, whatever its format. Orders and returns are built when asked for: the file is kept
 * as columns of numbers, and an object a line would cost ten times the memory.
 */
export interface OrderLog {
  /** Distinct orders, each in its newest version. */
  readonly orderCount: number;
  /** O(lines of the order). @param index 0 to orderCount - 1, in order of first mention */
  orderAt(index: number): Order;
  /** Customer of an order without building it; undefined for a guest. */
  customerAt(index: number): CustomerId | undefined;
  readonly returnCount: number;
  /** @param index 0 to returnCount - 1, in order of mention */
  returnAt(index: number): ReturnEvent;
  /** Items that the file names, each with its latest name that is not empty. */
  namedItems(): Iterable<NamedItem>;
  /** Time of the newest order; undefined where there is none. */
  readonly newestPlacedAt: Instant | undefined;
}
