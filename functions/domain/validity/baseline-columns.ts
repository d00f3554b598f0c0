import { restrictedCubicSpline, splineKnots } from '../math/restricted-cubic-spline.ts';
import { signalNames } from '../switching/signal.ts';
import { switchingTypes } from '../switching/switching-weights.ts';
import type { ValidityCustomer } from './validity-customer.ts';

/** Probabilities of exactly 0 or 1 have no log-odds. */
const leastProbability = 1e-4;
const daysOfYear = 365.25;
/** A level of an indicator that fewer customers have tells single customers apart, and nothing of the others. */
const leastOfLevel = 20;

const column = (customers: readonly ValidityCustomer[], of: (customer: ValidityCustomer) => number): Float64Array =>
  Float64Array.from(customers, of);

function logOddsOfModel({ modelProbability }: ValidityCustomer): number {
  const kept = Math.min(1 - leastProbability, Math.max(leastProbability, modelProbability));
  return Math.log(kept / (1 - kept));
}

/** Whether both levels have enough customers, of whom some bought and some did not: else no maximum is finite. */
function isUsable(indicator: Float64Array, customers: readonly ValidityCustomer[]): boolean {
  const counts = [0, 0, 0, 0];
  for (const [row, level] of indicator.entries()) {
    const cell = 2 * level + (customers[row]?.hasBought ? 1 : 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const [stayedWithout = 0, boughtWithout = 0, stayedWith = 0, boughtWith = 0] = counts;
  return (
    stayedWithout + boughtWithout >= leastOfLevel &&
    stayedWith + boughtWith >= leastOfLevel &&
    counts.every((count) => count > 0)
  );
}

/** What of customers is not known, an indicator each. */
const unknowns: readonly ((customer: ValidityCustomer) => boolean)[] = [
  ...signalNames.map(
    (name) =>
      ({ signals }: ValidityCustomer) =>
        (signals.find((signal) => signal.name === name)?.value ?? null) === null,
  ),
  ...switchingTypes.map(
    (type) =>
      ({ scores }: ValidityCustomer) =>
        scores.types[type] === null,
  ),
  ({ scores }) => scores.switchingCost === null,
];

/** Whether two indicators say the same, or the contrary, of all but a few, whom alone both together would tell of. */
function isLike(one: Float64Array, other: Float64Array): boolean {
  const differing = one.reduce((count, level, row) => count + +(level !== other[row]), 0);
  return Math.min(differing, one.length - differing) < leastOfLevel;
}

/** Those that tell of enough customers at each date, beside those before them. */
function usableIndicators(dates: readonly (readonly ValidityCustomer[])[]): readonly (typeof unknowns)[number][] {
  const kept: { readonly isUnknown: (typeof unknowns)[number]; readonly levels: readonly Float64Array[] }[] = [];
  for (const isUnknown of unknowns) {
    const levels = dates.map((customers) => column(customers, (customer) => +isUnknown(customer)));
    const isNew = levels.every(
      (ofDate, date) =>
        isUsable(ofDate, dates[date] ?? []) && kept.every((before) => !isLike(ofDate, before.levels[date] ?? ofDate)),
    );
    if (isNew) kept.push({ isUnknown, levels });
  }
  return kept.map(({ isUnknown }) => isUnknown);
}

/** How customers of one date become columns; the same for those of another date. */
export type Columns = (customers: readonly ValidityCustomer[]) => readonly Float64Array[];

/**
 * What is known of customers without any signal: log-odds by the repeat model, frequency, spend, tenure as a spline, and
 * of what nothing is known. Signals that only retell these add nothing beside them: beside straight lines alone they often
 * seem to, where there is nothing.
 * @param first knots stand at quantiles of these customers; indicators are those that tell of enough of both dates'
 */
export function baselineColumns(first: readonly ValidityCustomer[], second: readonly ValidityCustomer[]): Columns {
  const tenureYears = ({ tenureDays }: ValidityCustomer): number => tenureDays / daysOfYear;
  const knots = splineKnots(column(first, tenureYears), 4);
  const indicators = usableIndicators([first, second]);
  return (customers) => {
    const splines = customers.map((customer) => restrictedCubicSpline(tenureYears(customer), knots));
    return [
      column(customers, logOddsOfModel),
      column(customers, ({ purchaseDayCount }) => Math.log(purchaseDayCount)),
      column(customers, ({ netSpendMinor }) => Math.log1p(Math.max(0, netSpendMinor))),
      ...Array.from({ length: splines[0]?.length ?? 0 }, (_, term) =>
        Float64Array.from(splines, (terms) => terms[term] ?? 0),
      ),
      ...indicators.map((isUnknown) => column(customers, (customer) => +isUnknown(customer))),
    ];
  };
}
