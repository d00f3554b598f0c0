import { lifetimeValue } from '../repeat-buying/customer-lifetime-value.ts';
import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import type { MbgNbdParameter, NbdParameter, ParametersOf } from '../repeat-buying/model-fit.ts';
import { nbd } from '../repeat-buying/nbd.ts';
import { nextOrderWait } from '../repeat-buying/next-order.ts';
import { type BuyerObservation, daysOfUnit, type ModelUnit } from '../repeat-buying/observation.ts';
import { type BuyerTimes, observationOf, type StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import type { CustomerStanding, NextOrderDays } from './customer-standing.ts';
import { expectedSpendMinor } from './expected-spend.ts';
import { plainOutlookOf } from './plain-outlook.ts';
import { PurchasesWhileAlive } from './purchases-while-alive.ts';

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

/** The horizon of lifetime value, the longest of all that is foretold. */
const horizonMonths = 12;

const purchasesOf = new WeakMap<CustomerModels, PurchasesWhileAlive>();

/** The series of a night's model, made once: they serve every customer who is asked for. */
function purchasesWhileAlive(models: CustomerModels, parameters: ParametersOf<MbgNbdParameter>): PurchasesWhileAlive {
  const known = purchasesOf.get(models);
  if (known !== undefined) return known;
  const made = new PurchasesWhileAlive(parameters, (horizonMonths * daysOfUnit.month) / daysOfUnit[models.unit]);
  purchasesOf.set(models, made);
  return made;
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

/** A repeat-buying model with the parameters of a night, as far as it concerns one buyer. */
interface FittedBuyer {
  readonly basis: 'model' | 'model-without-drop-out';
  readonly parameters: ParametersOf<NbdParameter>;
  readonly probabilityAlive: number;
  readonly probabilityOfPurchaseWithin: (horizon: number) => number;
  /** Purchase days expected within a horizon of a buyer who is alive. */
  readonly ifAlive: (horizon: number) => number;
}

/**
 * MBG/NBD; NBD where MBG/NBD has no maximum but rises towards no drop-out at all, where it is NBD: so it is in a history
 * too short for anyone to be seen leaving. Undefined where neither was fitted.
 */
function fittedBuyer(buyer: BuyerObservation, models: CustomerModels): FittedBuyer | undefined {
  const { parameters, status } = models.mbgNbd;
  if (parameters !== null) {
    const purchases = purchasesWhileAlive(models, parameters);
    return {
      basis: 'model',
      parameters,
      probabilityAlive: mbgNbd.probabilityAlive(parameters, buyer),
      probabilityOfPurchaseWithin: (horizon) => mbgNbd.probabilityOfPurchaseWithin(parameters, buyer, horizon),
      ifAlive: (horizon) => purchases.expected(buyer.repeatPurchaseDays, buyer.age, horizon),
    };
  }
  const withoutDropOut = models.nbd.parameters;
  if (status !== 'failed' || withoutDropOut === null) return undefined;
  return {
    basis: 'model-without-drop-out',
    parameters: withoutDropOut,
    probabilityAlive: 1,
    probabilityOfPurchaseWithin: (horizon) => nbd.probabilityOfPurchaseWithin(withoutDropOut, buyer, horizon),
    ifAlive: (horizon) => nbd.expectedPurchaseDays(withoutDropOut, buyer, horizon),
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
