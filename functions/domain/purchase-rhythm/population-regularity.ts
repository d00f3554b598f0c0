/** Of customers with two gaps or more: the last gap but one as a share of the last two, above 0 and below 1. */
export interface GapShares {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/**
 * A customer's share for it: M = g1 / (g1 + g2) of the last two gaps.
 * @param purchaseDays ascending and distinct
 * @returns null for fewer than three days
 */
export function lastGapShare(purchaseDays: readonly number[]): number | null {
  const [first, second, third] = purchaseDays.slice(-3);
  if (first === undefined || second === undefined || third === undefined) return null;
  return (second - first) / (third - first);
}

/**
 * Shape of the times between purchases of all customers together: k = (1 - 4 Var M) / (8 Var M), of the Erlang
 * distribution that the gaps of each would have, whatever the customer's rate. Each customer counts once, so those who
 * buy often do not outweigh the others. O(1).
 * Source: Wheat & Morrison 1990, "Estimating Purchase Regularity with Two Interpurchase Times", Journal of Marketing
 * Research 27(1).
 * @returns 1 at random as a Poisson process, above 1 regular, below 1 bursty; null for fewer than two customers or
 * where all shares are equal
 */
export function interPurchaseShape({ count, sum, sumOfSquares }: GapShares): number | null {
  if (count < 2) return null;
  const variance = (sumOfSquares - sum ** 2 / count) / (count - 1);
  // Sums of equal shares leave a rest of rounding, which would read as a shape of 10^14.
  if (variance < 1e-12) return null;
  return (1 - 4 * variance) / (8 * variance);
}
