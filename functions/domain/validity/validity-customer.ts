import type { CustomerId } from '../ids.ts';
import type { Signal } from '../switching/signal.ts';
import type { SwitchingScores } from '../switching/switching-scores.ts';

/** A customer at a date: what was known then, and whether they bought in the days that followed. */
export interface ValidityCustomer {
  readonly customerId: CustomerId;
  /** Whether there was an order within the days that followed. */
  readonly hasBought: boolean;
  /** P(an order within those days) by the repeat model, fitted on what was known; 0 to 1. */
  readonly modelProbability: number;
  /** Of all time, 1 or more. */
  readonly purchaseDayCount: number;
  /** Of all time, minor units. */
  readonly netSpendMinor: number;
  /** Days since the first order. */
  readonly tenureDays: number;
  readonly scores: Pick<SwitchingScores, 'types' | 'switchingCost' | 'hold'>;
  readonly signals: readonly Pick<Signal, 'name' | 'value'>[];
  /** Whether something went wrong for them shortly before. */
  readonly hadShock: boolean;
}
