import type { BuyerTimes, StandingFacts } from './buyer-times.ts';
import { frequencyClassStarts, type PlainRates } from './customer-models.ts';
import { frequencyClassOf } from './frequency-class.ts';
import { boughtInYear, boughtInYearBefore } from './loyalty-measures.ts';

/** Counts what plain rates are made of; whole numbers alone, so that the order of customers does not matter. */
export class PlainRateCounts {
  readonly #daysObserved = frequencyClassStarts.map(() => 0);
  readonly #repeats = frequencyClassStarts.map(() => 0);
  #boughtBefore = 0;
  #boughtInBoth = 0;
  #netSpendMinor = 0;
  #purchaseDayCount = 0;

  /** A span of days that a buyer was watched after a purchase day, and whether the next one ended it. */
  addSpan(repeatPurchaseDays: number, days: number, endedByPurchase: boolean): void {
    const place = frequencyClassOf(repeatPurchaseDays);
    this.#daysObserved[place] = (this.#daysObserved[place] ?? 0) + days;
    if (endedByPurchase) this.#repeats[place] = (this.#repeats[place] ?? 0) + 1;
  }

  addCustomer(facts: StandingFacts, times: BuyerTimes, asOfDay: number): void {
    this.addSpan(times.repeatPurchaseDays, times.daysSinceLastOrder, false);
    this.#netSpendMinor += facts.netSpendMinor;
    this.#purchaseDayCount += facts.purchaseDayCount;
    if (boughtInYearBefore(facts, asOfDay) !== true) return;
    this.#boughtBefore += 1;
    if (boughtInYear(facts, asOfDay)) this.#boughtInBoth += 1;
  }

  rates(): PlainRates {
    return {
      repeatsPerDay: this.#daysObserved.map((days, place) => (days === 0 ? 0 : (this.#repeats[place] ?? 0) / days)),
      retention365Days: this.#boughtBefore === 0 ? null : this.#boughtInBoth / this.#boughtBefore,
      meanSpendPerPurchaseDayMinor: this.#purchaseDayCount === 0 ? null : this.#netSpendMinor / this.#purchaseDayCount,
    };
  }
}
