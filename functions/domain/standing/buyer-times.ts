import type { CustomerSummary } from '../customers/customer-summary.ts';
import { type BuyerObservation, daysOfUnit, type ModelUnit } from '../repeat-buying/observation.ts';

/** What the standing of a customer is made of; other fields of the summary are not read. */
export type StandingFacts = Pick<CustomerSummary, 'purchaseDayCount' | 'netSpendMinor' | 'activity'>;

/** A customer's purchase days as spans of whole days. */
export interface BuyerTimes {
  readonly firstDay: number;
  readonly lastDay: number;
  /** The literature's x: purchase days after the first. */
  readonly repeatPurchaseDays: number;
  /** The literature's t_x, in days: from the first purchase day to the last. */
  readonly ageAtLastOrderDays: number;
  /** The literature's T, in days: from the first purchase day to the day that is asked for. */
  readonly ageDays: number;
  readonly daysSinceLastOrder: number;
}

/**
 * Undefined for a customer without a purchase. A last purchase after `asOfDay`, as of a shop whose clock is behind or
 * of an order dated tomorrow, counts as made on the day: no span is ever below 0.
 */
export function buyerTimes(
  { purchaseDayCount, activity }: Pick<StandingFacts, 'purchaseDayCount' | 'activity'>,
  asOfDay: number,
): BuyerTimes | undefined {
  const { firstPurchaseDay: firstDay, lastPurchaseDay: lastDay } = activity;
  if (firstDay === undefined || lastDay === undefined || purchaseDayCount < 1) return undefined;
  const endDay = Math.max(asOfDay, lastDay);
  return {
    firstDay,
    lastDay,
    repeatPurchaseDays: purchaseDayCount - 1,
    ageAtLastOrderDays: lastDay - firstDay,
    ageDays: endDay - firstDay,
    daysSinceLastOrder: endDay - lastDay,
  };
}

/** The same in the model's unit. */
export function observationOf(
  { repeatPurchaseDays, ageAtLastOrderDays, ageDays }: Omit<BuyerTimes, 'firstDay' | 'lastDay' | 'daysSinceLastOrder'>,
  unit: ModelUnit,
): BuyerObservation {
  const unitDays = daysOfUnit[unit];
  return { repeatPurchaseDays, ageAtLastOrder: ageAtLastOrderDays / unitDays, age: ageDays / unitDays };
}
