import { daysOfUnit, type ModelUnit } from './observation.ts';

export interface LifetimeValueTerms {
  /** Unit of the model's times. */
  readonly unit: ModelUnit;
  /** Whole months of 30.4375 days that are valued. Default 12. */
  readonly horizonMonths?: number;
  /** What value loses a month: .01 is 1%; 0 or more. Default .01. */
  readonly discountRatePerMonth?: number;
}

/**
 * What a customer is expected to spend in the horizon, in today's money: the sum over months i of
 * E[M] (E(i f) - E((i-1) f)) / (1 + d)^i, f the length of a month in the model's unit (Fader, Hardie & Lee 2005, RFM and
 * CLV: discounting by the month instead of continuously). A purchase counts at the end of its month. O(horizonMonths).
 * @param expectedPurchaseDays E[Y(t) | x, t_x, T], which contains P(alive); ascending from 0 at t = 0
 * @param spendPerPurchaseDay E[M | x, z]
 * @returns in the unit of `spendPerPurchaseDay`
 */
export function lifetimeValue(
  expectedPurchaseDays: (horizon: number) => number,
  spendPerPurchaseDay: number,
  { unit, horizonMonths = 12, discountRatePerMonth = 0.01 }: LifetimeValueTerms,
): number {
  const month = daysOfUnit.month / daysOfUnit[unit];
  let value = 0;
  let discount = 1;
  let purchaseDaysBefore = 0;
  for (let index = 1; index <= horizonMonths; index += 1) {
    const purchaseDays = expectedPurchaseDays(index * month);
    discount /= 1 + discountRatePerMonth;
    value += spendPerPurchaseDay * (purchaseDays - purchaseDaysBefore) * discount;
    purchaseDaysBefore = purchaseDays;
  }
  return value;
}
