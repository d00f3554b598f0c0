import { compareIds, type ItemId } from '../ids.ts';

/** What the sweep knows of an item's row. */
export interface CountedItem {
  readonly itemId: ItemId;
  readonly basketCount: number;
  readonly ledBasketCount: number;
  readonly truncated: boolean;
}

/** The basket counts of a whole shop at one moment. */
export interface BasketCounts {
  readonly basketCountOf: ReadonlyMap<ItemId, number>;
  /** All baskets of the shop; absent when an item is truncated, as the baskets it led are no longer all known. */
  readonly shopBasketCount?: number;
}

/** Gathers the counts of all items; those without evidence are left out. O(n). */
export function gatherBasketCounts(items: Iterable<CountedItem>): BasketCounts {
  const basketCountOf = new Map<ItemId, number>();
  let shopBasketCount = 0;
  let truncated = false;
  for (const item of items) {
    if (item.basketCount === 0) continue;
    basketCountOf.set(item.itemId, item.basketCount);
    shopBasketCount += item.ledBasketCount;
    truncated ||= item.truncated;
  }
  return truncated ? { basketCountOf } : { basketCountOf, shopBasketCount };
}

/** The counts as one text, ascending by id: equal counts give equal text, whatever order they were gathered in. */
export const basketCountsText = (counts: BasketCounts): string =>
  [...counts.basketCountOf]
    .sort(([left], [right]) => compareIds(left, right))
    .map(([itemId, basketCount]) => `${itemId}\t${basketCount}`)
    .join('\n');
