import { type SignalName, signalNames } from '../switching/signal.ts';
import { type SwitchingType, switchingTypes } from '../switching/switching-weights.ts';
import type { ValidityCustomer } from './validity-customer.ts';

/** Something that may tell who buys again beyond the baseline. */
export interface Predictor {
  readonly name: 'switchingCost' | 'hold' | 'allTypes' | SwitchingType | SignalName;
  readonly kind: 'composite' | 'type' | 'signal';
  /** Its values of a customer, null where not known; one, but of all types together. */
  readonly of: (customer: ValidityCustomer) => readonly (number | null)[];
}

/** Composites, the five types alone and together, and each signal but tenure, which the baseline holds. */
export const predictors: readonly Predictor[] = [
  { name: 'switchingCost', kind: 'composite', of: ({ scores }) => [scores.switchingCost] },
  { name: 'hold', kind: 'composite', of: ({ scores }) => [scores.hold] },
  ...switchingTypes.map((type): Predictor => ({ name: type, kind: 'type', of: ({ scores }) => [scores.types[type]] })),
  { name: 'allTypes', kind: 'type', of: ({ scores }) => switchingTypes.map((type) => scores.types[type]) },
  ...signalNames
    .filter((name) => name !== 'tenure')
    .map(
      (name): Predictor => ({
        name,
        kind: 'signal',
        of: ({ signals }) => [signals.find((signal) => signal.name === name)?.value ?? null],
      }),
    ),
];
