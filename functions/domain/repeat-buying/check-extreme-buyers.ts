import type { CompressedBuyers } from './compressed-buyers.ts';
import { type FitRepeatModelOptions, fitRepeatModel } from './fit-repeat-model.ts';
import type { ModelFit } from './model-fit.ts';
import type { RepeatModel } from './repeat-model.ts';

/** Buyers beyond what this share of all do not exceed count as extreme. */
const extremeShare = 0.001;

export interface ExtremeBuyersCheck<Parameter extends string> {
  /** Repeat purchase days that all but one buyer in a thousand have at most. */
  readonly maximumRepeatPurchaseDays: number;
  /** Buyers with more, who were taken to have that many. */
  readonly limitedBuyerCount: number;
  /** Of the buyers so limited. */
  readonly limitedFit: ModelFit<Parameter>;
  /** Repeat purchase days of a new buyer by the limited fit over those by the whole, less 1; null where one has failed. */
  readonly changeOfExpected: number | null;
}

/** The least x that at most `extremeShare` of the buyers exceed. */
function maximumOf({ repeatPurchaseDays, weight, buyerCount }: CompressedBuyers): number {
  const descending = Uint32Array.from(weight, (_, index) => index).sort(
    (left, right) => (repeatPurchaseDays[right] ?? 0) - (repeatPurchaseDays[left] ?? 0),
  );
  let above = 0;
  for (const index of descending) {
    above += weight[index] ?? 0;
    if (above > extremeShare * buyerCount) return repeatPurchaseDays[index] ?? 0;
  }
  return 0;
}

/**
 * Whether a few extreme buyers, such as resellers or test accounts, carry a fit: fits again with their repeats cut to
 * what the others have (winsorised), and says how far that moves what is expected of a new buyer. O(a fit).
 * @param time how far ahead, in model units
 */
export function checkExtremeBuyers<Parameter extends string>(
  model: RepeatModel<Parameter>,
  buyers: CompressedBuyers,
  fit: ModelFit<Parameter>,
  time: number,
  options: FitRepeatModelOptions = {},
): ExtremeBuyersCheck<Parameter> {
  const maximum = maximumOf(buyers);
  const limited = { ...buyers, repeatPurchaseDays: buyers.repeatPurchaseDays.map((x) => Math.min(x, maximum)) };
  const limitedFit = fitRepeatModel(model, limited, options);
  const expected = ({ parameters }: ModelFit<Parameter>): number =>
    parameters === null ? Number.NaN : model.expectedPurchaseDaysOfNewBuyer(parameters, time);
  const change = expected(limitedFit) / expected(fit) - 1;
  return {
    maximumRepeatPurchaseDays: maximum,
    limitedBuyerCount: buyers.weight.reduce(
      (sum, weight, index) => sum + ((buyers.repeatPurchaseDays[index] ?? 0) > maximum ? weight : 0),
      0,
    ),
    limitedFit,
    changeOfExpected: Number.isNaN(change) ? null : change,
  };
}
