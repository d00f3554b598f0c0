import type { FoundState, StateAction } from '../domain/switching/switching-state.ts';

/** The rule that leads to a state, in English words. */
export const ruleWords: Readonly<Record<FoundState['rule'], string>> = {
  'open-complaint': 'a complaint is open',
  'low-rating': 'the last rating was 2 stars or less',
  dissatisfied: 'much went wrong with the orders of the year',
  new: 'the first order is under 60 days ago',
  gone: 'silent for longer than the usual gaps, or a further order has become unlikely',
  'deal-seeking': 'buys on deal far more than the shop’s customers do',
  'valuable-and-late': 'among the fifth worth most, later than usual, and little holds',
  'valuable-and-bound': 'among the fifth worth most, much holds, and little pulls',
  'on-time-not-bound': 'on time, and little holds',
  none: 'none of the other rules holds',
};

/** What a state calls for, in English words. */
export const actionWords: Readonly<Record<StateAction, string>> = {
  'service-task': 'put the service right and apologise; no discount, and nothing that makes leaving harder',
  welcome: 'welcome, and help with a second order',
  'win-back-test': 'a win-back test, rarely',
  'threshold-offer': 'nothing, or an offer from a minimum spend',
  'offer-with-holdout': 'an offer, with a holdout to measure it by',
  'reward-without-discount': 'reward and early access, no discount',
  deepen: 'another category, a subscription set up, a start with points',
  recommendations: 'recommendations alone',
};
