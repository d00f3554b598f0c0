import { compareIds } from '../ids.ts';
import {
  cohortMonthPlaces,
  cohortMonths,
  cohortPlaces,
  cohortPrefixes,
  cohortStride,
  nameOfKey,
} from './add-to-cohorts.ts';
import { addAt, amountAt, countAt, type IntegerSums } from './integer-sums.ts';
import { nameOfMonth } from './report-dates.ts';

/** Named rows of a table; those beyond are summed up as `other`. */
export const largestCohorts = 12;

/**
 * `before`: of the first month of the data, who may have bought earlier. `running`: of the month that is not over.
 * `earlier`: of months before those shown. `unknown`: orders do not say the name. `mean`: of all whole rows.
 */
export type CohortKind = 'cohort' | 'before' | 'running' | 'earlier' | 'other' | 'unknown' | 'mean';

/** A row of cells by months since the first order: 0 is the month of it. Null has not happened yet. */
export interface CohortRow {
  readonly kind: CohortKind;
  /** Month of the first order, `2026-11`, or the name; null for kinds without one. */
  readonly name: string | null;
  readonly customers: number;
  readonly netMinor: number;
  /** Customers for whom the month has happened. */
  readonly observed: readonly (number | null)[];
  /** Customers who ordered in the month. */
  readonly active: readonly (number | null)[];
  readonly grossMinor: readonly (number | null)[];
  readonly netByMonthMinor: readonly (number | null)[];
  /** Sum, up to the month, of net spend over customers observed in each. */
  readonly cumulativeNetPerCustomerMinor: readonly (number | null)[];
  /** The cell of the running month, which will still grow; null where none is shown. */
  readonly runningMonth: number | null;
}

export interface CohortTable {
  /** Cells of each row, at most 36. */
  readonly months: number;
  readonly rows: readonly CohortRow[];
}

/** A row before it is finished: places of the summary, and in how many months its customers were observed. */
interface RawRow {
  readonly kind: CohortKind;
  readonly name: string | null;
  readonly sums: readonly number[];
  readonly observedIn: (month: number) => number | null;
  readonly runningMonth: number | null;
}

const indices = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const placeOf = (month: number): number => cohortPlaces.months + month * cohortStride;

function finishRow({ kind, name, sums, observedIn, runningMonth }: RawRow, months: number): CohortRow {
  const observed = indices(months).map(observedIn);
  const cells = (cell: (place: number) => number): (number | null)[] =>
    observed.map((n, month) => (n === null ? null : cell(placeOf(month))));
  const netByMonthMinor = cells((place) => amountAt(sums, place + cohortMonthPlaces.net));
  let cumulative = 0;
  return {
    kind,
    name,
    customers: countAt(sums, cohortPlaces.customers),
    netMinor: amountAt(sums, cohortPlaces.net),
    observed,
    active: cells((place) => countAt(sums, place + cohortMonthPlaces.active)),
    grossMinor: cells((place) => amountAt(sums, place + cohortMonthPlaces.gross)),
    netByMonthMinor,
    cumulativeNetPerCustomerMinor: observed.map((n, month) => {
      if (n === null || n === 0) return null;
      cumulative += (netByMonthMinor[month] ?? 0) / n;
      return Math.round(cumulative * 100) / 100;
    }),
    runningMonth,
  };
}

const sumRows = (rows: readonly (readonly number[])[]): readonly number[] => {
  const sum: number[] = [];
  for (const row of rows) for (const [place, value] of row.entries()) addAt(sum, place, value);
  return sum;
};

/** Months of first orders, ascending, and which of them is that of the oldest order. */
export interface CohortMonthsSeen {
  readonly months: readonly number[];
  readonly firstMonth: number | undefined;
}

export function cohortMonthsSeen(sums: IntegerSums, firstMonthKnown: number | undefined): CohortMonthsSeen {
  const months = sums
    .namesAfter(cohortPrefixes.month)
    .map(Number)
    .sort((left, right) => left - right);
  return { months, firstMonth: firstMonthKnown ?? months[0] };
}

export const monthRow = (sums: IntegerSums, month: number): readonly number[] =>
  sums.find(`${cohortPrefixes.month}${month}`);

