import type { StandingFacts } from './buyer-times.ts';

type PurchaseDays = Pick<StandingFacts, 'purchaseDayCount' | 'activity'>;

/** Days of the window in which a customer counts as retained. */
const yearDays = 365;

/** Whether the row holds the latest purchase days only. */
const isCut = ({ purchaseDayCount, activity }: PurchaseDays): boolean =>
  activity.purchaseDays.length < purchaseDayCount;

/**
 * Whether the second purchase day came at most `days` after the first. Null: the first purchase is too recent to
 * tell, there is none, or the second day is among those that the row does not hold any more and the earliest day that
 * it holds is too late to decide. Otherwise exact: the second day is never after the earliest one held.
 */
export function repurchasedWithin(customer: PurchaseDays, days: number, asOfDay: number): boolean | null {
  const { purchaseDayCount, activity } = customer;
  const { firstPurchaseDay, purchaseDays } = activity;
  if (firstPurchaseDay === undefined || asOfDay - firstPurchaseDay < days) return null;
  if (purchaseDayCount < 2) return false;
  const missingCount = Math.max(0, purchaseDayCount - purchaseDays.length);
  const earliestRepeatHeld = purchaseDays[missingCount === 0 ? 1 : 0];
  if (earliestRepeatHeld === undefined) return null;
  if (earliestRepeatHeld - firstPurchaseDay <= days) return true;
  return missingCount <= 1 ? false : null;
}

/** Whether one of the 365 days that end with `asOfDay` was a purchase day. Exact on any row. */
export function boughtInYear({ activity }: PurchaseDays, asOfDay: number): boolean {
  return activity.lastPurchaseDay !== undefined && activity.lastPurchaseDay > asOfDay - yearDays;
}

/**
 * Whether one of the 365 days before those of `boughtInYear` was a purchase day. Null where the row holds only days
 * that are later, though there were earlier ones that may lie in the year or before it.
 */
export function boughtInYearBefore(customer: PurchaseDays, asOfDay: number): boolean | null {
  const { firstPurchaseDay, purchaseDays } = customer.activity;
  const lastDay = asOfDay - yearDays;
  const isInYear = (day: number): boolean => day > lastDay - yearDays && day <= lastDay;
  if (firstPurchaseDay === undefined || firstPurchaseDay > lastDay) return false;
  if (isInYear(firstPurchaseDay) || purchaseDays.some(isInYear)) return true;
  const earliestHeld = purchaseDays[0];
  const isHeldBack = earliestHeld !== undefined && earliestHeld <= lastDay;
  return isCut(customer) && !isHeldBack ? null : false;
}
