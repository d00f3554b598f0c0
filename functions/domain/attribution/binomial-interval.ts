import { betaQuantile } from '../math/beta-quantile.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The exact 95% interval of a share after `successCount` of `trialCount` trials (Clopper and Pearson 1934): whatever
 * the true share, at most one interval in twenty misses it. Wider than needed for few trials, never too narrow.
 * @param successCount 0 to trialCount
 * @param trialCount 1 or more
 */
export function exactShareInterval(successCount: number, trialCount: number): Interval {
  const failureCount = trialCount - successCount;
  return {
    low: successCount === 0 ? 0 : betaQuantile(0.025, successCount, failureCount + 1),
    high: failureCount === 0 ? 1 : betaQuantile(0.975, successCount + 1, failureCount),
  };
}
