import { lifetimeValue } from '../repeat-buying/customer-lifetime-value.ts';
import type { NbdParameter, ParametersOf } from '../repeat-buying/model-fit.ts';
import { nextOrderWait } from '../repeat-buying/next-order.ts';
import { type BuyerObservation, daysOfUnit, type ModelUnit } from '../repeat-buying/observation.ts';
import { type BuyerTimes, observationOf, type StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import type { CustomerStanding, NextOrderDays } from './customer-standing.ts';
import { expectedSpendMinor } from './expected-spend.ts';
import { fittedBuyer, horizonMonths } from './fitted-buyer.ts';
import { plainOutlookOf } from './plain-outlook.ts';

/** What is expected of a customer, by the repeat-buying model or by plain rates. */
export interface Outlook
  extends Pick<
    CustomerStanding,
    | 'basis'
    | 'probabilityAlive'
    | 'probabilityOfOrderWithin365Days'
    | 'expectedPurchaseDaysIn90Days'
    | 'expectedPurchaseDaysIn365Days'
    | 'expectedSpendPerPurchaseDayMinor'
    | 'lifetimeValue12MonthsDiscounted1PercentMinor'
    | 'nextOrder'
  > {
  /** Lifetime value of the customer if alive, times the chance that they are not. */
  readonly valueIfLostMinor: number | null;
}

/** Null where the middle of the waiting time is more than ten years away. */
function nextOrderOf(
  parameters: ParametersOf<NbdParameter>,
  buyer: BuyerObservation,
  unit: ModelUnit,
  today: number,
): NextOrderDays | null {
  const { earlyDays, medianDays, lateDays } = nextOrderWait(parameters, buyer, unit);
  if (earlyDays === null || medianDays === null) return null;
  return {
    medianDay: today + Math.round(medianDays),
    earlyDay: today + Math.round(earlyDays),
    lateDay: lateDays === null ? null : today + Math.round(lateDays),
  };
}

/** What the fitted model expects of a customer; by plain rates where there is no fit. */
export function outlookOf(facts: StandingFacts, times: BuyerTimes, models: CustomerModels): Outlook {
  const { unit } = models;
  const buyer = observationOf(times, unit);
  const fitted = fittedBuyer(buyer, models);
  if (fitted === undefined) return plainOutlookOf(facts, times, models);
  const unitDays = daysOfUnit[unit];
  const { basis, parameters, probabilityAlive: alive, ifAlive } = fitted;
  const spend = expectedSpendMinor(facts, times, models);
  const valueIfAlive = spend === null ? null : lifetimeValue(ifAlive, spend, { unit, horizonMonths });
  return {
    basis,
    probabilityAlive: alive,
    probabilityOfOrderWithin365Days: fitted.probabilityOfPurchaseWithin(365 / unitDays),
    expectedPurchaseDaysIn90Days: alive * ifAlive(90 / unitDays),
    expectedPurchaseDaysIn365Days: alive * ifAlive(365 / unitDays),
    expectedSpendPerPurchaseDayMinor: spend,
    lifetimeValue12MonthsDiscounted1PercentMinor: valueIfAlive === null ? null : alive * valueIfAlive,
    nextOrder: nextOrderOf(parameters, buyer, unit, times.lastDay + times.daysSinceLastOrder),
    valueIfLostMinor: valueIfAlive === null ? null : (1 - alive) * valueIfAlive,
  };
}
