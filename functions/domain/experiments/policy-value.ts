import type { Difference } from './newcombe-interval.ts';
import { normalOf95 } from './normal-points.ts';

/** What was done with one customer, with which chance, and what came of it. */
export interface LoggedDecision {
  readonly armId: string;
  /** Chance of this arm when it was drawn, above 0. */
  readonly propensity: number;
  /** Profit in minor units, or 1 for an order and 0 for none. */
  readonly outcome: number;
}

/** Value per customer of doing what a policy says. */
export interface PolicyValue {
  /** Mean of w y, w = 1{a = pi(x)} / e(a|x): right on average; null without decisions. */
  readonly inversePropensity: Difference | null;
  /** sum(w y) / sum(w): a little off for few customers, much less noisy; null where the policy was never followed. */
  readonly selfNormalised: Difference | null;
  /** (sum w)^2 / sum(w^2): so many customers of equal weight would tell as much. */
  readonly effectiveCount: number;
}

const around = (value: number, variance: number): Difference => {
  const width = normalOf95 * Math.sqrt(variance);
  return { value, low: value - width, high: value + width };
};

/**
 * What a policy would have brought, from decisions made by another whose chances were logged. Intervals are 95% by the
 * normal distribution: too narrow below some 30 effective customers. O(decisions).
 * Source: Horvitz & Thompson 1952; Dudik, Langford & Li 2011, "Doubly Robust Policy Evaluation and Learning", ICML;
 * self-normalised: Hajek 1971, Swaminathan & Joachims 2015, NIPS.
 * @param chosen the arm the policy would take for a decision
 */
export function policyValue<Decision extends LoggedDecision>(
  decisions: readonly Decision[],
  chosen: (decision: Decision) => string,
): PolicyValue {
  const count = decisions.length;
  const weights = decisions.map((decision) => (decision.armId === chosen(decision) ? 1 / decision.propensity : 0));
  const total = (of: (weight: number, outcome: number) => number): number =>
    decisions.reduce((sum, { outcome }, place) => sum + of(weights[place] ?? 0, outcome), 0);
  const weight = total((one) => one);
  const weightSquares = total((one) => one ** 2);
  const value = total((one, outcome) => one * outcome);
  const mean = value / count;
  const normalised = value / weight;
  const squares = total((one, outcome) => (one * outcome - mean) ** 2);
  const normalisedSquares = total((one, outcome) => (one * (outcome - normalised)) ** 2);
  return {
    inversePropensity: count < 2 ? null : around(mean, squares / (count - 1) / count),
    selfNormalised: weight === 0 ? null : around(normalised, normalisedSquares / weight ** 2),
    effectiveCount: weightSquares === 0 ? 0 : weight ** 2 / weightSquares,
  };
}
