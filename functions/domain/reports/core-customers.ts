import { factRows, spendStride } from './add-to-facts.ts';
import { amountAt, countAt, type IntegerSums } from './integer-sums.ts';
import { giniErrorBound, topShareErrorBound } from './value-bins.ts';

/** A point of the Lorenz curve. */
export interface LorenzPoint {
  /** The customers who spent least, as a share of all, 0 to 1. */
  readonly customerShare: number;
  /** Their share of all spend, 0 to 1. */
  readonly spendShare: number;
}

/** How unevenly net spend is spread over customers. Who spent 0 or less counts as 0. */
export interface CoreCustomers {
  readonly customers: number;
  readonly withoutSpend: number;
  readonly spendMinor: number;
  /** Share of spend of the fifth of customers who spent most; null where nothing was spent, as are the next two. */
  readonly top20SpendShare: number | null;
  /** It is too low by at most this. */
  readonly top20SpendShareErrorBound: number;
  /** 0 all alike to 1 one customer has all. */
  readonly gini: number | null;
  /** It is too low by at most this. */
  readonly giniErrorBound: number;
  /** Every 5% of customers from 0 to 1; empty where nothing was spent. */
  readonly lorenz: readonly LorenzPoint[];
}

interface Bin {
  readonly customers: number;
  readonly spend: number;
}

function binsOf(row: readonly number[]): readonly Bin[] {
  const bins: Bin[] = [];
  for (let place = 0; place < row.length; place += spendStride) {
    const customers = countAt(row, place);
    if (customers > 0) bins.push({ customers, spend: Math.max(0, amountAt(row, place + 1)) });
  }
  return bins;
}

/** Spend of the customers who spent least, as if those of one bin spent alike. */
function spendOfLowest(bins: readonly Bin[], customers: number): number {
  let left = customers;
  let sum = 0;
  for (const bin of bins) {
    if (left <= 0) break;
    sum += bin.spend * Math.min(1, left / bin.customers);
    left -= bin.customers;
  }
  return sum;
}

/** O(bins). */
export function coreCustomersOf(sums: IntegerSums): CoreCustomers {
  const row = sums.find(factRows.spend);
  const bins = binsOf(row);
  const customers = bins.reduce((sum, bin) => sum + bin.customers, 0);
  const spend = bins.reduce((sum, bin) => sum + bin.spend, 0);
  const withoutSpend = countAt(row, 0) + countAt(row, spendStride);
  const bounds = { top20SpendShareErrorBound: topShareErrorBound, giniErrorBound };
  const counts = { customers, withoutSpend, spendMinor: spend, ...bounds };
  if (spend <= 0) return { ...counts, top20SpendShare: null, gini: null, lorenz: [] };
  let cumulative = 0;
  let area = 0;
  for (const bin of bins) {
    area += (bin.customers / customers) * ((2 * cumulative + bin.spend) / spend);
    cumulative += bin.spend;
  }
  const shareOfLowest = (share: number): number => Math.min(1, spendOfLowest(bins, share * customers) / spend);
  return {
    ...counts,
    top20SpendShare: 1 - shareOfLowest(0.8),
    gini: Math.max(0, 1 - area),
    lorenz: Array.from({ length: 21 }, (_, place) => ({
      customerShare: place / 20,
      spendShare: shareOfLowest(place / 20),
    })),
  };
}
