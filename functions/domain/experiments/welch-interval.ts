import { studentQuantile } from '../math/student-quantile.ts';
import type { Difference } from './newcombe-interval.ts';

/** What a mean is compared by. */
export interface MeanSummary {
  readonly count: number;
  readonly mean: number;
  /** Of the values, with count - 1; in the square of their unit. */
  readonly variance: number;
}

/**
 * How much greater the mean of the first group is than that of the second, with its 95% interval by Student's t at
 * Welch's degrees of freedom, so that groups may vary unequally. O(1).
 * Source: Welch 1947, "The generalization of 'Student's' problem when several different population variances are
 * involved", Biometrika 34; degrees after Satterthwaite 1946.
 * @returns null where a group has fewer than two values, or no value varies
 */
export function welchInterval(first: MeanSummary, second: MeanSummary): Difference | null {
  if (first.count < 2 || second.count < 2) return null;
  const [one, other] = [first.variance / first.count, second.variance / second.count];
  const square = one + other;
  if (!(square > 0)) return null;
  const degrees = square ** 2 / (one ** 2 / (first.count - 1) + other ** 2 / (second.count - 1));
  const width = studentQuantile(0.95, degrees) * Math.sqrt(square);
  const value = first.mean - second.mean;
  return { value, low: value - width, high: value + width };
}
