import { boughtInYear, boughtInYearBefore, repurchasedWithin } from '../standing/loyalty-measures.ts';
import { addAmount, addAt } from './integer-sums.ts';
import type { RetentionCustomer, RetentionSummary } from './summary-parts.ts';
import { binOf } from './value-bins.ts';

/** Rows of facts. */
export const factRows = { totals: 'totals', frequency: 'frequency', categories: 'categories', spend: 'spend' } as const;

/** Places in `totals`; an amount takes two. */
export const totalPlaces = {
  customers: 0,
  withoutPurchase: 1,
  objecting: 2,
  active: 3,
  firstInLast30Days: 4,
  repeaters: 5,
  orders: 6,
  cancelledOrders: 7,
  gross: 8,
  net: 10,
  returnedUnits: 12,
  unmatchedReturnedUnits: 13,
  customersWithUnmatchedReturns: 14,
  otherCurrencyOrders: 15,
  customersWithOtherCurrency: 16,
  repurchase90Known: 17,
  repurchase90: 18,
  repurchase90Unknown: 19,
  repurchase365Known: 20,
  repurchase365: 21,
  repurchase365Unknown: 22,
  boughtInYearBefore: 23,
  boughtInBothYears: 24,
  boughtInYearBeforeUnknown: 25,
  repeatSpend: 26,
  gapDays: 28,
  gaps: 30,
  withCutPurchaseDays: 31,
  lastPurchaseAfterAsOf: 32,
} as const;

/** Lower ends of the classes of purchase days. */
export const frequencyStarts = [1, 2, 3, 4, 5, 6, 11, 21, 51] as const;

/** Places for each class in `frequency`: customers, net spend. */
export const frequencyStride = 3;

/** The last class of categories is of this many and more. */
export const mostCategories = 6;

/** Places for each number of categories in `categories`. */
export const categoryPlaces = { customers: 0, repeaters: 1, repurchase365Known: 2, repurchase365: 3, net: 4 } as const;
export const categoryStride = 6;

/** Places for each bin in `spend`: customers, net spend. */
export const spendStride = 3;

const newInDays = 30;

const frequencyClass = (purchaseDayCount: number): number =>
  frequencyStarts.findLastIndex((start) => purchaseDayCount >= start);

/** Adds a known yes or no at a place and the next, and one that should be known but is not at the one after. */
function addAnswer(totals: number[], place: number, answer: boolean | null, isAsked: boolean): void {
  if (answer !== null) {
    addAt(totals, place, 1);
    if (answer) addAt(totals, place + 1, 1);
  } else if (isAsked) addAt(totals, place + 2, 1);
}

export function addToFacts({ settings, sums }: RetentionSummary, { summary, objects }: RetentionCustomer): void {
  const { asOfDay } = settings;
  const { purchaseDayCount, netSpendMinor, activity } = summary;
  const { firstPurchaseDay: firstDay, lastPurchaseDay: lastDay } = activity;
  const totals = sums.row(factRows.totals);
  addAt(totals, totalPlaces.cancelledOrders, summary.cancelledOrderCount);
  addAt(totals, totalPlaces.unmatchedReturnedUnits, summary.unmatchedReturnedUnitCount);
  if (summary.unmatchedReturnedUnitCount > 0) addAt(totals, totalPlaces.customersWithUnmatchedReturns, 1);
  if (objects) addAt(totals, totalPlaces.objecting, 1);
  if (firstDay === undefined || lastDay === undefined || purchaseDayCount < 1) {
    addAt(totals, totalPlaces.withoutPurchase, 1);
    return;
  }
  const repeats = purchaseDayCount - 1;
  addAt(totals, totalPlaces.customers, 1);
  if (boughtInYear(summary, asOfDay)) addAt(totals, totalPlaces.active, 1);
  if (firstDay > asOfDay - newInDays) addAt(totals, totalPlaces.firstInLast30Days, 1);
  if (repeats > 0) addAt(totals, totalPlaces.repeaters, 1);
  addAt(totals, totalPlaces.orders, summary.orderCount);
  addAmount(totals, totalPlaces.gross, summary.grossSpendMinor);
  addAmount(totals, totalPlaces.net, netSpendMinor);
  addAmount(totals, totalPlaces.repeatSpend, activity.repeatSpendMinor);
  addAt(totals, totalPlaces.returnedUnits, summary.returnedUnitCount);
  addAt(totals, totalPlaces.otherCurrencyOrders, summary.otherCurrencyOrderCount);
  if (summary.otherCurrencyOrderCount > 0) addAt(totals, totalPlaces.customersWithOtherCurrency, 1);
  addAmount(totals, totalPlaces.gapDays, repeats === 0 ? 0 : lastDay - firstDay);
  addAt(totals, totalPlaces.gaps, repeats);
  if (activity.purchaseDays.length < purchaseDayCount) addAt(totals, totalPlaces.withCutPurchaseDays, 1);
  if (lastDay > asOfDay) addAt(totals, totalPlaces.lastPurchaseAfterAsOf, 1);

  const ageDays = asOfDay - firstDay;
  const repurchased365 = repurchasedWithin(summary, 365, asOfDay);
  addAnswer(totals, totalPlaces.repurchase90Known, repurchasedWithin(summary, 90, asOfDay), ageDays >= 90);
  addAnswer(totals, totalPlaces.repurchase365Known, repurchased365, ageDays >= 365);
  const before = boughtInYearBefore(summary, asOfDay);
  if (before === null) addAt(totals, totalPlaces.boughtInYearBeforeUnknown, 1);
  else if (before) {
    addAt(totals, totalPlaces.boughtInYearBefore, 1);
    if (boughtInYear(summary, asOfDay)) addAt(totals, totalPlaces.boughtInBothYears, 1);
  }

  const frequency = sums.row(factRows.frequency);
  const frequencyPlace = frequencyClass(purchaseDayCount) * frequencyStride;
  addAt(frequency, frequencyPlace, 1);
  addAmount(frequency, frequencyPlace + 1, netSpendMinor);

  const categories = sums.row(factRows.categories);
  const start = Math.min(activity.categoryCount, mostCategories) * categoryStride;
  addAt(categories, start + categoryPlaces.customers, 1);
  if (repeats > 0) addAt(categories, start + categoryPlaces.repeaters, 1);
  addAnswer(categories, start + categoryPlaces.repurchase365Known, repurchased365, false);
  addAmount(categories, start + categoryPlaces.net, netSpendMinor);

  const spend = sums.row(factRows.spend);
  const bin = binOf(netSpendMinor) * spendStride;
  addAt(spend, bin, 1);
  addAmount(spend, bin + 1, netSpendMinor);
}
