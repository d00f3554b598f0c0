import { logGamma } from '../math/log-gamma.ts';

const logFactorial = (count: number): number => logGamma(count + 1);

/** ln of "n choose k", minus infinity where there is no way. */
const logChoose = (from: number, taken: number): number =>
  taken < 0 || taken > from
    ? Number.NEGATIVE_INFINITY
    : logFactorial(from) - logFactorial(taken) - logFactorial(from - taken);

/**
 * Chances of each number of repeats (a purchase of the brand of the one before) if the same purchases had come in any
 * order with equal chance. Exact: brands are put in one after another, each as a number of runs among the gaps between
 * what is there, and all terms are positive, so nothing cancels. This takes the place of drawn permutations.
 * O(purchases x purchases of the brand squared) for each brand; a year's 365 days of two brands take some 10 ms.
 * Source: runs of several kinds by composition, as in Barton & David 1957, "Multiple runs", Biometrika 44.
 * @param brandCounts purchases of each brand, whole and above 0; their order does not matter
 * @returns element r is the chance of r repeats, for 0 to purchases - 1; empty for no purchase
 */
export function repeatDistribution(brandCounts: readonly number[]): Float64Array {
  const [first, ...others] = [...brandCounts].sort((left, right) => right - left);
  if (first === undefined) return new Float64Array(0);
  let placed = first;
  let chances = new Float64Array(first);
  chances[first - 1] = 1;
  for (const count of others) {
    const next = new Float64Array(placed + count);
    const logWays = logChoose(placed + count, count);
    for (const [repeats, chance] of chances.entries()) {
      if (chance === 0) continue;
      for (let runs = 1; runs <= count; runs += 1) {
        const logRuns = logChoose(count - 1, runs - 1) - logWays;
        // A run put between two equal neighbours parts them; one put elsewhere parts nothing.
        const leastParting = Math.max(0, runs - (placed + 1 - repeats));
        for (let parting = leastParting; parting <= Math.min(runs, repeats); parting += 1) {
          const logChance = logRuns + logChoose(repeats, parting) + logChoose(placed + 1 - repeats, runs - parting);
          const place = repeats - parting + count - runs;
          next[place] = (next[place] ?? 0) + chance * Math.exp(logChance);
        }
      }
    }
    chances = next;
    placed += count;
  }
  return chances;
}
