import { gatherBasketCounts } from '../domain/copurchase/basket-counts.ts';
import { type ShopCounts, togetherRow } from '../domain/copurchase/item-recommendations.ts';
import type { RankedShop } from '../domain/copurchase/neighbours.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import { countsVersion } from './counts-version.ts';
import { inParallel } from './in-parallel.ts';
import { exactCounts, type RefreshItemDeps, refreshItem } from './refresh-item.ts';

const width = 32;

/** Counts of the whole shop, as the sweep would find them in the rows made from this evidence. */
function shopCountsOf(ranked: RankedShop): ShopCounts {
  const counts = gatherBasketCounts(ranked.countedItems());
  return {
    basketCountOf: (itemId) => counts.basketCountOf.get(itemId),
    ...(counts.shopBasketCount === undefined ? {} : { shopBasketCount: counts.shopBasketCount }),
    countsVersion: countsVersion(counts),
  };
}

/**
 * Puts the `together` row of every item of a shop that was ranked as a whole. Where somebody wrote a row since its
 * revision was seen, they may know facts that the ranking does not: the row is then recomputed from the tables.
 * @param seenRevisionOf read before any fact that was ranked; undefined where there was no row
 * @param onPut told after each row how many are done
 */
export async function putRankedShop(
  deps: RefreshItemDeps,
  ranked: RankedShop,
  seenRevisionOf: (itemId: ItemId) => number | undefined,
  asOf: Instant,
  onPut?: (done: number) => void,
): Promise<void> {
  const shop = shopCountsOf(ranked);
  let done = 0;
  await inParallel(ranked.itemIds.entries(), width, async ([index, itemId]) => {
    const row = togetherRow(itemId, ranked.itemAt(index), shop, asOf);
    const isPut = await deps.recommendations.putTogether(row, seenRevisionOf(itemId), deps.now());
    if (!isPut) await refreshItem(deps, itemId, asOf, exactCounts(shop));
    done += 1;
    onPut?.(done);
  });
}
