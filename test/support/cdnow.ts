import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { buyerCompressor } from '../../functions/domain/repeat-buying/compress-buyers.ts';
import type { CompressedBuyers } from '../../functions/domain/repeat-buying/compressed-buyers.ts';
import type { BuyerObservation } from '../../functions/domain/repeat-buying/observation.ts';

export type CdnowName = 'sample' | 'master';

export const cdnowFile = (name: CdnowName): string =>
  new URL(`../../../shared/data/cdnow-${name}.csv.gz`, import.meta.url).pathname;

/** Whether CDNOW lies beside the project; says so where it does not. */
export function hasCdnow(name: CdnowName, what: string): boolean {
  const isThere = existsSync(cdnowFile(name));
  if (!isThere) process.stderr.write(`skipped: ${what}, as ${cdnowFile(name)} is missing\n`);
  return isThere;
}

/** A day on which a customer bought; what was bought on one day is one purchase. */
export interface CdnowDay {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly cents: number;
}

export interface CdnowCustomer {
  readonly customerId: string;
  /** Ascending, each day once. */
  readonly days: readonly CdnowDay[];
}

/** Days since 1970-01-01. @param date such as `1997-09-30` */
export const cdnowDay = (date: string): number => Date.parse(date) / 86_400_000;

/** The last day of each file, and of the first part that the literature calibrates on. */
export const cdnowLastDay = cdnowDay('1998-06-30');
export const cdnowCalibrationEnd = cdnowDay('1997-09-30');

/** The customers of a file in order of first mention, same-day purchases merged. */
export function readCdnow(name: CdnowName): readonly CdnowCustomer[] {
  const text = gunzipSync(readFileSync(cdnowFile(name))).toString('utf8');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const customers = new Map<string, Map<number, number>>();
  for (const row of rows) {
    const { customer_id: customerId = '', date = '', dollar_value: dollars = '' } = row;
    const days = customers.get(customerId) ?? new Map<number, number>();
    customers.set(customerId, days);
    const day = cdnowDay(date);
    days.set(day, (days.get(day) ?? 0) + Math.round(Number(dollars) * 100));
  }
  return Array.from(customers, ([customerId, days]) => ({
    customerId,
    days: Array.from(days, ([day, cents]) => ({ day, cents })).sort((left, right) => left.day - right.day),
  }));
}

/** A customer as the models see it, in weeks. */
export interface CdnowBuyer extends BuyerObservation {
  readonly customerId: string;
  /** Dollars a repeat purchase day; 0 without a repeat. */
  readonly meanRepeatSpend: number;
  /** Purchase days after what was observed, until the end of the file. */
  readonly laterPurchaseDays: number;
}

/** The customers of a file as they stand at the end of a day, in weeks; by default that of the literature. */
export function cdnowBuyers(name: CdnowName, asOfDay: number = cdnowCalibrationEnd): readonly CdnowBuyer[] {
  return readCdnow(name).flatMap(({ customerId, days }) => {
    const known = days.filter(({ day }) => day <= asOfDay);
    const first = known[0]?.day;
    const last = known.at(-1)?.day;
    if (first === undefined || last === undefined) return [];
    const repeats = known.slice(1);
    const repeatCents = repeats.reduce((sum, { cents }) => sum + cents, 0);
    return {
      customerId,
      repeatPurchaseDays: repeats.length,
      ageAtLastOrder: (last - first) / 7,
      age: (asOfDay - first) / 7,
      meanRepeatSpend: repeats.length === 0 ? 0 : repeatCents / repeats.length / 100,
      laterPurchaseDays: days.length - known.length,
    };
  });
}

export function compress(buyers: readonly BuyerObservation[]): CompressedBuyers {
  const compressor = buyerCompressor();
  for (const buyer of buyers) compressor.add(buyer);
  return compressor.build();
}
