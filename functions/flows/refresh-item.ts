import { type BasketEvidence, countEvidence, maximumPostingsPerItem } from '../domain/copurchase/basket-evidence.ts';
import { windowStart } from '../domain/copurchase/evidence-window.ts';
import {
  type ItemRecommendations,
  recommendTogether,
  type ShopCounts,
} from '../domain/copurchase/item-recommendations.ts';
import type { ItemId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import type { BasketsStore } from '../stores/baskets/baskets-store.ts';
import type { RecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { recomputeFenced } from './recompute-fenced.ts';
import type { ShopCountsCache } from './shop-counts-cache.ts';

export interface RefreshItemDeps {
  readonly baskets: Pick<BasketsStore, 'listPostings'>;
  readonly recommendations: Pick<RecommendationsStore, 'readTogetherRevision' | 'putTogether'>;
  readonly now: () => Date;
  /** Orders older than this many days before the shop's clock give no evidence; undefined: all do. */
  readonly evidenceWindowDays?: number;
}

/** Where the counts of the other items come from: given exactly, or found out once the evidence tells which they are. */
export type CountsFor = (itemId: ItemId, evidence: BasketEvidence) => Promise<ShopCounts>;

/** Scores with exact counts, as the sweep does. */
export const exactCounts =
  (counts: ShopCounts): CountsFor =>
  async () =>
    counts;

/** Scores with what the cache knows, as the stream does. */
export const cachedCounts =
  (cache: ShopCountsCache): CountsFor =>
  async (itemId, evidence) => {
    cache.note(itemId, evidence.basketCount);
    await cache.learn(evidence.sumsByItem.keys());
    return cache.counts();
  };

/** Recomputes one item's `together` row from its postings, under the fence. */
export const refreshItem = (
  deps: RefreshItemDeps,
  itemId: ItemId,
  asOf: Instant,
  countsFor: CountsFor,
): Promise<ItemRecommendations> =>
  recomputeFenced({
    subject: `the recommendations of item ${itemId}`,
    readRevision: () => deps.recommendations.readTogetherRevision(itemId),
    async compute() {
      const since = windowStart(asOf, deps.evidenceWindowDays);
      // One more than counted tells whether the item is truncated.
      const postings = await deps.baskets.listPostings(itemId, maximumPostingsPerItem + 1, since);
      const evidence = countEvidence(postings);
      return recommendTogether(itemId, evidence, await countsFor(itemId, evidence), asOf);
    },
    put: (row, seenRevision) => deps.recommendations.putTogether(row, seenRevision, deps.now()),
  });
