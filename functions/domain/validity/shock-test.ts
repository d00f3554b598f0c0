import { independentColumns } from '../math/independent-columns.ts';
import { fitLogistic } from '../math/logistic-regression.ts';
import { chanceOfGain } from './chance-of-gain.ts';
import type { DateColumns } from './date-columns.ts';
import { scaled, scalingOf } from './scaling.ts';

/** Whether customers of high switching cost leave less after something went wrong. */
export interface ShockTest {
  /** `none`: nothing went wrong for anybody. `few`: for too few to tell. */
  readonly status: 'converged' | 'none' | 'few' | 'cannot-tell';
  readonly shockedCount: number;
  /** Share of the shocked who bought again, of those with a switching cost below and above the median of them. */
  readonly boughtBelowMedian: number | null;
  readonly boughtAboveMedian: number | null;
  /** Change of the log-odds of the shocked by a deviation of switching cost, beyond that of the others; 95%. */
  readonly interaction: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly pValue: number | null;
}

/** Fewer shocked customers who bought, or who did not, tell nothing of an interaction. */
const leastOfEach = 20;
const normalOf95 = 1.959963984540054;

/**
 * Second test of validity: the interaction of switching cost and shock beside the baseline and both of them alone.
 * O(steps x customers x columns²).
 */
export function shockTest({ customers, outcomes, baseline }: DateColumns): ShockTest {
  const shocked = customers.filter(({ hadShock }) => hadShock);
  const known = shocked.flatMap(({ scores, hasBought }) =>
    scores.switchingCost === null ? [] : [{ cost: scores.switchingCost, hasBought }],
  );
  const median = known.map(({ cost }) => cost).sort((left, right) => left - right)[known.length >> 1] ?? 0;
  const shareOf = (part: readonly { readonly hasBought: boolean }[]): number | null =>
    part.length === 0 ? null : part.filter(({ hasBought }) => hasBought).length / part.length;
  const counts = {
    shockedCount: shocked.length,
    boughtBelowMedian: shareOf(known.filter(({ cost }) => cost < median)),
    boughtAboveMedian: shareOf(known.filter(({ cost }) => cost >= median)),
  };
  const without = (status: ShockTest['status']): ShockTest => ({ ...counts, status, interaction: null, pValue: null });
  if (shocked.length === 0) return without('none');
  const boughtCount = shocked.filter(({ hasBought }) => hasBought).length;
  if (Math.min(boughtCount, shocked.length - boughtCount) < leastOfEach) return without('few');

  const costs = customers.map(({ scores }) => scores.switchingCost);
  const cost = scaled(costs, scalingOf(costs));
  const shock = Float64Array.from(customers, ({ hadShock }) => +hadShock);
  const columns = [...baseline, cost, shock, cost.map((value, row) => value * (shock[row] ?? 0))];
  const kept = independentColumns(columns);
  if (kept.at(-1) !== columns.length - 1) return without('cannot-tell');
  const all = kept.flatMap((place) => columns[place] ?? []);
  const base = fitLogistic(all.slice(0, -1), outcomes);
  const both = fitLogistic(all, outcomes);
  if (base.status !== 'converged' || both.status !== 'converged') return without('cannot-tell');
  const value = both.coefficients.at(-1) ?? 0;
  const width = normalOf95 * Math.sqrt(both.robustCovariance?.at(-1)?.at(-1) ?? Number.NaN);
  return {
    ...counts,
    status: 'converged',
    interaction: { value, low: value - width, high: value + width },
    pValue: chanceOfGain({ columns: all.slice(0, -1), fit: base }, { columns: all, fit: both }, outcomes.length),
  };
}
