import { exactShareInterval } from '../attribution/binomial-interval.ts';
import type { ModelFit, ShiftedBetaGeometricParameter } from '../repeat-buying/model-fit.ts';
import {
  fitShiftedBetaGeometric,
  type RetentionPoint,
  retentionCurve,
} from '../repeat-buying/shifted-beta-geometric.ts';
import { cohortMonthPlaces, cohortMonths, cohortPlaces, cohortStride } from './add-to-cohorts.ts';
import { type CohortMonthsSeen, monthRow } from './cohort-tables.ts';
import { countAt, type IntegerSums } from './integer-sums.ts';
import { toMillionths } from './key-figures.ts';
import { nameOfMonth } from './report-dates.ts';

/**
 * Whole months that must have passed after a point: who was silent for less may well come back. Assumed, not measured:
 * 3 months are past the usual gap of most shops.
 */
export const silentMonths = 3;

/** Months the fitted curve is drawn for. */
const curveMonths = 36;

/** Share of a cohort that bought in a month or later. */
export interface SurvivalPoint {
  readonly monthsSince: number;
  /** Customers of the cohorts that were observed for so long. */
  readonly n: number;
  readonly stillThere: number;
  readonly share: number;
  /** Exact 95% interval. */
  readonly low: number;
  readonly high: number;
}

export interface SurvivalCurve {
  /** Month of the first order; null for all cohorts together. */
  readonly name: string | null;
  readonly customers: number;
  readonly points: readonly SurvivalPoint[];
}

export interface RetentionCurveTile {
  readonly silentMonths: number;
  /** All cohorts together first, then each; without customers from before and the running month. */
  readonly curves: readonly SurvivalCurve[];
  /** The shifted beta-geometric model, fitted to all cohorts by months. */
  readonly fit: ModelFit<ShiftedBetaGeometricParameter>;
  /** Null without a fit. */
  readonly fitted: readonly RetentionPoint[] | null;
}

function point(monthsSince: number, n: number, stillThere: number): SurvivalPoint {
  const { low, high } = exactShareInterval(stillThere, n);
  const share = toMillionths(stillThere / n);
  return { monthsSince, n, stillThere, share, low: toMillionths(low), high: toMillionths(high) };
}

/** Customers of a cohort who bought in a month or later, for each month far enough back; first all of them. */
function survivors(row: readonly number[], lastMonth: number): readonly number[] {
  const counts: number[] = [];
  let left = countAt(row, cohortPlaces.customers);
  for (let month = 0; month <= lastMonth; month += 1) {
    counts.push(left);
    left -= countAt(row, cohortPlaces.months + month * cohortStride + cohortMonthPlaces.last);
  }
  return counts;
}

/** O(cohorts x months), and one fit of a few hundred counts. */
export function retentionCurveOf(
  sums: IntegerSums,
  { months, firstMonth }: CohortMonthsSeen,
  asOfMonth: number,
): RetentionCurveTile {
  const cohorts = months
    .filter((month) => month !== firstMonth && month > asOfMonth - cohortMonths && month < asOfMonth)
    .map((month) => ({ month, counts: survivors(monthRow(sums, month), asOfMonth - month - 1 - silentMonths) }))
    .filter(({ counts }) => counts.length > 0);
  const longest = Math.max(0, ...cohorts.map(({ counts }) => counts.length));
  const together = Array.from({ length: longest }, (_, monthsSince) => {
    const observed = cohorts.filter(({ counts }) => counts.length > monthsSince);
    const n = observed.reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0);
    return point(
      monthsSince,
      n,
      observed.reduce((sum, { counts }) => sum + (counts[monthsSince] ?? 0), 0),
    );
  });
  const fit = fitShiftedBetaGeometric(cohorts.map(({ counts }) => counts));
  return {
    silentMonths,
    curves: [
      { name: null, customers: together[0]?.n ?? 0, points: together },
      ...cohorts.map(({ month, counts }) => ({
        name: nameOfMonth(month),
        customers: counts[0] ?? 0,
        points: counts.map((stillThere, monthsSince) => point(monthsSince, counts[0] ?? 0, stillThere)),
      })),
    ],
    fit,
    fitted: fit.parameters === null ? null : retentionCurve(fit.parameters, curveMonths),
  };
}