/** Rows by month of first order, oldest first, at most 36, then the mean of the whole ones. */
export function cohortsByMonth(
  sums: IntegerSums,
  { months, firstMonth }: CohortMonthsSeen,
  asOfMonth: number,
): CohortTable {
  const shownFrom = asOfMonth - cohortMonths + 1;
  const shown = months.filter((month) => month >= shownFrom);
  const columns = shown[0] === undefined ? 0 : asOfMonth - shown[0] + 1;
  const kindOf = (month: number): CohortKind =>
    month === firstMonth ? 'before' : month === asOfMonth ? 'running' : 'cohort';
  const rows = shown.map((month): RawRow => {
    const row = monthRow(sums, month);
    const n = countAt(row, cohortPlaces.customers);
    return {
      kind: kindOf(month),
      name: nameOfMonth(month),
      sums: row,
      observedIn: (since) => (month + since <= asOfMonth ? n : null),
      runningMonth: asOfMonth - month,
    };
  });
  const earlier = months.filter((month) => month < shownFrom).map((month) => monthRow(sums, month));
  const noMonth = { name: null, observedIn: () => null, runningMonth: null };
  return {
    months: columns,
    rows: [
      ...(earlier.length === 0 ? [] : [finishRow({ ...noMonth, kind: 'earlier', sums: sumRows(earlier) }, columns)]),
      ...rows.map((row) => finishRow(row, columns)),
      meanRow(
        shown.filter((month) => kindOf(month) === 'cohort'),
        sums,
        asOfMonth,
        columns,
      ),
    ],
  };
}

/** All whole months of whole cohorts together, which weighs each by its customers. */
function meanRow(cohorts: readonly number[], sums: IntegerSums, asOfMonth: number, columns: number): CohortRow {
  const wholeIn = (since: number): readonly number[] => cohorts.filter((month) => month + since < asOfMonth);
  const total: number[] = [];
  for (const month of cohorts) {
    const row = monthRow(sums, month);
    // The running month's cells stay out.
    for (const [place, value] of row.slice(0, placeOf(asOfMonth - month)).entries()) addAt(total, place, value);
  }
  const customersIn = (since: number): number | null => {
    const whole = wholeIn(since);
    if (whole.length === 0) return null;
    return whole.reduce((sum, month) => sum + countAt(monthRow(sums, month), cohortPlaces.customers), 0);
  };
  return finishRow({ kind: 'mean', name: null, sums: total, observedIn: customersIn, runningMonth: null }, columns);
}

/** Customers of whom a month since the first has passed as a whole. */
function passedIn(row: readonly number[], month: number): number {
  let sum = 0;
  for (let passed = month + 1; passed <= cohortMonths; passed += 1) {
    sum += countAt(row, placeOf(passed) + cohortMonthPlaces.passed);
  }
  return sum;
}

/** The largest rows first, then all others as one, then those without a name. */
export function cohortsByName(sums: IntegerSums, kind: 'category' | 'channel' | 'country'): CohortTable {
  const prefix = cohortPrefixes[kind];
  const found = sums.namesAfter(prefix).map((key) => ({ name: nameOfKey(key), sums: sums.find(`${prefix}${key}`) }));
  const named = found
    .flatMap(({ name, sums: row }) => (name === null ? [] : { name, row, n: countAt(row, cohortPlaces.customers) }))
    .sort((left, right) => right.n - left.n || compareIds(left.name, right.name));
  const others = named.slice(largestCohorts);
  const unknown = found.filter(({ name }) => name === null);
  const raw: readonly Pick<RawRow, 'kind' | 'name' | 'sums'>[] = [
    ...named.slice(0, largestCohorts).map(({ name, row }) => ({ kind: 'cohort' as const, name, sums: row })),
    ...(others.length === 0
      ? []
      : [{ kind: 'other' as const, name: null, sums: sumRows(others.map(({ row }) => row)) }]),
    ...unknown.map(({ sums: row }) => ({ kind: 'unknown' as const, name: null, sums: row })),
  ];
  const columns = Math.max(
    0,
    ...raw.map(({ sums: row }) => indices(cohortMonths).filter((m) => passedIn(row, m) > 0).length),
  );
  return {
    months: columns,
    rows: raw.map((row) =>
      finishRow({ ...row, runningMonth: null, observedIn: (month) => passedIn(row.sums, month) || null }, columns),
    ),
  };
}
