import { compareIds, type ItemId } from '../ids.ts';
import { basketsIn, type PairSum, weightIn, weightsPerOrder } from './pair-sum.ts';

/** Neighbours kept for an item. */
export const maximumNeighbours = 50;

export interface Neighbour {
  readonly itemId: ItemId;
  /** Orders with both. */
  readonly baskets: number;
  /** Their summed weight in 1/512 of an order: an order of k items weighs (k - 1)^-1/2, or half; see `pairWeight`. */
  readonly weight: number;
  /** Orders with the neighbour, as known when the row was scored; at least `baskets`. */
  readonly basketCount: number;
}

/**
 * The quantity that ranks the neighbours b of one item a as the weighted cosine does: w_ab² / c_b, one correctly
 * rounded division of exact integers, so that equal stays equal. The cosine in doubles does not keep ties
 * (3 / sqrt(9 c_a) against 1 / sqrt(c_a)). For a truncated item it is w_ab alone, which ranks by the weighted
 * P(b | a): its own counts are of its newest orders only and do not compare with the neighbours'.
 * @param weight summed weight of the orders with both
 */
export const rankingQuotient = (weight: number, neighbourBasketCount: number, truncated: boolean): number =>
  truncated ? weight : (weight * weight) / neighbourBasketCount;

/**
 * How strongly a neighbour goes with its item, 0 to 1: the weighted cosine (w_ab / 512) / sqrt(c_a c_b), for a
 * truncated item the weighted share (w_ab / 512) / c_a of its orders. Made of the quantity that ranks by steps that
 * keep its order, so a row in rank order is in order of score. O(1).
 * @param basketCount orders with the item whose neighbour it is
 */
export function togetherScore(
  { weight, basketCount: neighbourBasketCount }: Pick<Neighbour, 'weight' | 'basketCount'>,
  basketCount: number,
  truncated: boolean,
): number {
  if (weight === 0) return 0;
  const quotient = rankingQuotient(weight, neighbourBasketCount, truncated) / basketCount;
  return (truncated ? quotient : Math.sqrt(quotient)) / weightsPerOrder;
}

/**
 * The best neighbours of an item, best first, ties by item id ascending.
 * O(n log n) in the number of items ever bought with it.
 * @param sumsByItem orders with both and their weight, by the other item
 * @param basketCountOf orders with the other item; where unknown or stale it is taken to be at least `baskets`
 */
export function rankNeighbours(
  sumsByItem: ReadonlyMap<ItemId, PairSum>,
  basketCountOf: (itemId: ItemId) => number | undefined,
  truncated: boolean,
): readonly Neighbour[] {
  const candidates: { readonly neighbour: Neighbour; readonly quotient: number }[] = [];
  for (const [itemId, sum] of sumsByItem) {
    const baskets = basketsIn(sum);
    const weight = weightIn(sum);
    const basketCount = Math.max(basketCountOf(itemId) ?? baskets, baskets);
    const quotient = rankingQuotient(weight, basketCount, truncated);
    candidates.push({ neighbour: { itemId, baskets, weight, basketCount }, quotient });
  }
  candidates.sort(
    (left, right) => right.quotient - left.quotient || compareIds(left.neighbour.itemId, right.neighbour.itemId),
  );
  return candidates.slice(0, maximumNeighbours).map(({ neighbour }) => neighbour);
}
