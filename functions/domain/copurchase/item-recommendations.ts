import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { BasketEvidence } from './basket-evidence.ts';
import { type Neighbour, rankNeighbours } from './rank-neighbours.ts';

/** Grows with every change of the rules that rank; rows of an older one are refreshed by the sweep. */
export const scoringVersion = 2;

/** The `together` row of an item: everything needed to answer a storefront without another read. */
export interface ItemRecommendations {
  readonly itemId: ItemId;
  readonly kind: 'together';
  readonly basketCount: number;
  readonly ledBasketCount: number;
  readonly truncated: boolean;
  readonly oldestPlacedAt?: Instant;
  readonly neighbours: readonly Neighbour[];
  /** Baskets of the whole shop, for the lift; absent while not known exactly. */
  readonly shopBasketCount?: number;
  readonly asOf: Instant;
  readonly scoringVersion: number;
  /** Which counts of the other items the row was scored with; absent when newer ones than any snapshot were mixed in. */
  readonly countsVersion?: string;
}

/** The counts of other items that a row is scored with. */
export interface ShopCounts {
  /** Orders with an item; undefined where not known. */
  readonly basketCountOf: (itemId: ItemId) => number | undefined;
  readonly shopBasketCount?: number;
  readonly countsVersion?: string;
}

/** An item's evidence with its neighbours ranked. */
export type RankedEvidence = Pick<
  ItemRecommendations,
  'basketCount' | 'ledBasketCount' | 'truncated' | 'oldestPlacedAt' | 'neighbours'
>;

/** Makes an item's row from neighbours that were ranked with the shop's counts. */
export const togetherRow = (
  itemId: ItemId,
  ranked: RankedEvidence,
  shop: ShopCounts,
  asOf: Instant,
): ItemRecommendations => ({
  itemId,
  kind: 'together',
  basketCount: ranked.basketCount,
  ledBasketCount: ranked.ledBasketCount,
  truncated: ranked.truncated,
  ...(ranked.oldestPlacedAt === undefined ? {} : { oldestPlacedAt: ranked.oldestPlacedAt }),
  neighbours: ranked.neighbours,
  ...(shop.shopBasketCount === undefined ? {} : { shopBasketCount: shop.shopBasketCount }),
  asOf,
  scoringVersion,
  ...(shop.countsVersion === undefined ? {} : { countsVersion: shop.countsVersion }),
});

/** Makes an item's row from its evidence and the shop's counts. */
export const recommendTogether = (
  itemId: ItemId,
  evidence: BasketEvidence,
  shop: ShopCounts,
  asOf: Instant,
): ItemRecommendations => {
  const neighbours = rankNeighbours(evidence.sumsByItem, shop.basketCountOf, evidence.truncated);
  return togetherRow(itemId, { ...evidence, neighbours }, shop, asOf);
};
