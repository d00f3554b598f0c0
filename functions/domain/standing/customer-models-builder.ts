import { textHash } from '../attribution/text-hash.ts';
import type { CustomerSummary } from '../customers/customer-summary.ts';
import type { Instant } from '../orders/order.ts';
import { bgNbd } from '../repeat-buying/bg-nbd.ts';
import { buyerCompressor } from '../repeat-buying/compress-buyers.ts';
import type { CompressedBuyers } from '../repeat-buying/compressed-buyers.ts';
import { fitRepeatModel } from '../repeat-buying/fit-repeat-model.ts';
import { fitGammaGamma } from '../repeat-buying/gamma-gamma.ts';
import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import { nbd } from '../repeat-buying/nbd.ts';
import type { ModelUnit } from '../repeat-buying/observation.ts';
import { paretoNbd } from '../repeat-buying/pareto-nbd.ts';
import { BuyerColumns } from './buyer-columns.ts';
import { type BuyerTimes, buyerTimes, observationOf } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import { extremeBuyersOf } from './extreme-buyers.ts';
import { defaultCalibrationEndDay, holdoutOf } from './holdout.ts';
import { PlainRateCounts } from './plain-rate-counts.ts';
import { quintilePoints } from './rfm.ts';
import { ShopGapCounts } from './shop-gaps.ts';
import { spendOfRepeaters } from './spend-of-repeaters.ts';

/** With fewer there is no fit, and plain rates are used. */
export const leastBuyers = 500;

/** The part of a summary that the models of all customers are made of. */
export type ModelledCustomer = Pick<
  CustomerSummary,
  'customerId' | 'purchaseDayCount' | 'netSpendMinor' | 'otherCurrencyOrderCount' | 'activity'
>;

export interface CustomerModelsSettings {
  readonly asOf: Instant;
  /** Calendar day of the shop counted from 1970-01-01. */
  readonly asOfDay: number;
  /** Grows with the night: `2026-11-23T04:10:00.000Z`. */
  readonly version: string;
  /** Default week. */
  readonly unit?: ModelUnit;
  /** Minor units of a major one, such as 100. */
  readonly minorUnitsPerMajorUnit: number;
  /** Last day to learn from when predictions are checked. Default: a quarter of the history is held out, 90 days at least. */
  readonly calibrationEndDay?: number;
  /** With less there is no fit, and plain rates are used. Default 180. */
  readonly minimumHistoryDays?: number;
  /** With fewer there is no fit, and plain rates are used. Default 500. */
  readonly minimumBuyers?: number;
  /** The models for comparison are fitted on a sample of about as many where there are more. Default 50,000. */
  readonly maximumReferenceBuyers?: number;
}

/** Takes customers one by one, in any order. */
export interface CustomerModelsBuilder {
  add(customer: ModelledCustomer): void;
  build(): CustomerModels;
}

class OnePassBuilder implements CustomerModelsBuilder {
  readonly #settings: Required<Omit<CustomerModelsSettings, 'calibrationEndDay'>> &
    Pick<CustomerModelsSettings, 'calibrationEndDay'>;
  readonly #buyers = new BuyerColumns();
  readonly #gaps: ShopGapCounts;
  readonly #rates = new PlainRateCounts();
  #repeaters = 0;
  #repeatPurchaseDays = 0;
  #customersWithOtherCurrencyOrders = 0;
  #firstDay = Number.POSITIVE_INFINITY;
  #lastDay = Number.NEGATIVE_INFINITY;

