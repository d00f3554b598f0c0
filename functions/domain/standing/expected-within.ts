import { daysOfUnit } from '../repeat-buying/observation.ts';
import { buyerTimes, observationOf, type StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import { expectedSpendMinor } from './expected-spend.ts';
import { fittedBuyer } from './fitted-buyer.ts';
import { plainOutlookOf } from './plain-outlook.ts';

/** What is expected of a customer within some days, if nothing is done. */
export interface ExpectedWithin {
  /** P(an order), 0 to 1. */
  readonly probabilityOfOrder: number;
  readonly purchaseDays: number;
  /** Mean net spend of a purchase day, minor units. */
  readonly spendPerPurchaseDayMinor: number;
}

/**
 * By the fitted model, else by the shop's plain rates, whose orders come evenly and by chance. Null of a customer without
 * a purchase, and where neither says anything. O(1).
 * @param asOfDay calendar day of the shop counted from 1970-01-01
 * @param days 1 to 365
 */
export function expectedWithin(
  facts: StandingFacts,
  models: CustomerModels,
  asOfDay: number,
  days: number,
): ExpectedWithin | null {
  const times = buyerTimes(facts, asOfDay);
  if (times === undefined) return null;
  const spendPerPurchaseDayMinor = expectedSpendMinor(facts, times, models);
  if (spendPerPurchaseDayMinor === null) return null;
  const fitted = fittedBuyer(observationOf(times, models.unit), models);
  if (fitted !== undefined) {
    const horizon = days / daysOfUnit[models.unit];
    return {
      probabilityOfOrder: fitted.probabilityOfPurchaseWithin(horizon),
      purchaseDays: fitted.probabilityAlive * fitted.ifAlive(horizon),
      spendPerPurchaseDayMinor,
    };
  }
  const in365Days = plainOutlookOf(facts, times, models).expectedPurchaseDaysIn365Days;
  if (in365Days === null) return null;
  const purchaseDays = (in365Days * days) / 365;
  return { probabilityOfOrder: 1 - Math.exp(-purchaseDays), purchaseDays, spendPerPurchaseDayMinor };
}
