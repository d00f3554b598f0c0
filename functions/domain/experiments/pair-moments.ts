/** Means and sums of squares about them of an outcome and of what was known of the same customer beforehand. */
export interface PairMoments {
  readonly count: number;
  readonly outcomeMean: number;
  readonly covariateMean: number;
  readonly outcomeSquares: number;
  readonly covariateSquares: number;
  readonly products: number;
}

export interface Pair {
  readonly outcome: number;
  /** Known before the customer was assigned, so that no offer can have moved it. */
  readonly covariate: number;
}

/**
 * Sums pairs up, about a mean that goes along, which loses no digits where values are far from 0. O(pairs).
 * Source: Welford 1962, "Note on a Method for Calculating Corrected Sums of Squares and Products", Technometrics 4(3).
 */
export function momentsOf(pairs: Iterable<Pair>): PairMoments {
  let [count, outcomeMean, covariateMean] = [0, 0, 0];
  let [outcomeSquares, covariateSquares, products] = [0, 0, 0];
  for (const { outcome, covariate } of pairs) {
    count += 1;
    const outcomeStep = outcome - outcomeMean;
    const covariateStep = covariate - covariateMean;
    outcomeMean += outcomeStep / count;
    covariateMean += covariateStep / count;
    outcomeSquares += outcomeStep * (outcome - outcomeMean);
    covariateSquares += covariateStep * (covariate - covariateMean);
    products += outcomeStep * (covariate - covariateMean);
  }
  return { count, outcomeMean, covariateMean, outcomeSquares, covariateSquares, products };
}
