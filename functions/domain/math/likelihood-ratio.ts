import { chiSquareUpperTail } from './chi-square-upper-tail.ts';

/**
 * Chance of a gain in log-likelihood at least as large where all the added coefficients are 0 in truth: 2 x gain is then
 * chi-square with a degree of freedom each (Wilks 1938). O(degrees).
 * @param gain of the larger model over the smaller; below 0, as by rounding, counts as 0
 * @param degrees coefficients that were added, 1 or more
 */
export const likelihoodRatioChance = (gain: number, degrees: number): number =>
  chiSquareUpperTail(2 * Math.max(0, gain), degrees);
