import { monthOfDay } from '../relations/calendar-day-number.ts';
import { addAmount, addAt } from './integer-sums.ts';
import type { RetentionCustomer, RetentionSummary } from './summary-parts.ts';

/** Cohorts have a row each: this and what its customers have in common. */
export const cohortPrefixes = {
  month: 'cohort/month/',
  category: 'cohort/category/',
  channel: 'cohort/channel/',
  country: 'cohort/country/',
} as const;

/** Amounts of months that rows of customers do not hold any more: customers, gross, net. */
export const missingMonths = { row: 'missing-months', customers: 0, gross: 1, net: 3 } as const;

/** Months since the first order that are shown, the month of the first order counted. */
export const cohortMonths = 36;

/** Places at the head of a cohort's row. */
export const cohortPlaces = { customers: 0, net: 1, months: 3 } as const;

/** Places for each month since the first order. */
export const cohortMonthPlaces = {
  /** Customers who ordered in it. */
  active: 0,
  gross: 1,
  net: 3,
  /** Customers whose last purchase was in it. */
  last: 5,
  /** Customers of whom as many whole months have passed, at most `cohortMonths`. */
  passed: 6,
} as const;
export const cohortStride = 7;

const placeOf = (monthsSince: number): number => cohortPlaces.months + monthsSince * cohortStride;

type Customer = RetentionCustomer['summary'];

/** The months of a customer that count for a cohort. */
interface CountedMonths {
  readonly first: number;
  readonly last: number;
  readonly asOf: number;
}

/** @param monthLimit months since the first that are counted, 0 to this less one */
function addMember(row: number[], customer: Customer, months: CountedMonths, monthLimit: number): void {
  const { first, last, asOf } = months;
  addAt(row, cohortPlaces.customers, 1);
  addAmount(row, cohortPlaces.net, customer.netSpendMinor);
  for (const { month, orderCount, grossSpendMinor, netSpendMinor } of customer.activity.months) {
    // A shop whose clock is behind may have an order of next month: it counts as of this one.
    const monthsSince = Math.max(0, Math.min(month, asOf) - first);
    if (monthsSince >= monthLimit) continue;
    const place = placeOf(monthsSince);
    if (orderCount > 0 && month <= asOf) addAt(row, place + cohortMonthPlaces.active, 1);
    addAmount(row, place + cohortMonthPlaces.gross, grossSpendMinor);
    addAmount(row, place + cohortMonthPlaces.net, netSpendMinor);
  }
  addAt(row, placeOf(Math.min(last - first, cohortMonths)) + cohortMonthPlaces.last, 1);
  addAt(row, placeOf(Math.min(asOf - first, cohortMonths)) + cohortMonthPlaces.passed, 1);
}

function addMissingMonths(row: number[], customer: Customer): void {
  let [orderCount, grossSpendMinor, netSpendMinor] = [0, 0, 0];
  for (const month of customer.activity.months) {
    orderCount += month.orderCount;
    grossSpendMinor += month.grossSpendMinor;
    netSpendMinor += month.netSpendMinor;
  }
  if (orderCount >= customer.orderCount) return;
  addAt(row, missingMonths.customers, 1);
  addAmount(row, missingMonths.gross, customer.grossSpendMinor - grossSpendMinor);
  addAmount(row, missingMonths.net, customer.netSpendMinor - netSpendMinor);
}

export function addToCohorts({ settings, sums }: RetentionSummary, { summary: customer }: RetentionCustomer): void {
  const { firstPurchaseDay, lastPurchaseDay, firstCategory, firstChannel, country } = customer.activity;
  if (firstPurchaseDay === undefined || lastPurchaseDay === undefined || customer.purchaseDayCount < 1) return;
  const asOf = monthOfDay(settings.asOfDay);
  const first = Math.min(monthOfDay(firstPurchaseDay), asOf);
  const months = { first, last: Math.min(monthOfDay(lastPurchaseDay), asOf), asOf };
  addMissingMonths(sums.row(missingMonths.row), customer);
  addMember(sums.row(`${cohortPrefixes.month}${first}`), customer, months, cohortMonths);
  if (settings.firstDay !== undefined && first <= monthOfDay(settings.firstDay)) return;
  // Customers of different first months are in one row: the running month, which is not whole, is left out.
  const wholeMonths = Math.min(cohortMonths, asOf - first);
  addMember(sums.row(`${cohortPrefixes.category}${nameKey(firstCategory)}`), customer, months, wholeMonths);
  addMember(sums.row(`${cohortPrefixes.channel}${nameKey(firstChannel)}`), customer, months, wholeMonths);
  addMember(sums.row(`${cohortPrefixes.country}${nameKey(country)}`), customer, months, wholeMonths);
}

/** Empty where nothing is said; a name has a mark in front, so that even an empty name is another. */
const nameKey = (name: string | undefined): string => (name === undefined ? '' : `=${name}`);

/** The name of a row, null where customers have none. */
export const nameOfKey = (key: string): string | null => (key === '' ? null : key.slice(1));
