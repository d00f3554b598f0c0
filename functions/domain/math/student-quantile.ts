import { betaQuantile } from './beta-quantile.ts';

/**
 * The t that Student's t, of either sign, exceeds with a chance of 1 - level: t = sqrt(nu y / (1 - y)) with y the
 * quantile of Beta(1/2, nu/2), as T^2 / (nu + T^2) has that distribution. O(1).
 * @param level 0 to below 1, such as .95 for 1.96 at many degrees
 * @param degrees nu, above 0, also between whole numbers
 */
export function studentQuantile(level: number, degrees: number): number {
  const share = betaQuantile(level, 0.5, degrees / 2);
  return Math.sqrt((degrees * share) / (1 - share));
}
