import { textHash } from '../attribution/text-hash.ts';
import { HoldfastError } from '../errors.ts';
import { type Random, randomFor } from '../simulation/random.ts';
import { drawBeta } from './draw-beta.ts';
import { expectedOfferCost } from './expected-profit.ts';

/** Each arm is drawn at least this often, so that every arm goes on being measured. */
export const leastArmShare = 0.05;
const usualRedraws = 1000;

/** An arm as the draw sees it; doing nothing is one too, with costs of 0. */
export interface ArmOutlook {
  readonly armId: string;
  /** P(order within H days) ~ Beta(alpha, beta), both above 0. */
  readonly alpha: number;
  readonly beta: number;
  readonly redeemCostMinor: number;
  readonly contactCostMinor: number;
}

/** What names one decision: the same names give the same draw. */
export interface DecisionNames {
  readonly campaignId: string;
  readonly customerId: string;
  /** YYYY-MM-DD in the time zone of the shop. */
  readonly decisionDate: string;
  readonly modelVersion: string;
}

/** The stream of random numbers of one decision. Two hashes of 32 bits, as one would meet in some 65,000 decisions. */
export function randomOfDecision({ campaignId, customerId, decisionDate, modelVersion }: DecisionNames): Random {
  const name = JSON.stringify([campaignId, customerId, decisionDate, modelVersion]);
  return randomFor(textHash(name, 1), textHash(name, 2));
}

export interface DrawSettings {
  /** V: contribution margin within H days of a customer who orders; minor units. */
  readonly marginMinor: number;
  /** mu: what a minor unit of expected cost is worth under the budget; 0 where the budget does not bind. */
  readonly costPrice?: number;
  /** nu: what one of the offers there are is worth, minor units; 0 where there are enough. */
  readonly usePrice?: number;
  readonly redraws?: number;
}

/** What an arm is expected to cost: p delta + c by the mean of p, in minor units. O(1). */
export const expectedCostOf = ({ alpha, beta, redeemCostMinor, contactCostMinor }: ArmOutlook): number =>
  expectedOfferCost({ offerProbability: alpha / (alpha + beta), redeemCostMinor, contactCostMinor });

/** The profit of each arm by one draw of all responses, p_a (V - delta_a) - c_a, in minor units. O(arms). */
export const drawProfits = (random: Random, arms: readonly ArmOutlook[], marginMinor: number): readonly number[] =>
  arms.map(
    ({ alpha, beta, redeemCostMinor, contactCostMinor }) =>
      drawBeta(random, alpha, beta) * (marginMinor - redeemCostMinor) - contactCostMinor,
  );

/** The place of the greatest profit less what its cost is worth; of equal ones the first. */
function bestPlace(profits: readonly number[], pricedCosts: readonly number[]): number {
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const [place, profit] of profits.entries()) {
    const value = profit - (pricedCosts[place] ?? 0);
    if (value > bestValue) {
      best = place;
      bestValue = value;
    }
  }
  return best;
}

/**
 * How often each arm is to be taken: Thompson sampling by profit, p_a (V - delta_a) - c_a - mu cost - nu, as the share
 * of redraws that an arm wins, with one won by each arm beforehand so that none is 0, mixed with `leastArmShare` for each.
 * O(redraws x arms).
 * Source: Thompson 1933, Biometrika 25; by profit rather than orders, which would always prefer the deepest discount.
 * @param arms 1 to 20, that of doing nothing first, which wins where others are no better
 * @returns in the order of the arms; they sum to 1
 * @throws HoldfastError `offer.arms`
 */
export function armPropensities(
  random: Random,
  arms: readonly ArmOutlook[],
  settings: DrawSettings,
): readonly [number, ...number[]] {
  const { marginMinor, costPrice = 0, usePrice = 0, redraws = usualRedraws } = settings;
  const explored = leastArmShare * arms.length;
  if (arms.length === 0 || explored > 1) {
    throw new HoldfastError('offer.arms', `${arms.length} arms; allowed are 1 to ${1 / leastArmShare}`);
  }
  const pricedCosts = arms.map((arm, place) => costPrice * expectedCostOf(arm) + (place > 0 ? usePrice : 0));
  const wins = arms.map(() => 1);
  for (let turn = 0; turn < redraws; turn += 1) {
    const best = bestPlace(drawProfits(random, arms, marginMinor), pricedCosts);
    wins[best] = (wins[best] ?? 0) + 1;
  }
  const [first = 1, ...others] = wins.map((won) => leastArmShare + (1 - explored) * (won / (redraws + arms.length)));
  return [first, ...others];
}

/** A place by shares that sum to 1. */
export function drawPlace(random: Random, shares: readonly number[]): number {
  let left = random.unit();
  const place = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  // Shares that sum to a little less than 1 by rounding may leave a rest.
  return place === -1 ? shares.length - 1 : place;
}
