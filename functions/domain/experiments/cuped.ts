import type { PairMoments } from './pair-moments.ts';
import type { MeanSummary } from './welch-interval.ts';

/** Below this the interval would get narrower by less than 2%: not worth a number that is harder to explain. */
const leastSquaredCorrelation = 0.04;

/** Two groups whose outcomes have what was known beforehand taken out. */
export interface AdjustedGroups {
  readonly isUseful: boolean;
  /** Share of the variance that is left, 1 - rho^2; 1 where the covariate says nothing. */
  readonly varianceLeft: number;
  readonly theta: number;
  /** Adjusted where that is useful, plain otherwise. */
  readonly first: MeanSummary;
  readonly second: MeanSummary;
}

/**
 * Takes from outcomes what the same customers' time before says: Y' = Y - theta (X - mean X), with theta = cov / var
 * pooled within the groups, so that the effect itself does not move it, and the mean of X over both. The difference
 * keeps its expectation but for a part that falls with the count; its variance falls to Var(Y)(1 - rho^2). O(1).
 * Source: Deng, Xu, Kohavi & Walker 2013, "Improving the Sensitivity of Online Controlled Experiments by Utilizing
 * Pre-Experiment Data", WSDM.
 */
export function adjustGroups(first: PairMoments, second: PairMoments): AdjustedGroups {
  const covariateSquares = first.covariateSquares + second.covariateSquares;
  const outcomeSquares = first.outcomeSquares + second.outcomeSquares;
  const products = first.products + second.products;
  const isKnown = covariateSquares > 0 && outcomeSquares > 0;
  const squaredCorrelation = isKnown ? products ** 2 / (covariateSquares * outcomeSquares) : 0;
  const isUseful = squaredCorrelation >= leastSquaredCorrelation;
  const theta = isUseful ? products / covariateSquares : 0;
  const count = first.count + second.count;
  const covariateMean = (first.count * first.covariateMean + second.count * second.covariateMean) / Math.max(1, count);
  const adjusted = (group: PairMoments): MeanSummary => {
    const squares = group.outcomeSquares - 2 * theta * group.products + theta ** 2 * group.covariateSquares;
    return {
      count: group.count,
      mean: group.outcomeMean - theta * (group.covariateMean - covariateMean),
      variance: group.count < 2 ? 0 : Math.max(0, squares) / (group.count - 1),
    };
  };
  return {
    isUseful,
    varianceLeft: 1 - squaredCorrelation,
    theta,
    first: adjusted(first),
    second: adjusted(second),
  };
}
