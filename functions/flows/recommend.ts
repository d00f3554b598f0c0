import type { BestSellerList, BestSellers } from '../domain/copurchase/best-sellers.ts';
import type { ItemRecommendations } from '../domain/copurchase/item-recommendations.ts';
import { confidence, cosine, lift } from '../domain/copurchase/scores.ts';
import type { ItemId } from '../domain/ids.ts';
import type { ItemsStore } from '../stores/items-store.ts';
import type { RecommendationsStore } from '../stores/recommendations/recommendations-store.ts';

export interface RecommendDeps {
  readonly recommendations: Pick<RecommendationsStore, 'findTogether' | 'findBestSellers'>;
  readonly items: Pick<ItemsStore, 'find'>;
  /** A new id for this answer, by which later orders name it. */
  readonly newRecommendationId: () => string;
}

export interface RecommendInput {
  readonly itemId: ItemId;
  readonly kind: 'together';
  /** 1 to 50. */
  readonly limit: number;
  readonly exclude: readonly ItemId[];
}

export type ReasonCode = 'bought-together' | 'category-best-seller' | 'shop-best-seller';

export interface Recommendation {
  readonly itemId: ItemId;
  /** From 1. */
  readonly rank: number;
  /** 0 to 1: the cosine; for a truncated item P(this | asked); for best-sellers the share of the best one's orders. */
  readonly score: number;
  /** Orders with both items; for best-sellers orders with this one. */
  readonly baskets: number;
  /** Share of the asked item's orders that have this one too; null for best-sellers. */
  readonly confidence: number | null;
  /** Times as often as by chance; null where the shop's number of baskets is not known exactly. */
  readonly lift: number | null;
  readonly reasonCode: ReasonCode;
  /** Orders with the asked item. */
  readonly basketsOfItem: number;
  /** The asked item has more orders than are counted: the figures are of its newest ones alone. */
  readonly newestOnly: boolean;
}

export interface RecommendResult {
  readonly itemId: ItemId;
  /** The shop sold or listed the item. */
  readonly known: boolean;
  readonly kind: 'together';
  /** Where the list comes from; everything but `item` is a fallback. */
  readonly source: 'item' | 'category' | 'shop' | 'none';
  readonly recommendationId: string;
  readonly recommendations: readonly Recommendation[];
}

function togetherList(
  row: ItemRecommendations,
  isWanted: (itemId: ItemId) => boolean,
  limit: number,
): Recommendation[] {
  return row.neighbours
    .filter(({ itemId }) => isWanted(itemId))
    .slice(0, limit)
    .map(({ itemId, baskets, basketCount }, place) => ({
      itemId,
      rank: place + 1,
      score: row.truncated ? confidence(baskets, row.basketCount) : cosine(baskets, row.basketCount, basketCount),
      baskets,
      confidence: confidence(baskets, row.basketCount),
      lift: row.shopBasketCount === undefined ? null : lift(baskets, row.basketCount, basketCount, row.shopBasketCount),
      reasonCode: 'bought-together',
      basketsOfItem: row.basketCount,
      newestOnly: row.truncated,
    }));
}

function bestSellerList(
  row: BestSellers,
  reasonCode: ReasonCode,
  basketsOfItem: number,
  isWanted: (itemId: ItemId) => boolean,
  limit: number,
): Recommendation[] {
  const most = row.items[0]?.basketCount ?? 1;
  return row.items
    .filter(({ itemId }) => isWanted(itemId))
    .slice(0, limit)
    .map(({ itemId, basketCount }, place) => ({
      itemId,
      rank: place + 1,
      score: basketCount / most,
      baskets: basketCount,
      confidence: null,
      lift: null,
      reasonCode,
      basketsOfItem,
      newestOnly: false,
    }));
}

/**
 * What to show beside an item: its neighbours, else the best-sellers of its category, else the shop's, and the
 * answer says which. One read where the item has neighbours, at most four.
 */
export async function recommend(deps: RecommendDeps, input: RecommendInput): Promise<RecommendResult> {
  const { itemId, kind, limit } = input;
  const excluded = new Set<ItemId>([itemId, ...input.exclude]);
  const isWanted = (candidate: ItemId): boolean => !excluded.has(candidate);
  const recommendationId = deps.newRecommendationId();
  const row = await deps.recommendations.findTogether(itemId);
  const sold = row !== undefined && row.basketCount > 0;
  const own = row === undefined ? [] : togetherList(row, isWanted, limit);
  if (own.length > 0) return { itemId, known: true, kind, source: 'item', recommendationId, recommendations: own };

  const item = await deps.items.find(itemId);
  const known = sold || item !== undefined;
  const fallbacks: { source: 'category' | 'shop'; list: BestSellerList; reasonCode: ReasonCode }[] = [
    ...(item?.category === undefined
      ? []
      : [
          {
            source: 'category' as const,
            list: { category: item.category },
            reasonCode: 'category-best-seller' as const,
          },
        ]),
    { source: 'shop', list: 'shop', reasonCode: 'shop-best-seller' },
  ];
  for (const { source, list, reasonCode } of fallbacks) {
    const bestSellers = await deps.recommendations.findBestSellers(list);
    if (bestSellers === undefined) continue;
    const recommendations = bestSellerList(bestSellers, reasonCode, row?.basketCount ?? 0, isWanted, limit);
    if (recommendations.length > 0) return { itemId, known, kind, source, recommendationId, recommendations };
  }
  return { itemId, known, kind, source: 'none', recommendationId, recommendations: [] };
}
