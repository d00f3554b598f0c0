/** Gaps below which regularity is not known. */
export const leastGapsOfRegularity = 3;

/**
 * How regular a customer buys: A_n(r) = (sqrt(n+1) r - sqrt(n-1)) / ((sqrt(n+1) - 2) r + sqrt(n-1)) with r the
 * population standard deviation over the mean of n gaps; burstiness corrected for the number of gaps.
 * O(gaps).
 * Source: Kim & Jo 2016, "Measuring burstiness for finite event sequences", Physical Review E 94, 032311.
 * @param gaps between purchase days in turn, each above 0; any unit
 * @returns -1 regular, 0 at random as a Poisson process, 1 bursty; null for fewer than 3 gaps
 */
export function regularity(gaps: readonly number[]): number | null {
  const count = gaps.length;
  if (count < leastGapsOfRegularity) return null;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
  const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / count;
  const ratio = Math.sqrt(variance) / mean;
  const above = Math.sqrt(count + 1);
  const below = Math.sqrt(count - 1);
  return (above * ratio - below) / ((above - 2) * ratio + below);
}
