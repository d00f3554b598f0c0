import type { ParametersOf } from './model-fit.ts';
import { type BuyerObservation, daysOfUnit, type ModelUnit } from './observation.ts';

/** Days from the end of what was observed to the next purchase day, given that the buyer is alive. */
export interface NextOrderWait {
  /** As probable before as after. Null beyond ten years, as all three. */
  readonly medianDays: number | null;
  /** The 80% interval: one in ten buys before it, one in ten after it. */
  readonly earlyDays: number | null;
  readonly lateDays: number | null;
}

/** What lies further ahead says no more than "not soon". */
const furthestDays = 10 * 365.25;

/**
 * Waiting time of a buyer whose purchase rate is Gamma(r + x, alpha + T): P(W > w) = ((alpha+T)/(alpha+T+w))^(r+x), a
 * Lomax distribution. Quantiles and no mean, which is infinite where r + x is 1 or less. Exact for NBD, BG/NBD and
 * MBG/NBD, in which who is alive buys again for certain; for Pareto/NBD given that the buyer stays alive until then.
 * O(1).
 * @param parameters of any of the four; times in `unit`
 */
export function nextOrderWait(
  { r, alpha }: ParametersOf<'r' | 'alpha'>,
  { repeatPurchaseDays, age }: Pick<BuyerObservation, 'repeatPurchaseDays' | 'age'>,
  unit: ModelUnit,
): NextOrderWait {
  const quantileDays = (share: number): number | null => {
    const wait = (alpha + age) * Math.expm1(-Math.log1p(-share) / (r + repeatPurchaseDays));
    const days = wait * daysOfUnit[unit];
    return days <= furthestDays ? days : null;
  };
  return { medianDays: quantileDays(0.5), earlyDays: quantileDays(0.1), lateDays: quantileDays(0.9) };
}
