import { logGamma } from './log-gamma.ts';
import { normalUpperTail } from './normal-upper-tail.ts';

/**
 * P(X > statistic) for a chi-square X, as the finite sum it is for whole degrees of freedom: of Poisson terms for an
 * even number, of the normal tail and half-step terms for an odd one. O(degrees).
 * Source: Abramowitz & Stegun 1964, 26.4.4 and 26.4.5.
 * @param statistic 0 or more @param degrees whole, from 1 on
 */
export function chiSquareUpperTail(statistic: number, degrees: number): number {
  if (statistic <= 0) return 1;
  const half = statistic / 2;
  const isOdd = degrees % 2 === 1;
  let tail = isOdd ? 2 * normalUpperTail(Math.sqrt(statistic)) : 0;
  for (let power = isOdd ? 0.5 : 0; power < degrees / 2; power += 1) {
    tail += Math.exp(power * Math.log(half) - half - logGamma(power + 1));
  }
  return Math.min(1, tail);
}
