import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { BasketEvidence } from './basket-evidence.ts';
import { type Neighbour, rankNeighbours } from './rank-neighbours.ts';

/** Grows with every change of the rules that rank; rows of an older one are refreshed by the sweep. */
export const scoringVersion = 1;

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

/** Makes an item's row from its evidence and the shop's counts. */
export function recommendTogether(
  itemId: ItemId,
  evidence: BasketEvidence,
  shop: ShopCounts,
  asOf: Instant,
): ItemRecommendations {
  return {
    itemId,
    kind: 'together',
    basketCount: evidence.basketCount,
    ledBasketCount: evidence.ledBasketCount,
    truncated: evidence.truncated,
    ...(evidence.oldestPlacedAt === undefined ? {} : { oldestPlacedAt: evidence.oldestPlacedAt }),
    neighbours: rankNeighbours(evidence.basketsByItem, shop.basketCountOf, evidence.truncated),
    ...(shop.shopBasketCount === undefined ? {} : { shopBasketCount: shop.shopBasketCount }),
    asOf,
    scoringVersion,
    ...(shop.countsVersion === undefined ? {} : { countsVersion: shop.countsVersion }),
  };
}
