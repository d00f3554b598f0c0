import { compareIds, type ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import { maximumNeighbours } from './rank-neighbours.ts';

/** Whose best-sellers: the whole shop's, or one category's. */
export type BestSellerList = 'shop' | { readonly category: string };

/** The items of a shop or category that most orders hold. */
export interface BestSellers {
  readonly items: readonly { readonly itemId: ItemId; readonly basketCount: number }[];
  readonly asOf: Instant;
}

/** The most bought items, by orders with the item, ties by id; at most 50. O(n log n). */
export function rankBestSellers(basketCounts: ReadonlyMap<ItemId, number>, asOf: Instant): BestSellers {
  const items = [...basketCounts]
    .filter(([, basketCount]) => basketCount > 0)
    .sort(([leftId, left], [rightId, right]) => right - left || compareIds(leftId, rightId))
    .slice(0, maximumNeighbours)
    .map(([itemId, basketCount]) => ({ itemId, basketCount }));
  return { items, asOf };
}
