import { HoldfastError } from '../errors.ts';
import { invertSymmetric, type Matrix } from './invert-symmetric.ts';

/**
 * `separated`: some outcome is told with certainty, so no maximum is finite. `dependent`: columns are combinations of
 * each other. `failed`: no maximum was found.
 */
export type LogisticStatus = 'converged' | 'separated' | 'dependent' | 'failed';

export interface LogisticFit {
  readonly status: LogisticStatus;
  /** Of the constant, then of each column; where it is not converged those of the last step. */
  readonly coefficients: readonly number[];
  readonly logLikelihood: number;
  /** Inverse information; null unless converged. */
  readonly covariance: Matrix | null;
  /** The same where the log-odds may be of another shape (Huber 1967, White 1982); null unless converged. */
  readonly robustCovariance: Matrix | null;
}

/** The search ends where a step moves no row's log-odds by more. Newton squares what is left, so it is exact then. */
const stillness = 1e-8;
/** A search on data with a maximum takes 5 to 10; separated rows move by about 1 at each step, for ever. */
const mostSteps = 30;
const mostHalvings = 30;
/** Added to the curvature, relative to its diagonal, for a step only: it moves no maximum. */
const damping = 1e-10;
/** Log-odds of a row that is as good as certain: 3 in 10 million. */
const certain = 15;
/** Rows that still move by this much in the last step are separated from the others. */
const separatedMove = 0.1;

const oddsOf = (
  rows: readonly Float64Array[],
  coefficients: readonly number[],
  count: number,
  offsets?: Float64Array,
): Float64Array => {
  const constant = coefficients[0] ?? 0;
  const odds = offsets?.map((offset) => offset + constant) ?? new Float64Array(count).fill(constant);
  for (const [place, column] of rows.entries()) {
    const coefficient = coefficients[place + 1] ?? 0;
    for (let row = 0; row < count; row += 1) odds[row] = (odds[row] ?? 0) + coefficient * (column[row] ?? 0);
  }
  return odds;
};

/** ln(1 + e^x) without overflow. */
const softplus = (value: number): number => Math.max(0, value) + Math.log1p(Math.exp(-Math.abs(value)));

/** ln P(outcome) at given log-odds: -softplus(-odds) for 1, -softplus(odds) for 0. O(1). */
export const logChance = (odds: number, outcome: number): number => -softplus(outcome > 0 ? -odds : odds);

const logLikelihoodOf = (odds: Float64Array, outcomes: Uint8Array): number =>
  odds.reduce((sum, value, row) => sum + logChance(value, outcomes[row] ?? 0), 0);

/** Sums over rows of weight x left x right, for each pair of columns with the constant first. */
function crossed(columns: readonly Float64Array[], weights: Float64Array): number[][] {
  const size = columns.length;
  const matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (let left = 0; left < size; left += 1) {
    const weighted = (columns[left] ?? weights).map((value, row) => value * (weights[row] ?? 0));
    for (let right = 0; right <= left; right += 1) {
      const column = columns[right] ?? weights;
      let sum = 0;
      for (let row = 0; row < weights.length; row += 1) sum += (weighted[row] ?? 0) * (column[row] ?? 0);
      for (const [at, to] of [
        [left, right],
        [right, left],
      ] as const) {
        const cells = matrix[at];
        if (cells !== undefined) cells[to] = sum;
      }
    }
  }
  return matrix;
}

const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, place) => sum + value * (vector[place] ?? 0), 0));

const product = (left: Matrix, right: Matrix): Matrix =>
  left.map((row) => right.map((_, column) => row.reduce((sum, v, k) => sum + v * (right[k]?.[column] ?? 0), 0)));

const damped = (matrix: Matrix): Matrix =>
  matrix.map((row, place) => row.map((value, column) => (place === column ? value * (1 + damping) : value)));

