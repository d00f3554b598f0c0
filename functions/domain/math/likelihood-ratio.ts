import { normalUpperTail } from './normal-upper-tail.ts';

/**
 * Chance of a gain in log-likelihood at least as large where the one added coefficient is 0 in truth: 2 x gain is then
 * chi-square with one degree of freedom, the square of a standard normal (Wilks 1938). O(1).
 * @param gain of the larger model over the smaller; below 0, as by rounding, counts as 0
 */
export const likelihoodRatioChance = (gain: number): number => 2 * normalUpperTail(Math.sqrt(2 * Math.max(0, gain)));
