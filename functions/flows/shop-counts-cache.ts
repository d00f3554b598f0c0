import type { ShopCounts } from '../domain/copurchase/item-recommendations.ts';
import type { ItemId } from '../domain/ids.ts';
import type { BasketCountsStore } from '../stores/models/basket-counts-store.ts';
import type { RecommendationsStore } from '../stores/recommendations/recommendations-store.ts';

/**
 * The basket counts of neighbours, for scoring as orders stream in. They come from the sweep's snapshot, from the
 * refreshes this process did since, and for items in neither from their rows. They may be a little old: a count
 * is no fact of the row that is scored with it, and the sweep settles all scores with exact counts.
 */
export interface ShopCountsCache {
  /** Takes up a newer snapshot, if there is one. Half a read unit. */
  renew(): Promise<void>;
  /** Remembers a count that was just made from the facts. */
  note(itemId: ItemId, basketCount: number): void;
  /** Reads the counts of those items that are not known yet. */
  learn(itemIds: Iterable<ItemId>): Promise<void>;
  counts(): ShopCounts;
}

export interface ShopCountsCacheDeps {
  readonly basketCounts: Pick<BasketCountsStore, 'findHeader' | 'readCounts'>;
  readonly recommendations: Pick<RecommendationsStore, 'readBasketCounts'>;
}

export function createShopCountsCache(deps: ShopCountsCacheDeps): ShopCountsCache {
  let version: string | undefined;
  let shopBasketCount: number | undefined;
  let known = new Map<ItemId, number>();

  return {
    async renew() {
      const header = await deps.basketCounts.findHeader();
      if (header === undefined || header.version === version) return;
      const snapshot = await deps.basketCounts.readCounts(header);
      if (snapshot === undefined) return;
      version = header.version;
      shopBasketCount = snapshot.shopBasketCount;
      known = new Map(snapshot.basketCountOf);
    },

    note(itemId, basketCount) {
      known.set(itemId, basketCount);
    },

    async learn(itemIds) {
      const unknown = [...itemIds].filter((itemId) => !known.has(itemId));
      if (unknown.length === 0) return;
      const counts = await deps.recommendations.readBasketCounts(unknown);
      // An item without a row is noted as 0, so it is not asked for again; scoring takes at least the joint count.
      for (const itemId of unknown) if (!known.has(itemId)) known.set(itemId, counts.get(itemId) ?? 0);
    },

    counts: () => ({
      basketCountOf: (itemId) => known.get(itemId),
      ...(shopBasketCount === undefined ? {} : { shopBasketCount }),
    }),
  };
}
