import type { CompressedBuyers } from './compressed-buyers.ts';

/** Neighbouring observations with one x. */
export interface RepeatRun {
  readonly repeatPurchaseDays: number;
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** Buyers prepared for many evaluations: the special functions of x and of each time are needed once, not per buyer. */
export interface LikelihoodColumns {
  readonly runs: readonly RepeatRun[];
  /** Distinct times, ascending. */
  readonly times: Float64Array;
  /** Place of t_x and of T in `times`, by observation. */
  readonly lastOrderTime: Uint32Array;
  readonly ageTime: Uint32Array;
}

function distinctSorted(...columns: readonly Float64Array[]): Float64Array {
  const values = new Float64Array(columns.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const column of columns) {
    values.set(column, filled);
    filled += column.length;
  }
  values.sort();
  let distinct = 0;
  for (const [index, value] of values.entries()) {
    if (index > 0 && value === values[distinct - 1]) continue;
    values[distinct] = value;
    distinct += 1;
  }
  return values.slice(0, distinct);
}

/** The place of a value that is there. */
function placeIn(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function runsOf(repeatPurchaseDays: Float64Array): readonly RepeatRun[] {
  const runs: RepeatRun[] = [];
  let start = 0;
  for (let end = 1; end <= repeatPurchaseDays.length; end += 1) {
    const repeats = repeatPurchaseDays[start] ?? 0;
    if (end < repeatPurchaseDays.length && repeatPurchaseDays[end] === repeats) continue;
    runs.push({ repeatPurchaseDays: repeats, start, end });
    start = end;
  }
  return runs;
}

const prepared = new WeakMap<CompressedBuyers, LikelihoodColumns>();

/**
 * The columns of these buyers, kept for as long as the buyers are: a fit asks some hundred times. Days make a few
 * hundred distinct times of a million observations. O(observations · log observations) the first time.
 */
export function likelihoodColumns(buyers: CompressedBuyers): LikelihoodColumns {
  const known = prepared.get(buyers);
  if (known !== undefined) return known;
  const times = distinctSorted(buyers.ageAtLastOrder, buyers.age);
  const places = (column: Float64Array): Uint32Array => Uint32Array.from(column, (time) => placeIn(times, time));
  const columns: LikelihoodColumns = {
    runs: runsOf(buyers.repeatPurchaseDays),
    times,
    lastOrderTime: places(buyers.ageAtLastOrder),
    ageTime: places(buyers.age),
  };
  prepared.set(buyers, columns);
  return columns;
}
