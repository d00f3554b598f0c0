import type { CustomerActivity } from '../customers/customer-activity.ts';
import { clumpiness, clumpinessThreshold } from './clumpiness.ts';
import { regularity } from './regularity.ts';

/** When a customer buys, by the purchase days the row holds. Null is not known. */
export interface PurchaseRhythm {
  /** Gaps between purchase days that the rest is made of. */
  readonly gapCount: number;
  /** -1 regular, 0 at random, 1 bursty; null for fewer than 3 gaps. */
  readonly regularity: number | null;
  /** 0 evenly spread to 1 all at one end, of the purchase days after the first; null without any. */
  readonly clumpiness: number | null;
  /** What 5% of customers who buy on any day with equal chance exceed. */
  readonly clumpinessThreshold: number | null;
  /** Clumpiness above the threshold. */
  readonly isClumpy: boolean | null;
}

/**
 * A customer's rhythm, observed from the day after the first purchase day held until `asOfDay`, a period a day.
 * O(2,000 x days log days) for the simulated threshold: for one customer when asked, not for all.
 * @param asOfDay day of the shop, counted from 1970-01-01; purchase days after it are left out
 */
export function purchaseRhythmOf(
  { purchaseDays }: Pick<CustomerActivity, 'purchaseDays'>,
  asOfDay: number,
): PurchaseRhythm {
  const days = purchaseDays.filter((day) => day <= asOfDay);
  const [firstDay = asOfDay, ...later] = days;
  const gaps = later.map((day, place) => day - (days[place] ?? day));
  const periods = asOfDay - firstDay;
  const clumped = clumpiness(
    later.map((day) => day - firstDay),
    periods,
  );
  const threshold = clumped === null ? null : clumpinessThreshold(later.length, periods);
  return {
    gapCount: gaps.length,
    regularity: regularity(gaps),
    clumpiness: clumped,
    clumpinessThreshold: threshold,
    isClumpy: clumped === null || threshold === null ? null : clumped > threshold,
  };
}
