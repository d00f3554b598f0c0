import { HoldfastError } from '../errors.ts';

/**
 * A ratio below this is 0. It is what rounding leaves of independence, where k11 k22 and k12 k21 differ by a unit
 * or so among millions; a pair of p = .05 has 3.84.
 */
const negligible = 1e-9;

/** What a cell of count k = e + d adds: k ln(k / e) - d, which is 0 or more, so that the sum cancels nothing. */
function surprise(count: number, expected: number, difference: number): number {
  if (count === 0) return expected;
  const relative = difference / expected;
  return count * (relative > -0.5 ? Math.log1p(relative) : Math.log(count / expected)) - difference;
}

/**
 * Log-likelihood ratio G² of two items: how sure it is that they are not bought together by chance. 0 at
 * independence; large for pairs bought together more often than chance **or less often**, so it never ranks
 * unsigned. 3.84 is p = .05, 10.8 p = .001 (chi-squared of one degree of freedom). O(1).
 * Source: Dunning 1993, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational
 * Linguistics 19(1).
 * @param k11 orders with both
 * @param k12 with the one alone
 * @param k21 with the other alone
 * @param k22 with neither
 * @throws HoldfastError `score.counts`, where a count is negative or no number
 */
export function logLikelihoodRatio(k11: number, k12: number, k21: number, k22: number): number {
  if (!(k11 >= 0 && k12 >= 0 && k21 >= 0 && k22 >= 0)) {
    throw new HoldfastError('score.counts', `counts ${k11}, ${k12}, ${k21}, ${k22}; each has to be 0 or more`, {
      details: { k11, k12, k21, k22 },
    });
  }
  const row1 = k11 + k12;
  const row2 = k21 + k22;
  const column1 = k11 + k21;
  const column2 = k12 + k22;
  const total = row1 + row2;
  if (total === 0) return 0;
  // All four cells are off by the same number, which their determinant gives without cancelling.
  const difference = (k11 * k22 - k12 * k21) / total;
  const ratio =
    2 *
    (surprise(k11, (row1 * column1) / total, difference) +
      surprise(k12, (row1 * column2) / total, -difference) +
      surprise(k21, (row2 * column1) / total, -difference) +
      surprise(k22, (row2 * column2) / total, difference));
  return ratio < negligible ? 0 : ratio;
}

/**
 * The same with a sign: negative where the two are bought together less often than by chance, that is where
 * k11 / (k11 + k12) < k21 / (k21 + k22).
 * @throws HoldfastError `score.counts`, where a count is negative or no number
 */
export function signedLogLikelihoodRatio(k11: number, k12: number, k21: number, k22: number): number {
  const ratio = logLikelihoodRatio(k11, k12, k21, k22);
  return ratio > 0 && k11 * k22 < k12 * k21 ? -ratio : ratio;
}
