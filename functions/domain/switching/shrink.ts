import { betaQuantile } from '../math/beta-quantile.ts';
import { switchingWeights } from './switching-weights.ts';

/** 0 at nothing, .5 at `half`, nearing 1: 1 - 2^(-value / half). @param value 0 or more @param half above 0 */
export const saturation = (value: number, half: number): number => 1 - 2 ** (-value / half);

/** A shop's mean kept off 0 and 1, so that it never outweighs all evidence. */
export const keptMean = (mean: number): number =>
  Math.min(switchingWeights.greatestMean, Math.max(switchingWeights.leastMean, mean));

/**
 * Draws a share or mean of few observations towards the shop's: (n s + k m) / (n + k). O(1).
 * @param raw 0 to 1
 * @param evidence n, observations behind it
 * @param mean m, the shop's; kept within .01 and .99
 * @param strength k, observations that the mean counts for; default 5
 */
export const shrink = (raw: number, evidence: number, mean: number, strength: number = switchingWeights.shrinkage) =>
  (evidence * raw + strength * keptMean(mean)) / (evidence + strength);

/**
 * The middle 80% of Beta(k m + y, k (1 - m) + n - y) with y = n s: where the share may be, given the shop's. O(1).
 * @param raw 0 to 1
 * @param evidence 0 or more
 */
export function shrunkInterval(raw: number, evidence: number, mean: number): readonly [low: number, high: number] {
  const before = keptMean(mean) * switchingWeights.shrinkage;
  const successes = before + evidence * raw;
  const failures = switchingWeights.shrinkage - before + evidence * (1 - raw);
  return [betaQuantile(0.1, successes, failures), betaQuantile(0.9, successes, failures)];
}
