import type { Interval } from '../attribution/binomial-interval.ts';

/** What an interval of treated less control says. */
export type Verdict =
  | { readonly state: 'more' | 'less' }
  /** The interval holds 0, and the groups were large enough to find the least effect worth finding. */
  | { readonly state: 'no-effect-found' }
  /** Null where no number would do: the effect asked for is none, or cannot be. */
  | { readonly state: 'cannot-tell-yet'; readonly moreCustomersNeeded: number | null };

/**
 * An interval beside 0 is an answer however few customers gave it, one that holds 0 only from so many on as were needed
 * to find the least effect. O(1).
 * @param interval null where there is none yet
 * @param needed customers of both groups; infinite where no number would do
 */
export function verdictOf(interval: Interval | null, customers: number, needed: number): Verdict {
  if (interval !== null && interval.low > 0) return { state: 'more' };
  if (interval !== null && interval.high < 0) return { state: 'less' };
  if (interval !== null && customers >= needed) return { state: 'no-effect-found' };
  const moreCustomersNeeded = Number.isFinite(needed) ? Math.max(1, needed - customers) : null;
  return { state: 'cannot-tell-yet', moreCustomersNeeded };
}
