import { maximiseLikelihood, noFit, type StartOptions } from './maximum-likelihood.ts';
import type { ModelFit, ParametersOf, ShiftedBetaGeometricParameter } from './model-fit.ts';

type Parameters = ParametersOf<ShiftedBetaGeometricParameter>;

/** Customers of a cohort who were still there, by period: first all of them, then after one period, after two. */
export type CohortSurvivors = readonly number[];

/** A point of the fitted curve. */
export interface RetentionPoint {
  /** Periods since the start, 1 or more. */
  readonly period: number;
  /** Share of a cohort still there after this period, 0 to 1. */
  readonly survivalShare: number;
  /** Share of those there before this period who stayed in it, 0 to 1. */
  readonly retentionRate: number;
}

/** Cohorts together: how many left in each period, and how many were still there when theirs was last observed. */
interface Departures {
  readonly left: readonly number[];
  readonly stayed: readonly number[];
  readonly customers: number;
}

function departures(cohorts: readonly CohortSurvivors[]): Departures {
  const periods = Math.max(0, ...cohorts.map(({ length }) => length - 1));
  const left = Array.from({ length: periods }, (_, index) =>
    cohorts.reduce((sum, cohort) => {
      const after = cohort[index + 1];
      return after === undefined ? sum : sum + (cohort[index] ?? 0) - after;
    }, 0),
  );
  const stayed = Array.from({ length: periods }, (_, index) =>
    cohorts.reduce((sum, cohort) => (cohort.length === index + 2 ? sum + (cohort.at(-1) ?? 0) : sum), 0),
  );
  return { left, stayed, customers: [...left, ...stayed].reduce((sum, count) => sum + count, 0) };
}

/** Share of those there before a period who stay in it: (beta + t - 1) / (alpha + beta + t - 1). */
const retentionRate = ({ alpha, beta }: Parameters, period: number): number =>
  (beta + period - 1) / (alpha + beta + period - 1);

/** ln L = sum over t of left(t) ln(S(t-1) - S(t)) + stayed(t) ln S(t). O(periods). */
function logLikelihood(parameters: Parameters, { left, stayed }: Departures): number {
  let logSurvival = 0;
  let sum = 0;
  for (const [index, leavers] of left.entries()) {
    const period = index + 1;
    const { alpha, beta } = parameters;
    sum += leavers * (logSurvival + Math.log(alpha / (alpha + beta + index)));
    logSurvival += Math.log(retentionRate(parameters, period));
    sum += (stayed[index] ?? 0) * logSurvival;
  }
  return sum;
}

const isSurvival = (cohort: CohortSurvivors): boolean =>
  cohort.every((count, index) => count >= 0 && count <= (index === 0 ? count : (cohort[index - 1] ?? 0)));

/**
 * Fits the shifted beta-geometric model (Fader & Hardie 2007, How to project customer retention): a customer leaves at
 * the end of each period with a probability of his own, which is Beta(alpha, beta) over customers and does not change
 * with his age. A cohort's retention rate rises all the same, as those who leave easily leave first: by sorting alone.
 * Meant for contracts, where leaving is seen; among shop customers it is a check on the curve of a cohort.
 * @param cohorts any number, of different lengths; cohorts of one count add nothing
 */
export function fitShiftedBetaGeometric(
  cohorts: readonly CohortSurvivors[],
  options: StartOptions = {},
): ModelFit<ShiftedBetaGeometricParameter> {
  if (!cohorts.every(isSurvival)) {
    return noFit('failed', 'the customers of a cohort who are still there cannot grow in number, or be less than none');
  }
  const observed = departures(cohorts);
  const leavers = observed.left.reduce((sum, count) => sum + count, 0);
  if (observed.left.length < 2 || leavers === 0) {
    const what = `${observed.left.length} periods, and ${leavers} customers who left`;
    return noFit('too-little-history', `too little history for a retention curve: ${what}; 2 and 1 are needed`);
  }
  return maximiseLikelihood<ShiftedBetaGeometricParameter>(
    {
      parameterNames: ['alpha', 'beta'],
      typical: { alpha: 1, beta: 3 },
      observationCount: observed.customers,
      logLikelihood: (parameters) => logLikelihood(parameters, observed),
    },
    options,
  );
}

/** The curve from period 1 to `periods`, beyond what was observed where that is more. O(periods). */
export function retentionCurve(parameters: Parameters, periods: number): readonly RetentionPoint[] {
  let survivalShare = 1;
  return Array.from({ length: periods }, (_, index) => {
    const rate = retentionRate(parameters, index + 1);
    survivalShare *= rate;
    return { period: index + 1, survivalShare, retentionRate: rate };
  });
}
