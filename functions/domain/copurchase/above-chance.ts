import type { ItemRecommendations } from './item-recommendations.ts';
import type { Neighbour } from './rank-neighbours.ts';
import { lift } from './scores.ts';
import type { ShopTotals } from './shop-totals.ts';

/** What of a row chance is judged by. */
type CountedRow = Pick<ItemRecommendations, 'basketCount' | 'shopBasketCount'>;

/** Orders of the whole shop, and all of them with the neighbour. */
interface WholeCounts {
  readonly shopBasketCount: number;
  readonly otherBasketCount: number;
}

/**
 * The row's own number of baskets where it has one, as it is exact and newer; else the night's totals. These are taken
 * for unknown where the shop had fewer orders that night than now have either item: it has been filled since.
 */
function wholeCounts(
  { itemId, baskets, basketCount: otherBasketCount }: Neighbour,
  { basketCount, shopBasketCount }: CountedRow,
  totals: ShopTotals | undefined,
): WholeCounts | undefined {
  if (shopBasketCount !== undefined) return { shopBasketCount, otherBasketCount };
  if (totals === undefined) return undefined;
  const wholeOther = totals.truncatedBasketCounts.get(itemId) ?? otherBasketCount;
  if (totals.basketCount < basketCount + wholeOther - baskets) return undefined;
  return { shopBasketCount: totals.basketCount, otherBasketCount: wholeOther };
}

/**
 * Times as often as by chance a neighbour is bought with a row's item: c_ab N / (c_a c_b), or in other words the share
 * c_ab / c_a of the item's orders over the share c_b / N of the shop's. Of a truncated item c_ab and c_a are of its
 * newest 2,000 orders, which leaves the share what it is; c_b and N are always of all. Null where N is not known. O(1).
 * @param totals the night's; only read where the row does not know N
 */
export function liftOfNeighbour(neighbour: Neighbour, row: CountedRow, totals?: ShopTotals): number | null {
  const whole = wholeCounts(neighbour, row, totals);
  if (whole === undefined) return null;
  return lift(neighbour.baskets, row.basketCount, whole.otherBasketCount, whole.shopBasketCount);
}

/**
 * The neighbours of a row that are bought with its item at least as often as by chance, c_ab N >= c_a c_b in whole
 * numbers, in their order; those below, the two avoid each other, are no recommendation however high the cosine of two
 * bestsellers. Where N is not known, all. At reading, as N moves with every order of the shop. O(n).
 * @param totals the night's; only read where the row does not know N
 */
export const aboveChance = (
  row: CountedRow & Pick<ItemRecommendations, 'neighbours'>,
  totals?: ShopTotals,
): readonly Neighbour[] =>
  row.neighbours.filter((neighbour) => {
    const whole = wholeCounts(neighbour, row, totals);
    if (whole === undefined) return true;
    return neighbour.baskets * whole.shopBasketCount >= row.basketCount * whole.otherBasketCount;
  });
