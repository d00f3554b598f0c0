import { HoldfastError } from '../errors.ts';

/*
 * The score `count` needs no function: it is the number of orders with both items, Linden, Smith & York's raw
 * co-occurrence. Everything here is O(1) unless it says otherwise.
 */

/**
 * Cosine of two items over orders: c_ab / sqrt(c_a c_b), 0 to 1.
 * Source: Linden, Smith & York 2003, "Amazon.com Recommendations", IEEE Internet Computing 7(1).
 * @param baskets orders with both items
 * @param basketCount orders with the one
 * @param otherBasketCount orders with the other, at least `baskets`
 */
export const cosine = (baskets: number, basketCount: number, otherBasketCount: number): number =>
  baskets === 0 ? 0 : baskets / Math.sqrt(basketCount * otherBasketCount);

/** Share of the orders with an item that also have the other: P(b | a) = c_ab / c_a, 0 to 1. */
export const confidence = (baskets: number, basketCount: number): number =>
  basketCount === 0 ? 0 : baskets / basketCount;

/**
 * How many times as often as by chance the two are bought together: c_ab N / (c_a c_b), 1 at independence.
 * An explanation, never a rank: it favours pairs seen once.
 * @param shopBasketCount all baskets of the shop
 */
export const lift = (
  baskets: number,
  basketCount: number,
  otherBasketCount: number,
  shopBasketCount: number,
): number => (baskets === 0 ? 0 : (baskets * shopBasketCount) / (basketCount * otherBasketCount));

/**
 * Share of the orders with either item that have both: c_ab / (c_a + c_b - c_ab), 0 to 1.
 * Source: Jaccard 1912, "The distribution of the flora in the alpine zone", New Phytologist 11(2).
 */
export const jaccard = (baskets: number, basketCount: number, otherBasketCount: number): number =>
  baskets === 0 ? 0 : baskets / (basketCount + otherBasketCount - baskets);

/**
 * Factor by which thin evidence pulls a score towards nothing: c / (c + strength), 0 up to 1.
 * Source: Bell & Koren 2007, "Scalable Collaborative Filtering with Jointly Derived Neighborhood Interpolation
 * Weights", ICDM: similarities of few common raters.
 * @param evidence orders with both items, or their summed weight
 * @param strength evidence at which a score counts half; 0 shrinks nothing
 */
export const shrinkage = (evidence: number, strength: number): number =>
  evidence === 0 ? 0 : evidence / (evidence + strength);

/**
 * What a pair of a basket of k distinct items counts. `none`: 1, so a basket has weight k(k - 1)/2 in all.
 * `inverse`: 1 / (k - 1), so that each item shares out one vote among the others (Newman 2001, "Scientific
 * collaboration networks II", Physical Review E 64, 016132). `inverse-root`: the geometric mean of the two,
 * (k - 1)^-1/2.
 */
export type BasketSizeWeight = 'none' | 'inverse-root' | 'inverse';

/**
 * Weight of one pair of a basket, 0 to 1; 0 where the basket has no pair.
 * @param itemCount distinct items of the basket
 */
export function basketSizeWeight(rule: BasketSizeWeight, itemCount: number): number {
  if (itemCount < 2) return 0;
  switch (rule) {
    case 'none':
      return 1;
    case 'inverse-root':
      return 1 / Math.sqrt(itemCount - 1);
    case 'inverse':
      return 1 / (itemCount - 1);
  }
}

/**
 * Weight of evidence by its age: 2^(-age / half-life), 0 to 1. What lies ahead, by another clock, weighs 1.
 * Source: Ding & Li 2005, "Time Weight Collaborative Filtering", CIKM.
 * @param halfLifeDays above 0; infinite for no decay
 * @throws HoldfastError `score.half-life`
 */
export function decayWeight(ageDays: number, halfLifeDays: number): number {
  if (!(halfLifeDays > 0)) {
    throw new HoldfastError('score.half-life', `a half-life of ${halfLifeDays} days; it has to be above 0`, {
      details: { halfLifeDays },
    });
  }
  return ageDays <= 0 ? 1 : 2 ** (-ageDays / halfLifeDays);
}

/**
 * How many buyers of X would buy Y too if X told nothing about Y: E_XY, the sum over buyers c of X of
 * 1 - (1 - P_Y)^n_c. Heavy buyers buy everything with everything, so the E_XY of their items is high; compare it
 * with the buyers of both. 0 to the number of buyers. O(buyers).
 * Source: Smith & Linden 2017, "Two Decades of Recommender Systems at Amazon.com", IEEE Internet Computing 21(3).
 * @param otherShare P_Y: share of Y in all purchases, 0 to 1
 * @param otherPurchaseCounts n_c of every buyer of X: purchases other than of X, 0 or more
 * @throws HoldfastError `score.share`, `score.counts`
 */
export function expectedCoPurchases(otherShare: number, otherPurchaseCounts: Iterable<number>): number {
  if (!(otherShare >= 0 && otherShare <= 1)) {
    throw new HoldfastError('score.share', `a share of ${otherShare}; it has to be from 0 to 1`, {
      details: { otherShare },
    });
  }
  // 1 - (1 - p)^n loses its digits where p is small, as shares of items are.
  const logOfNot = Math.log1p(-otherShare);
  let expected = 0;
  for (const count of otherPurchaseCounts) {
    if (!(count >= 0)) {
      throw new HoldfastError('score.counts', `a buyer of ${count} other purchases; it has to be 0 or more`, {
        details: { count },
      });
    }
    // Without this, 0 purchases of an item that is all the shop sells would be 0 times infinity.
    if (count > 0) expected -= Math.expm1(count * logOfNot);
  }
  return expected;
}
