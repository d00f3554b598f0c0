import type { Instant } from '../orders/order.ts';
import type {
  BgNbdParameter,
  GammaGammaParameter,
  MbgNbdParameter,
  ModelFit,
  NbdParameter,
  ParetoNbdParameter,
} from '../repeat-buying/model-fit.ts';
import type { ModelUnit } from '../repeat-buying/observation.ts';

/** Classes of repeat purchase days by their least: 0, 1, 2, 3-4 and 5 or more. */
export const frequencyClassStarts = [0, 1, 2, 3, 5] as const;

/**
 * Gaps between purchase days of all customers, by the class of the repeat purchase days made before the gap began.
 * Of customers who came again, not of those who never did, and corrected for gaps too long to be seen yet.
 */
export interface ShopGapPoints {
  readonly frequencyClassStart: number;
  readonly gapCount: number;
  readonly medianDays: number;
  readonly days80: number;
  readonly days95: number;
}

/** What was foretold and what came, for buyers of one frequency class at the end of calibration. */
export interface CalibrationBin {
  readonly frequencyClassStart: number;
  readonly buyerCount: number;
  /** Purchase days a buyer, in the holdout period. */
  readonly predictedPerBuyer: number;
  readonly actualPerBuyer: number;
}

/** How well the model, fitted on the first part of the history, foretells the last. */
export interface HoldoutResult {
  readonly calibrationEndDay: number;
  /** What foretold: NBD where MBG/NBD found no drop-out in the first part, as it then is NBD. Default mbgNbd. */
  readonly model?: 'mbgNbd' | 'nbd';
  readonly holdoutDays: number;
  readonly buyerCount: number;
  readonly predictedPurchaseDays: number;
  readonly actualPurchaseDays: number;
  /** Predicted over actual less 1; null where nothing was bought. */
  readonly relativeError: number | null;
  readonly meanAbsoluteErrorPerBuyer: number;
  readonly bins: readonly CalibrationBin[];
  /** Buyers whose early days the rows do not hold any more. */
  readonly leftOutBuyerCount: number;
}

/** What is left of the fit when the buyers of most repeats count with no more than nearly all others have. */
export interface ExtremeBuyers {
  /** Repeat purchase days that all but one buyer in a thousand have at most. */
  readonly maximumRepeatPurchaseDays: number;
  /** Buyers with more. */
  readonly limitedBuyerCount: number;
  /** Purchase days of a new buyer in 365 days with them limited, over those of the fit, less 1; null without a limited fit. */
  readonly changeOfExpectedIn365Days: number | null;
}

/** The shop's plain rates, for where there is no fit. */
export interface PlainRates {
  /**
   * By frequency class: next purchase days over the days that buyers were watched while they were of the class, open
   * gaps included; 0 where none was watched. So class 0 has the rate of first repeats.
   */
  readonly repeatsPerDay: readonly number[];
  /** Share of buyers with a purchase in the last 365 days among those with one in the 365 before; null where none had. */
  readonly retention365Days: number | null;
  readonly meanSpendPerPurchaseDayMinor: number | null;
}

/** Everything the night learns of all customers together. Days are calendar days of the shop from 1970-01-01. */
export interface CustomerModels {
  /** Grows with the night: `2026-11-23T04:10:00.000Z`. */
  readonly version: string;
  readonly asOf: Instant;
  readonly asOfDay: number;
  /** Unit of all model times. */
  readonly unit: ModelUnit;
  /** Minor units of a major one, such as 100: spend is modelled in major units. */
  readonly minorUnitsPerMajorUnit: number;
  readonly dataRange: { readonly firstDay: number; readonly lastDay: number } | null;
  readonly observations: {
    readonly customers: number;
    readonly repeaters: number;
    readonly repeatPurchaseDays: number;
    /** Repeaters without a positive repeat spend: left out of the spend model. */
    readonly repeatersWithoutSpend: number;
    /** Customers with orders in another currency: those orders are in no amount. */
    readonly customersWithOtherCurrencyOrders: number;
  };
  /** Buyers that the three reference models were fitted on, drawn by the hash of their ids; absent: on all of them. */
  readonly referenceBuyerCount?: number;
  /** Repeaters that the spend model was fitted on, drawn in the same way; absent: on all with a positive repeat spend. */
  readonly spenderSampleCount?: number;
  /** Fitted on all buyers; everything that is expected of a customer is by this model. */
  readonly mbgNbd: ModelFit<MbgNbdParameter>;
  /** How far a few extreme buyers carry that fit; null where there is none. */
  readonly extremeBuyers: ExtremeBuyers | null;
  readonly bgNbd: ModelFit<BgNbdParameter>;
  readonly paretoNbd: ModelFit<ParetoNbdParameter>;
  readonly nbd: ModelFit<NbdParameter>;
  readonly gammaGamma: ModelFit<GammaGammaParameter>;
  /** Between repeat purchase days and mean repeat spend; the spend model takes it for 0. */
  readonly correlationOfFrequencyAndSpend: number | null;
  /** One for each of `frequencyClassStarts` that has gaps. */
  readonly shopGaps: readonly ShopGapPoints[];
  /** Ascending quintile points: days since the last order, and net spend in minor units. */
  readonly recencyCutDays: readonly number[];
  readonly monetaryCutMinor: readonly number[];
  readonly plainRates: PlainRates;
  /** Null where the history is too short to be parted. */
  readonly holdout: HoldoutResult | null;
}
