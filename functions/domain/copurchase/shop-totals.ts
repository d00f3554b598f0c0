import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { BuyerHistories } from '../relations/buyer-histories.ts';
import { countOrders } from '../relations/item-orders.ts';
import { maximumPostingsPerItem } from './basket-evidence.ts';

/** What only a reading of all orders can count once an item has more of them than its row looks at. */
export interface ShopTotals {
  /** N: orders of the shop that give evidence. */
  readonly basketCount: number;
  /** All orders with an item, 2,001 or more; items with at most 2,000 are counted whole by their own rows. */
  readonly truncatedBasketCounts: ReadonlyMap<ItemId, number>;
  readonly asOf: Instant;
}

/** Counts all orders that were read, those of guests too. O(orders + lines). */
export function shopTotals(histories: BuyerHistories, asOf: Instant): ShopTotals {
  const { orderCount, byItem } = countOrders(histories, -Infinity, Infinity);
  const truncatedBasketCounts = new Map<ItemId, number>();
  for (const [item, itemId] of histories.itemIds.entries()) {
    const basketCount = byItem[item] ?? 0;
    if (basketCount > maximumPostingsPerItem) truncatedBasketCounts.set(itemId, basketCount);
  }
  return { basketCount: orderCount, truncatedBasketCounts, asOf };
}