/** Chances, and what a Newton step needs of them. */
function stateAt(all: readonly Float64Array[], odds: Float64Array, outcomes: Uint8Array) {
  const chances = odds.map((value) => 1 / (1 + Math.exp(-value)));
  const residuals = chances.map((chance, row) => (outcomes[row] ?? 0) - chance);
  const score = all.map((column) => column.reduce((sum, value, row) => sum + value * (residuals[row] ?? 0), 0));
  return {
    residuals,
    score,
    information: crossed(
      all,
      chances.map((chance) => chance * (1 - chance)),
    ),
  };
}

function checkShape(columns: readonly Float64Array[], outcomes: Uint8Array): void {
  const other = columns.find(({ length }) => length !== outcomes.length);
  if (other === undefined) return;
  const message = `a column of ${other.length} rows beside ${outcomes.length} outcomes; needed are as many`;
  throw new HoldfastError('math.rows', message);
}

/**
 * Logistic regression by maximum likelihood: Newton's method with step halving, which here is the iteratively
 * reweighted least squares of Nelder & Wedderburn 1972. Columns of about the same size serve it best.
 * O(steps x rows x columns²), 5 to 10 steps.
 * @param columns without the constant, of one length
 * @param outcomes 0 or 1 of each row
 * @param offsets what is added to the log-odds of each row, and not fitted; default nothing
 */
export function fitLogistic(
  columns: readonly Float64Array[],
  outcomes: Uint8Array,
  offsets?: Float64Array,
): LogisticFit {
  checkShape(offsets === undefined ? columns : [...columns, offsets], outcomes);
  const count = outcomes.length;
  const all = [new Float64Array(count).fill(1), ...columns];
  let coefficients: readonly number[] = all.map(() => 0);
  let odds = oddsOf(columns, coefficients, count, offsets);
  let logLikelihood = logLikelihoodOf(odds, outcomes);
  let moved = Number.POSITIVE_INFINITY;
  const ended = (status: LogisticStatus): LogisticFit => ({
    status,
    coefficients,
    logLikelihood,
    covariance: null,
    robustCovariance: null,
  });
  for (let step = 0; step < mostSteps && moved > stillness; step += 1) {
    const { score, information } = stateAt(all, odds, outcomes);
    const inverse = invertSymmetric(damped(information));
    if (inverse === null) return ended(odds.some((value) => Math.abs(value) > certain) ? 'separated' : 'dependent');
    const direction = times(inverse, score);
    let length = 1;
    for (let halving = 0; ; halving += 1) {
      const next = coefficients.map((value, place) => value + length * (direction[place] ?? 0));
      const nextOdds = oddsOf(columns, next, count, offsets);
      const nextValue = logLikelihoodOf(nextOdds, outcomes);
      // Near the maximum rounding alone may make it fall.
      if (nextValue >= logLikelihood - 1e-12 * Math.abs(logLikelihood)) {
        moved = nextOdds.reduce((most, value, row) => Math.max(most, Math.abs(value - (odds[row] ?? 0))), 0);
        [coefficients, odds, logLikelihood] = [next, nextOdds, nextValue];
        break;
      }
      if (halving === mostHalvings) return ended('failed');
      length /= 2;
    }
  }
  if (!(moved <= stillness)) return ended(moved > separatedMove ? 'separated' : 'failed');
  const { residuals, information } = stateAt(all, odds, outcomes);
  const covariance = invertSymmetric(information);
  if (covariance === null) return ended('dependent');
  const spread = crossed(
    all,
    residuals.map((residual) => residual * residual),
  );
  const robustCovariance = product(product(covariance, spread), covariance);
  return { status: 'converged', coefficients, logLikelihood, covariance, robustCovariance };
}

/** Log-odds of rows by a fit's coefficients. O(rows x columns). @param columns as it was fitted with, offsets too */
export const logOddsOf = (
  { coefficients }: Pick<LogisticFit, 'coefficients'>,
  columns: readonly Float64Array[],
  rowCount: number,
  offsets?: Float64Array,
): Float64Array => oddsOf(columns, coefficients, rowCount, offsets);
