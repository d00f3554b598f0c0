import type { CustomerModels } from '../standing/customer-models.ts';
import { missingMonths } from './add-to-cohorts.ts';
import { factRows, totalPlaces } from './add-to-facts.ts';
import { countAt, type IntegerSums } from './integer-sums.ts';

/** What a reader should know of the data before believing the numbers; the words are the contract's. */
export const dataNoteCodes = [
  'unmatched-returns',
  'other-currency',
  'objecting-customers',
  'customers-without-purchase',
  'spend-of-zero-or-less',
  'purchase-days-not-held',
  'months-not-held',
  'measures-not-known',
  'purchases-after-as-of',
  'guests-not-counted',
  'no-models',
  'short-history',
  'fit-failed',
  'no-spend-model',
  'fitted-on-a-sample',
] as const;
export type DataNoteCode = (typeof dataNoteCodes)[number];

export interface DataNote {
  readonly code: DataNoteCode;
  /** Customers, or buyers of a sample; null where there is nothing to count. */
  readonly customers: number | null;
  /** Units returned, or orders in another currency. */
  readonly count: number | null;
  /** What the fit said. */
  readonly reason: string | null;
}

const note = (code: DataNoteCode, over: Partial<DataNote> = {}): DataNote => ({
  code,
  customers: null,
  count: null,
  reason: null,
  ...over,
});

function modelNotes(models: CustomerModels | undefined): readonly DataNote[] {
  if (models === undefined) return [note('no-models')];
  const { mbgNbd, gammaGamma, referenceBuyerCount } = models;
  return [
    ...(mbgNbd.status === 'too-little-history' ? [note('short-history', { reason: mbgNbd.reason })] : []),
    ...(mbgNbd.status === 'failed' ? [note('fit-failed', { reason: mbgNbd.reason })] : []),
    ...(gammaGamma.parameters === null ? [note('no-spend-model', { reason: gammaGamma.reason })] : []),
    ...(referenceBuyerCount === undefined ? [] : [note('fitted-on-a-sample', { customers: referenceBuyerCount })]),
  ];
}

/** @param withoutSpend customers who spent 0 or less, net */
export function dataNotesOf(
  sums: IntegerSums,
  models: CustomerModels | undefined,
  withoutSpend: number,
  guestsAreCounted: boolean,
): readonly DataNote[] {
  const totals = sums.find(factRows.totals);
  const count = (place: keyof typeof totalPlaces): number => countAt(totals, totalPlaces[place]);
  const counted = [
    note('unmatched-returns', {
      customers: count('customersWithUnmatchedReturns'),
      count: count('unmatchedReturnedUnits'),
    }),
    note('other-currency', { customers: count('customersWithOtherCurrency'), count: count('otherCurrencyOrders') }),
    note('objecting-customers', { customers: count('objecting') }),
    note('customers-without-purchase', { customers: count('withoutPurchase') }),
    note('spend-of-zero-or-less', { customers: withoutSpend }),
    note('purchase-days-not-held', { customers: count('withCutPurchaseDays') }),
    note('months-not-held', { customers: countAt(sums.find(missingMonths.row), missingMonths.customers) }),
    note('measures-not-known', {
      customers: Math.max(
        count('repurchase90Unknown'),
        count('repurchase365Unknown'),
        count('boughtInYearBeforeUnknown'),
      ),
    }),
    note('purchases-after-as-of', { customers: count('lastPurchaseAfterAsOf') }),
  ].filter(({ customers }) => (customers ?? 0) > 0);
  return [...counted, ...(guestsAreCounted ? [] : [note('guests-not-counted')]), ...modelNotes(models)];
}
