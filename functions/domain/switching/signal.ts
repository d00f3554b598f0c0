/** Every signal there is; docs/switching-costs.md says what each needs. */
export const signalNames = [
  'breadth',
  'rhythm',
  'complementLockIn',
  'reorderShare',
  'setUpDone',
  'exclusiveBrandInertia',
  'pointsAtStake',
  'nearReward',
  'tierBenefit',
  'exclusiveShare',
  'advocacy',
  'goodwill',
  'tenure',
  'dealSeeking',
  'categoryDrop',
  'leakage',
  'comparability',
  'serviceFailures',
  'stockOuts',
] as const;
export type SignalName = (typeof signalNames)[number];

/** Why a signal has no value; null of it is not zero. */
export type MissingReason =
  /** The shop never sends what it is made of: it is left out for all customers. */
  | 'not-sent'
  /** There is too little of this customer. */
  | 'too-little-evidence'
  /** What it is divided by is 0 or less, such as spend after returns. */
  | 'not-defined'
  /** The shop has too few customers to compare with. */
  | 'too-few-peers';

/** What a reason is told with; words are made of it in the reader's language. Amounts are in minor units. */
export type SignalInputs = Readonly<Record<string, number | string>>;

/** A signal of a customer as measured, before it is drawn towards the shop's mean. */
export interface Measurement {
  /** 0 to 1; null with the reason in `missing`. */
  readonly raw: number | null;
  /** Observations behind it, such as lines; not always whole. */
  readonly evidence: number;
  readonly inputs: SignalInputs;
  readonly missing?: MissingReason;
  /** Share or mean of `evidence` observations, which is drawn towards the shop's mean; else it is taken as it is. */
  readonly shrinks: boolean;
}

/** A signal of a customer. */
export interface Signal {
  readonly name: SignalName;
  /** 0 to 1; null with the reason in `missing`. */
  readonly value: number | null;
  readonly evidence: number;
  /** The middle 80% of what the value may be; null where it has none, or no value. */
  readonly interval: readonly [low: number, high: number] | null;
  /** The shop's mean that counts for it in scores while it is not known; null where the shop has none. */
  readonly shopMean: number | null;
  readonly inputs: SignalInputs;
  readonly missing?: MissingReason;
}

export const missing = (reason: MissingReason, evidence = 0, inputs: SignalInputs = {}): Measurement => ({
  raw: null,
  evidence,
  inputs,
  missing: reason,
  shrinks: false,
});