  constructor(settings: CustomerModelsSettings) {
    this.#gaps = new ShopGapCounts(settings.asOfDay);
    this.#settings = {
      unit: 'week',
      minimumHistoryDays: 180,
      minimumBuyers: leastBuyers,
      maximumReferenceBuyers: 50_000,
      ...settings,
    };
  }

  add(customer: ModelledCustomer): void {
    const { asOfDay } = this.#settings;
    const times = buyerTimes(customer, asOfDay);
    if (times === undefined) return;
    const { firstDay, lastDay, repeatPurchaseDays } = times;
    const { purchaseDayCount, netSpendMinor, activity } = customer;
    this.#repeaters += repeatPurchaseDays > 0 ? 1 : 0;
    this.#repeatPurchaseDays += repeatPurchaseDays;
    this.#customersWithOtherCurrencyOrders += customer.otherCurrencyOrderCount > 0 ? 1 : 0;
    this.#firstDay = Math.min(this.#firstDay, firstDay);
    this.#lastDay = Math.max(this.#lastDay, lastDay);
    this.#rates.addCustomer(customer, times, asOfDay);
    this.#addGaps(activity.purchaseDays, purchaseDayCount);
    this.#buyers.push({
      firstDay,
      lastDay,
      purchaseDayCount,
      purchaseDays: activity.purchaseDays,
      netSpendMinor,
      repeatSpendMinor: activity.repeatSpendMinor,
      idHash: textHash(customer.customerId),
    });
  }

  build(): CustomerModels {
    const { asOf, asOfDay, version, unit, minorUnitsPerMajorUnit, maximumReferenceBuyers } = this.#settings;
    const { minimumHistoryDays, minimumBuyers } = this.#settings;
    const historyDays = Math.max(0, asOfDay - this.#firstDay);
    const gate = { historyDays, minimumHistoryDays, minimumBuyers };
    const all = this.#compress(() => true);
    const fit = fitRepeatModel(mbgNbd, all, { gate });
    const isSampled = this.#buyers.length > maximumReferenceBuyers;
    const share = maximumReferenceBuyers / this.#buyers.length;
    const references = isSampled ? this.#compress(this.#buyers.sampler(share)) : all;
    const spend = spendOfRepeaters(this.#buyers, minorUnitsPerMajorUnit, maximumReferenceBuyers);
    const {
      correlationOfFrequencyAndSpend,
      spenders,
      leftOutWithoutSpend: _,
      ...gammaGamma
    } = fitGammaGamma(spend.spenders);
    return {
      version,
      asOf,
      asOfDay,
      unit,
      minorUnitsPerMajorUnit,
      dataRange: this.#buyers.length === 0 ? null : { firstDay: this.#firstDay, lastDay: this.#lastDay },
      observations: {
        customers: this.#buyers.length,
        repeaters: this.#repeaters,
        repeatPurchaseDays: this.#repeatPurchaseDays,
        repeatersWithoutSpend: spend.withoutSpendCount,
        customersWithOtherCurrencyOrders: this.#customersWithOtherCurrencyOrders,
      },
      ...(isSampled ? { referenceBuyerCount: references.buyerCount } : {}),
      ...(spend.isSampled ? { spenderSampleCount: spenders } : {}),
      mbgNbd: fit,
      extremeBuyers: extremeBuyersOf(all, fit, unit),
      bgNbd: fitRepeatModel(bgNbd, references, { gate }),
      paretoNbd: fitRepeatModel(paretoNbd, references, { gate }),
      nbd: fitRepeatModel(nbd, references, { gate }),
      gammaGamma,
      correlationOfFrequencyAndSpend,
      shopGaps: this.#gaps.points(),
      recencyCutDays: this.#recencyCutDays(),
      monetaryCutMinor: quintilePoints(this.#ascending((place) => this.#buyers.netSpendMinor.get(place))),
      plainRates: this.#rates.rates(),
      holdout: this.#holdout(),
    };
  }

  /** All known gaps; the last one has not ended. */
  #addGaps(purchaseDays: readonly number[], purchaseDayCount: number): void {
    const missing = Math.max(0, purchaseDayCount - purchaseDays.length);
    for (const [index, day] of purchaseDays.entries()) {
      const nextDay = purchaseDays[index + 1];
      this.#gaps.add(missing + index, day, nextDay);
      if (nextDay !== undefined) this.#rates.addSpan(missing + index, nextDay - day, true);
    }
  }

  #compress(isTaken: (place: number) => boolean): CompressedBuyers {
    const compressor = buyerCompressor();
    for (let place = 0; place < this.#buyers.length; place += 1) {
      if (isTaken(place)) compressor.add(observationOf(this.#timesAt(place), this.#settings.unit));
    }
    return compressor.build();
  }

  #timesAt(place: number): BuyerTimes {
    const firstDay = this.#buyers.firstDay.get(place);
    const lastDay = this.#buyers.lastDay.get(place);
    const endDay = Math.max(this.#settings.asOfDay, lastDay);
    return {
      firstDay,
      lastDay,
      repeatPurchaseDays: this.#buyers.purchaseDayCount.get(place) - 1,
      ageAtLastOrderDays: lastDay - firstDay,
      ageDays: endDay - firstDay,
      daysSinceLastOrder: endDay - lastDay,
    };
  }

  #ascending(valueAtPlace: (place: number) => number): Float64Array {
    return Float64Array.from({ length: this.#buyers.length }, (_, place) => valueAtPlace(place)).sort();
  }

  #recencyCutDays(): readonly number[] {
    return quintilePoints(this.#ascending((place) => this.#timesAt(place).daysSinceLastOrder));
  }

  #holdout(): CustomerModels['holdout'] {
    const { asOfDay, unit, minimumBuyers } = this.#settings;
    const calibrationEndDay = this.#settings.calibrationEndDay ?? defaultCalibrationEndDay(this.#firstDay, asOfDay);
    if (calibrationEndDay === undefined) return null;
    return holdoutOf(this.#buyers, { calibrationEndDay, asOfDay, unit, minimumBuyers });
  }
}

/**
 * Learns from all customers together, in one pass, for a million of them in columns. The same customers in any order
 * give the same models to the byte. O(customers + purchase days) to add; `build` fits the models.
 */
export const customerModelsBuilder = (settings: CustomerModelsSettings): CustomerModelsBuilder =>
  new OnePassBuilder(settings);
