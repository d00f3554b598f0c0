import { baselineColumns } from './baseline-columns.ts';
import { scaled, scalingOf } from './scaling.ts';
import type { ValidityCustomer } from './validity-customer.ts';

/** The customers of one date, and the columns of the baseline for them, scaled by the first date. */
export interface DateColumns {
  readonly customers: readonly ValidityCustomer[];
  readonly outcomes: Uint8Array;
  readonly baseline: readonly Float64Array[];
}

/** Makes the columns of two dates, the same at both. */
export function dateColumns(
  first: readonly ValidityCustomer[],
  second: readonly ValidityCustomer[],
): readonly [first: DateColumns, second: DateColumns] {
  const columns = baselineColumns(first, second);
  const scalings = columns(first).map((column) => scalingOf([...column]));
  const ofDate = (customers: readonly ValidityCustomer[]): DateColumns => ({
    customers,
    outcomes: Uint8Array.from(customers, ({ hasBought }) => +hasBought),
    baseline: columns(customers).map((column, place) => scaled(column, scalings[place] ?? { mean: 0, deviation: 1 })),
  });
  return [ofDate(first), ofDate(second)];
}
