import type { Matrix } from './invert-symmetric.ts';
import { type LogisticFit, logOddsOf } from './logistic-regression.ts';

/** The lower triangle of a matrix that times its own transpose gives the matrix. O(size³). */
function cholesky(matrix: Matrix): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  for (const [row, cells] of lower.entries()) {
    for (let column = 0; column <= row; column += 1) {
      let left = matrix[row]?.[column] ?? 0;
      for (let place = 0; place < column; place += 1) left -= (cells[place] ?? 0) * (lower[column]?.[place] ?? 0);
      cells[column] = row === column ? Math.sqrt(Math.max(0, left)) : left / (lower[column]?.[column] ?? Number.NaN);
    }
  }
  return lower;
}

/**
 * By how much 2 x log-likelihood at the maximum exceeds, in the mean, its value at the truth beyond the number of
 * coefficients, which it would exceed it by in a sample without end: the third and fourth cumulants of the outcomes,
 * contracted with the covariance. The difference of two such figures corrects a likelihood ratio of few outcomes (Bartlett
 * 1937). O(rows x coefficients³).
 * Source: McCullagh 1987, "Tensor Methods in Statistics", section 7.4: (3 rho13² + 2 rho23² - 3 rho4) / 12; Lawley 1956,
 * Biometrika 43.
 * @param columns as the fit was made with
 * @param fit converged
 */
export function likelihoodRatioExcess(columns: readonly Float64Array[], fit: LogisticFit, rowCount: number): number {
  if (fit.covariance === null) return 0;
  const lower = cholesky(fit.covariance);
  const size = lower.length;
  const odds = logOddsOf(fit, columns, rowCount);
  const row = new Float64Array(size);
  const thirds = new Float64Array(size ** 3);
  let fourth = 0;
  for (const [index, value] of odds.entries()) {
    const chance = 1 / (1 + Math.exp(-value));
    const variance = chance * (1 - chance);
    row.fill(0);
    for (let place = 0; place < size; place += 1) {
      const cell = place === 0 ? 1 : (columns[place - 1]?.[index] ?? 0);
      for (let to = 0; to <= place; to += 1) row[to] = (row[to] ?? 0) + cell * (lower[place]?.[to] ?? 0);
    }
    const length = row.reduce((sum, cell) => sum + cell * cell, 0);
    fourth += variance * (1 - 6 * variance) * length * length;
    const skew = variance * (1 - 2 * chance);
    // The tensor is symmetric: of each triple of places only the ascending one is kept.
    for (let first = 0; first < size; first += 1) {
      for (let second = first; second < size; second += 1) {
        const both = skew * (row[first] ?? 0) * (row[second] ?? 0);
        const start = (first * size + second) * size;
        for (let third = second; third < size; third += 1) {
          thirds[start + third] = (thirds[start + third] ?? 0) + both * (row[third] ?? 0);
        }
      }
    }
  }
  return (3 * tracesOf(thirds, size) + 2 * squaresOf(thirds, size) - 3 * fourth) / 12;
}

const thirdAt = (thirds: Float64Array, size: number, places: readonly number[]): number => {
  const [first = 0, second = 0, third = 0] = [...places].sort((left, right) => left - right);
  return thirds[(first * size + second) * size + third] ?? 0;
};

/** Sum over a place of the square of the tensor's trace over the other two. */
function tracesOf(thirds: Float64Array, size: number): number {
  let sum = 0;
  for (let free = 0; free < size; free += 1) {
    let trace = 0;
    for (let both = 0; both < size; both += 1) trace += thirdAt(thirds, size, [both, both, free]);
    sum += trace * trace;
  }
  return sum;
}

/** Sum of the squares of all of the tensor. */
function squaresOf(thirds: Float64Array, size: number): number {
  let sum = 0;
  for (let first = 0; first < size; first += 1) {
    for (let second = first; second < size; second += 1) {
      for (let third = second; third < size; third += 1) {
        const distinct = new Set([first, second, third]).size;
        const arrangements = distinct === 3 ? 6 : distinct === 2 ? 3 : 1;
        sum += arrangements * (thirds[(first * size + second) * size + third] ?? 0) ** 2;
      }
    }
  }
  return sum;
}
