import { likelihoodRatioChance } from '../math/likelihood-ratio.ts';
import { likelihoodRatioExcess } from '../math/likelihood-ratio-excess.ts';
import type { LogisticFit } from '../math/logistic-regression.ts';

/** A fit with the columns it was made with. */
export interface ColumnsFit {
  readonly columns: readonly Float64Array[];
  readonly fit: LogisticFit;
}

/**
 * Chance of as great a likelihood ratio where what was added does nothing, corrected for samples that are not large.
 * O(rows x columns³).
 */
export function chanceOfGain(smaller: ColumnsFit, larger: ColumnsFit, rowCount: number): number {
  const degrees = larger.columns.length - smaller.columns.length;
  const excess = ({ columns, fit }: ColumnsFit): number => likelihoodRatioExcess(columns, fit, rowCount);
  const inflation = 1 + (excess(larger) - excess(smaller)) / degrees;
  return likelihoodRatioChance((larger.fit.logLikelihood - smaller.fit.logLikelihood) / inflation, degrees);
}
