import type { Signal } from './signal.ts';
import type { SwitchingScores } from './switching-scores.ts';
import { switchingWeights } from './switching-weights.ts';

/** Where a customer stands between what binds and what pulls. The first that matches, in this order. */
export const switchingStates = [
  'captive',
  'service-first',
  'new',
  'gone',
  'bargain-visitor',
  'wavering-valuable',
  'core',
  'loyal-but-light',
  'steady',
] as const;
export type SwitchingState = (typeof switchingStates)[number];

/** What to do in a state. */
export type StateAction =
  | 'service-task'
  | 'welcome'
  | 'win-back-test'
  | 'threshold-offer'
  | 'offer-with-holdout'
  | 'reward-without-discount'
  | 'deepen'
  | 'recommendations';

/**
 * What each state calls for. A customer who would leave but for the cost of it, or has something to complain of, gets a
 * service task and nothing else: neither a discount as bait nor anything that makes leaving harder.
 */
export const actionOf: Readonly<Record<SwitchingState, StateAction>> = {
  captive: 'service-task',
  'service-first': 'service-task',
  new: 'welcome',
  gone: 'win-back-test',
  'bargain-visitor': 'threshold-offer',
  'wavering-valuable': 'offer-with-holdout',
  core: 'reward-without-discount',
  'loyal-but-light': 'deepen',
  steady: 'recommendations',
};

/** What the rules look at beside the scores. Null never matches a rule. */
export interface StateInputs {
  readonly scores: SwitchingScores;
  readonly dealSeeking: Signal | null;
  readonly openComplaintCount: number | null;
  readonly lastStars: number | null;
  readonly isNew: boolean;
  readonly isGone: boolean;
  /** Of the customer's expected value over the next 12 months, and that a fifth of customers exceed; minor units. */
  readonly lifetimeValueMinor: number | null;
  readonly lifetimeValueP80Minor: number | null;
  /** Days since the last purchase beyond the customer's own 80% point, 0 or less on time; null without own gaps. */
  readonly daysBeyondOwn80: number | null;
}

/** Rules that lead to a state. */
export const stateRules = [
  'open-complaint',
  'low-rating',
  'dissatisfied',
  'new',
  'gone',
  'deal-seeking',
  'valuable-and-late',
  'valuable-and-bound',
  'on-time-not-bound',
  'none',
] as const;

/** A state, and the rule that put a customer there. */
export interface FoundState {
  readonly state: SwitchingState;
  readonly rule: (typeof stateRules)[number];
}

const { states: limits } = switchingWeights;

function serviceRule({ openComplaintCount, lastStars, scores }: StateInputs): FoundState['rule'] | undefined {
  if (openComplaintCount !== null && openComplaintCount > 0) return 'open-complaint';
  if (lastStars !== null && lastStars <= limits.serviceRating) return 'low-rating';
  const { dissatisfaction } = scores.types;
  return dissatisfaction !== null && dissatisfaction >= limits.serviceDissatisfaction ? 'dissatisfied' : undefined;
}

function isBargainVisitor({ dealSeeking }: StateInputs): boolean {
  if (dealSeeking === null || dealSeeking.value === null || dealSeeking.interval === null) return false;
  const [low] = dealSeeking.interval;
  return dealSeeking.value >= limits.bargainDealSeeking && dealSeeking.shopMean !== null && low > dealSeeking.shopMean;
}

/** Finds the state by the first rule that matches. O(1). */
export function switchingStateOf(inputs: StateInputs): FoundState {
  const { scores, isNew, isGone, lifetimeValueMinor, lifetimeValueP80Minor, daysBeyondOwn80 } = inputs;
  const { switchingCost } = scores;
  const service = serviceRule(inputs);
  if (service !== undefined) {
    const isCaptive = switchingCost !== null && switchingCost >= limits.captiveSwitchingCost;
    return { state: isCaptive ? 'captive' : 'service-first', rule: service };
  }
  if (isNew) return { state: 'new', rule: 'new' };
  if (isGone) return { state: 'gone', rule: 'gone' };
  if (isBargainVisitor(inputs)) return { state: 'bargain-visitor', rule: 'deal-seeking' };
  const isValuable =
    lifetimeValueMinor !== null && lifetimeValueP80Minor !== null && lifetimeValueMinor >= lifetimeValueP80Minor;
  const isBound = switchingCost === null ? null : switchingCost >= limits.boundSwitchingCost;
  if (isValuable && isBound === false && daysBeyondOwn80 !== null && daysBeyondOwn80 > 0) {
    return { state: 'wavering-valuable', rule: 'valuable-and-late' };
  }
  const { alternatives } = scores.types;
  if (isValuable && isBound === true && alternatives !== null && alternatives < limits.coreAlternatives) {
    return { state: 'core', rule: 'valuable-and-bound' };
  }
  if (isBound === false && daysBeyondOwn80 !== null && daysBeyondOwn80 <= 0) {
    return { state: 'loyal-but-light', rule: 'on-time-not-bound' };
  }
  return { state: 'steady', rule: 'none' };
}

/**
 * What a night makes of the state a customer is kept in: another one is taken where today and yesterday agree on it. O(1).
 * @param kept undefined before the first night, which takes what it finds
 * @param foundYesterday asked for only where it matters
 */
export function nextState(
  kept: SwitchingState | undefined,
  foundToday: SwitchingState,
  foundYesterday: () => SwitchingState,
): SwitchingState {
  if (kept === undefined || kept === foundToday) return foundToday;
  return foundYesterday() === foundToday ? foundToday : kept;
}
