import type { SignalName } from './signal.ts';

/** The four kinds of force and, of them, the three kinds of switching cost, after Burnham, Frels & Mahajan (2003). */
export const switchingTypes = ['procedural', 'financial', 'relational', 'alternatives', 'dissatisfaction'] as const;
export type SwitchingType = (typeof switchingTypes)[number];

export interface SignalWeight {
  readonly type: SwitchingType;
  /** Weight within its type, 0 or more; 0 is shown and does not count. */
  readonly weight: number;
  /** Evidence below which the signal is not known. */
  readonly leastEvidence: number;
}

/**
 * Every number that makes scores of signals and states of scores. A score carries `version`, and any change here gets
 * another one. The weights are equal until a back-test earns other ones; two are less by argument: tenure says more of
 * exposure than of a bond, and leakage is low spend by another name.
 * 2: inertia is known from 5 pairs on, not 9, as the order of customers is found from there (planted-habits.test.ts).
 */
export const switchingWeights = {
  version: 2,
  signals: {
    breadth: { type: 'procedural', weight: 1, leastEvidence: 3 },
    rhythm: { type: 'procedural', weight: 1, leastEvidence: 5 },
    complementLockIn: { type: 'procedural', weight: 1, leastEvidence: 3 },
    reorderShare: { type: 'procedural', weight: 1, leastEvidence: 3 },
    setUpDone: { type: 'procedural', weight: 1, leastEvidence: 1 },
    exclusiveBrandInertia: { type: 'procedural', weight: 1, leastEvidence: 5 },
    pointsAtStake: { type: 'financial', weight: 1, leastEvidence: 1 },
    nearReward: { type: 'financial', weight: 1, leastEvidence: 2 },
    tierBenefit: { type: 'financial', weight: 1, leastEvidence: 30 },
    exclusiveShare: { type: 'relational', weight: 1, leastEvidence: 3 },
    advocacy: { type: 'relational', weight: 1, leastEvidence: 1 },
    goodwill: { type: 'relational', weight: 1, leastEvidence: 1 },
    tenure: { type: 'relational', weight: 0.5, leastEvidence: 0 },
    dealSeeking: { type: 'alternatives', weight: 1, leastEvidence: 3 },
    categoryDrop: { type: 'alternatives', weight: 1, leastEvidence: 3 },
    leakage: { type: 'alternatives', weight: 0, leastEvidence: 50 },
    comparability: { type: 'alternatives', weight: 1, leastEvidence: 3 },
    serviceFailures: { type: 'dissatisfaction', weight: 1, leastEvidence: 2 },
    stockOuts: { type: 'dissatisfaction', weight: 1, leastEvidence: 2 },
  } satisfies Readonly<Record<SignalName, SignalWeight>>,
  /** Observations that the shop's mean counts for beside a customer's own. */
  shrinkage: 5,
  inertiaShrinkage: 10,
  /** A mean of 0 or 1 would let one observation decide everything. */
  leastMean: 0.01,
  greatestMean: 0.99,
  /** Purchase days at which confidence is half of what coverage allows. */
  confidenceDays: 10,
  mediumConfidence: 0.33,
  highConfidence: 0.66,
  states: {
    serviceDissatisfaction: 0.5,
    serviceRating: 2,
    captiveSwitchingCost: 0.5,
    bargainDealSeeking: 0.5,
    valuableQuantile: 0.8,
    boundSwitchingCost: 0.5,
    coreAlternatives: 0.5,
  },
} as const;
