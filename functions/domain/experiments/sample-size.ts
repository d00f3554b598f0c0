import { normalOf95, normalOfPower80 } from './normal-points.ts';

/**
 * Customers needed in the treated group to find a change of a share, at 5% two-sided and a power of 80%; the control
 * has `controlPerTreated` times as many. O(1).
 * Source: Fleiss, Levin & Paik 2003, "Statistical Methods for Rates and Proportions", chapter 4, without continuity
 * correction, which is for the exact test.
 * @param baseShare of the control, 0 to 1 @param share to be found, 0 to 1
 * @returns infinite where the shares are equal
 */
export function treatedNeededForShares(baseShare: number, share: number, controlPerTreated = 1): number {
  const change = share - baseShare;
  if (change === 0) return Number.POSITIVE_INFINITY;
  const pooled = (share + controlPerTreated * baseShare) / (1 + controlPerTreated);
  const variance = (value: number): number => value * (1 - value);
  const underNone = Math.sqrt((1 + 1 / controlPerTreated) * variance(pooled));
  const underChange = Math.sqrt(variance(share) + variance(baseShare) / controlPerTreated);
  return Math.ceil((normalOf95 * underNone + normalOfPower80 * underChange) ** 2 / change ** 2);
}

/**
 * The same for a change of a mean. O(1).
 * @param variance of a customer's value, square of its unit @param change to be found, in that unit
 */
export function treatedNeededForMeans(variance: number, change: number, controlPerTreated = 1): number {
  if (change === 0) return Number.POSITIVE_INFINITY;
  return Math.ceil(((normalOf95 + normalOfPower80) ** 2 * variance * (1 + 1 / controlPerTreated)) / change ** 2);
}

/**
 * The least change of a share that groups of these sizes find with a power of 80%, near the base share. O(1).
 * @param baseShare 0 to 1 @returns 0 to 1, a difference of shares
 */
export function minimumDetectableShare(baseShare: number, treatedCount: number, controlCount: number): number {
  const variance = baseShare * (1 - baseShare) * (1 / treatedCount + 1 / controlCount);
  return Math.min(1, (normalOf95 + normalOfPower80) * Math.sqrt(variance));
}

/**
 * The same for a change of a mean. O(1).
 * @param treated count, and variance of a customer's value in the square of its unit @returns in that unit
 */
export function minimumDetectableMean(
  treated: { readonly count: number; readonly variance: number },
  control: { readonly count: number; readonly variance: number },
): number {
  const square = treated.variance / treated.count + control.variance / control.count;
  return (normalOf95 + normalOfPower80) * Math.sqrt(square);
}
