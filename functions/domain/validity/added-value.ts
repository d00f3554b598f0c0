import { bootstrapDifferences, type Difference } from '../evaluation/bootstrap.ts';
import { independentColumns } from '../math/independent-columns.ts';
import { fitLogistic, type LogisticStatus, logChance, logOddsOf } from '../math/logistic-regression.ts';
import { chanceOfGain } from './chance-of-gain.ts';
import type { DateColumns } from './date-columns.ts';
import type { Predictor } from './predictors.ts';
import { scaled, scalingOf } from './scaling.ts';

/** What a predictor adds at one date, by a fit on the customers of that date. */
export interface AddedAtDate {
  /** `few`: fewer outcomes of either kind than five a column. `not-sent`: known of nobody, or the same for all. */
  readonly status: LogisticStatus | 'few' | 'not-sent';
  /** Of whom it is known. */
  readonly knownCount: number;
  /** Chance of as good a fit where it adds nothing (likelihood ratio); null unless converged. */
  readonly pValue: number | null;
  /** Change of the log-odds by a standard deviation of it, with 95%; null for several together, or unless converged. */
  readonly logOddsPerDeviation: { readonly value: number; readonly low: number; readonly high: number } | null;
}

export interface AddedValue {
  readonly name: Predictor['name'];
  readonly kind: Predictor['kind'];
  readonly first: AddedAtDate;
  readonly second: AddedAtDate;
  /**
   * Log-loss that is saved per customer of the second date by coefficients of the first, above 0 for better; 95%
   * interval by resampling customers. Null where there is no fit at one of the dates.
   */
  readonly saved: Difference | null;
  readonly verdict: 'adds' | 'adds-nothing-seen' | 'misleads' | 'cannot-tell' | 'not-sent';
}

export interface Resampling {
  readonly seed: number;
  readonly resamples: number;
}

interface FittedDate {
  readonly at: AddedAtDate;
  /** Coefficient of each column that was added, 0 of one that tells nothing; undefined where a fit has no maximum. */
  readonly learnt?: readonly number[];
}

/** As many outcomes of the rarer kind for each column; Peduzzi et al. 1996 ask for ten without the correction, Vittinghoff & McCulloch 2007 for five to nine. */
const leastOutcomesPerColumn = 5;
const normalOf95 = 1.959963984540054;

const pick = (columns: readonly Float64Array[], places: readonly number[]): readonly Float64Array[] =>
  places.flatMap((place) => columns[place] ?? []);

/** Fits with and without some columns that come last. O(steps x rows x columns²). */
function fitDate({ outcomes, baseline }: DateColumns, added: readonly Float64Array[], knownCount: number): FittedDate {
  const nothing = (status: AddedAtDate['status']): FittedDate => ({
    at: { status, knownCount, pValue: null, logOddsPerDeviation: null },
  });
  if (knownCount === 0) return nothing('not-sent');
  const all = [...baseline, ...added];
  const kept = independentColumns(all);
  const baseCount = kept.filter((place) => place < baseline.length).length;
  if (baseCount === kept.length) return nothing(added.every(isConstant) ? 'not-sent' : 'dependent');
  const bought = outcomes.reduce((sum, outcome) => sum + outcome, 0);
  if (Math.min(bought, outcomes.length - bought) < leastOutcomesPerColumn * kept.length) return nothing('few');
  const baseColumns = pick(all, kept.slice(0, baseCount));
  const bothColumns = pick(all, kept);
  const base = fitLogistic(baseColumns, outcomes);
  const both = fitLogistic(bothColumns, outcomes);
  if (base.status !== 'converged') return nothing(base.status);
  if (both.status !== 'converged') return nothing(both.status);
  const value = both.coefficients.at(-1) ?? 0;
  const width = normalOf95 * Math.sqrt(both.robustCovariance?.at(-1)?.at(-1) ?? Number.NaN);
  return {
    at: {
      status: 'converged',
      knownCount,
      pValue: chanceOfGain({ columns: baseColumns, fit: base }, { columns: bothColumns, fit: both }, outcomes.length),
      logOddsPerDeviation: added.length === 1 ? { value, low: value - width, high: value + width } : null,
    },
    learnt: added.map((_, place) => {
      const at = kept.indexOf(baseline.length + place);
      return at === -1 ? 0 : (both.coefficients[at + 1] ?? 0);
    }),
  };
}

const isConstant = (column: Float64Array): boolean => column.every((value) => value === column[0]);

/**
 * What the coefficients of the first date save at the second. The baseline is fitted to the second date either way, as the
 * season alone would make any model of the first worse or better; what was learnt before is how much the predictor counts.
 */
function savedBy(
  learnt: readonly number[],
  { outcomes, baseline }: DateColumns,
  added: readonly Float64Array[],
  { seed, resamples }: Resampling,
): Difference | null {
  const offsets = Float64Array.from(outcomes, (_, row) =>
    added.reduce((sum, column, place) => sum + (learnt[place] ?? 0) * (column[row] ?? 0), 0),
  );
  const columns = pick(baseline, independentColumns(baseline));
  const base = fitLogistic(columns, outcomes);
  const both = fitLogistic(columns, outcomes, offsets);
  if (base.status !== 'converged' || both.status !== 'converged') return null;
  const queries = new Float64Array(outcomes.length).fill(1);
  const lossesOf = (odds: Float64Array): Float64Array =>
    odds.map((value, row) => -logChance(value, outcomes[row] ?? 0));
  const without = { sums: lossesOf(logOddsOf(base, columns, outcomes.length)), queries };
  const beside = { sums: lossesOf(logOddsOf(both, columns, outcomes.length, offsets)), queries };
  return bootstrapDifferences(without, [beside], seed, resamples)[0] ?? null;
}

function verdictOf(first: AddedAtDate, second: AddedAtDate, saved: Difference | null): AddedValue['verdict'] {
  if (first.status === 'not-sent' || second.status === 'not-sent') return 'not-sent';
  if (saved === null || second.pValue === null) return 'cannot-tell';
  if (saved.high < 0) return 'misleads';
  return saved.low > 0 && second.pValue < 0.05 ? 'adds' : 'adds-nothing-seen';
}

/**
 * Values of a predictor as columns, as distances from the mean of the date: what counts is where a customer stands among
 * the others of the day. The mean stands for what is not known.
 */
function columnsOf({ of }: Predictor, { customers }: DateColumns): readonly Float64Array[] {
  const rows = customers.map(of);
  return (rows[0] ?? []).map((_, place) => {
    const values = rows.map((row) => row[place] ?? null);
    return scaled(values, scalingOf(values));
  });
}

/**
 * What a predictor adds to the baseline: at the first date, at the second, and at the second by what the first taught.
 * O(steps x customers x columns² + resamples x customers).
 */
export function addedValue(
  predictor: Predictor,
  first: DateColumns,
  second: DateColumns,
  resampling: Resampling,
): AddedValue {
  const { name, kind, of } = predictor;
  const knownOf = ({ customers }: DateColumns): number =>
    customers.filter((customer) => of(customer).some((value) => value !== null)).length;
  const atFirst = fitDate(first, columnsOf(predictor, first), knownOf(first));
  const ofSecond = columnsOf(predictor, second);
  const atSecond = fitDate(second, ofSecond, knownOf(second));
  const saved = atFirst.learnt === undefined ? null : savedBy(atFirst.learnt, second, ofSecond, resampling);
  const verdict = verdictOf(atFirst.at, atSecond.at, saved);
  return { name, kind, first: atFirst.at, second: atSecond.at, saved, verdict };
}
