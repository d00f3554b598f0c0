import { compareIds, type ItemId } from '../ids.ts';

/** Neighbours kept for an item. */
export const maximumNeighbours = 50;

export interface Neighbour {
  readonly itemId: ItemId;
  /** Orders with both. */
  readonly baskets: number;
  /** Orders with the neighbour, as known when the row was scored; at least `baskets`. */
  readonly basketCount: number;
}

/**
 * The quantity that ranks the neighbours b of one item a as their cosine does: c_ab² / c_b, one correctly rounded
 * division of exact integers, so that equal stays equal. The cosine in doubles does not keep ties
 * (3 / sqrt(9 c_a) against 1 / sqrt(c_a)). For a truncated item it is c_ab alone, which ranks by P(b | a): its
 * own counts are of its newest orders only and do not compare with the neighbours'.
 */
export const rankingQuotient = (baskets: number, neighbourBasketCount: number, truncated: boolean): number =>
  truncated ? baskets : (baskets * baskets) / neighbourBasketCount;

/**
 * The best neighbours of an item, best first, ties by item id ascending.
 * O(n log n) in the number of items ever bought with it.
 * @param basketsByItem orders with both, by the other item
 * @param basketCountOf orders with the other item; where unknown or stale it is taken to be at least `baskets`
 */
export function rankNeighbours(
  basketsByItem: ReadonlyMap<ItemId, number>,
  basketCountOf: (itemId: ItemId) => number | undefined,
  truncated: boolean,
): readonly Neighbour[] {
  const candidates: { readonly neighbour: Neighbour; readonly quotient: number }[] = [];
  for (const [itemId, baskets] of basketsByItem) {
    const basketCount = Math.max(basketCountOf(itemId) ?? baskets, baskets);
    const quotient = rankingQuotient(baskets, basketCount, truncated);
    candidates.push({ neighbour: { itemId, baskets, basketCount }, quotient });
  }
  candidates.sort(
    (left, right) => right.quotient - left.quotient || compareIds(left.neighbour.itemId, right.neighbour.itemId),
  );
  return candidates.slice(0, maximumNeighbours).map(({ neighbour }) => neighbour);
}
