import { type AddedValue, addedValue, type Resampling } from './added-value.ts';
import { dateColumns } from './date-columns.ts';
import { type FrequencyBand, frequencyBands } from './frequency-bands.ts';
import { predictors } from './predictors.ts';
import { type ShockTest, shockTest } from './shock-test.ts';
import type { ValidityCustomer } from './validity-customer.ts';

/** What signals tell of who buys again, on two dates that do not overlap. */
export interface SignalValidity {
  readonly first: { readonly customerCount: number; readonly boughtCount: number };
  readonly second: { readonly customerCount: number; readonly boughtCount: number };
  readonly added: readonly AddedValue[];
  /** At the first and at the second date. */
  readonly shock: { readonly first: ShockTest; readonly second: ShockTest };
  /** Of the second date. */
  readonly bands: readonly FrequencyBand[];
}

/**
 * What composites, types and signals add to the repeat model in telling who buys again, learnt at one date and reported
 * at another; whether switching cost holds after a shock; and repurchase within bands of frequency.
 * @param first customers of a date, whose days that followed end before the second date
 * @param resampling of the intervals of what is saved
 */
export function signalValidity(
  first: readonly ValidityCustomer[],
  second: readonly ValidityCustomer[],
  resampling: Resampling,
): SignalValidity {
  const [atFirst, atSecond] = dateColumns(first, second);
  const countsOf = (customers: readonly ValidityCustomer[]) => ({
    customerCount: customers.length,
    boughtCount: customers.filter(({ hasBought }) => hasBought).length,
  });
  return {
    first: countsOf(first),
    second: countsOf(second),
    added: predictors.map((predictor) => addedValue(predictor, atFirst, atSecond, resampling)),
    shock: { first: shockTest(atFirst), second: shockTest(atSecond) },
    bands: frequencyBands(second),
  };
}
