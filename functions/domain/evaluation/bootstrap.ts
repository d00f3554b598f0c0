import { randomFor } from '../simulation/random.ts';
import type { UnitSums } from './quality-observers.ts';

/** A difference of two means with its 95% interval. */
export interface Difference {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const bootstrapDraw = 0x626f6f74;
const defaultResamples = 1_000;

/** Quantile of sorted values by linear interpolation (Hyndman & Fan 1996, type 7). */
function quantile(sorted: Float64Array, probability: number): number {
  const place = (sorted.length - 1) * probability;
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}

/**
 * How much better one contender is than each of several, with percentile intervals of the paired bootstrap: whole
 * units (baskets, customers) are drawn with replacement, the same draw for all, as queries of one unit are alike.
 * The same seed gives the same intervals. O(resamples units contenders).
 * Source: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapter 13; Sakai 2006, "Evaluating evaluation
 * metrics based on the bootstrap", SIGIR.
 * @param others of the same units with as many queries each
 */
export function bootstrapDifferences(
  one: UnitSums,
  others: readonly UnitSums[],
  seed: number,
  resamples = defaultResamples,
): readonly Difference[] {
  const unitCount = one.sums.length;
  const width = others.length;
  // Units side by side, so that a draw touches one stretch of memory.
  const differences = new Float64Array(unitCount * width);
  others.forEach((other, column) => {
    for (let unit = 0; unit < unitCount; unit += 1) {
      differences[unit * width + column] = (one.sums[unit] ?? 0) - (other.sums[unit] ?? 0);
    }
  });
  const drawn = others.map(() => new Float64Array(resamples));
  const random = randomFor(seed, bootstrapDraw);
  const sums = new Float64Array(width);
  for (let resample = 0; resample < resamples; resample += 1) {
    sums.fill(0);
    let queries = 0;
    for (let turn = 0; turn < unitCount; turn += 1) {
      const unit = random.below(unitCount);
      queries += one.queries[unit] ?? 0;
      for (let column = 0; column < width; column += 1) {
        sums[column] = (sums[column] ?? 0) + (differences[unit * width + column] ?? 0);
      }
    }
    drawn.forEach((values, column) => {
      values[resample] = queries === 0 ? 0 : (sums[column] ?? 0) / queries;
    });
  }
  const queryCount = one.queries.reduce((sum, queries) => sum + queries, 0);
  return drawn.map((values, column) => {
    values.sort();
    let sum = 0;
    for (let unit = 0; unit < unitCount; unit += 1) sum += differences[unit * width + column] ?? 0;
    return {
      mean: queryCount === 0 ? 0 : sum / queryCount,
      low: quantile(values, 0.025),
      high: quantile(values, 0.975),
    };
  });
}
