import { HoldfastError } from '../errors.ts';
import type { Random } from '../simulation/random.ts';
import { type Allocation, allocateBudget } from './allocate-budget.ts';
import {
  type ArmOutlook,
  armPropensities,
  type DecisionNames,
  drawPlace,
  drawProfits,
  expectedCostOf,
  leastArmShare,
  randomOfDecision,
} from './thompson.ts';

/** A customer treated by a campaign, with the arms that may be offered. */
export interface OfferCandidate {
  readonly customerId: string;
  /** V: contribution margin within H days of this customer if there is an order; minor units. */
  readonly marginMinor: number;
  /** P(order within H days) without an offer ~ Beta(alpha, beta). */
  readonly base: Pick<ArmOutlook, 'alpha' | 'beta'>;
  readonly arms: readonly ArmOutlook[];
}

export interface BatchSettings extends Omit<DecisionNames, 'customerId'> {
  /** Infinite where there is none. */
  readonly budgetMinor: number;
  /** How many customers may get an offer. */
  readonly uses?: number;
  readonly redraws?: number;
}

export interface ArmDecision {
  readonly customerId: string;
  /** `none` for doing nothing. */
  readonly armId: string;
  /** The chance with which this arm was taken, budget and all: what the analysis divides by. */
  readonly propensity: number;
  /** Of doing nothing and of all arms, in their order. */
  readonly propensities: readonly number[];
}

export interface BatchDecisions {
  readonly decisions: readonly ArmDecision[];
  /** Expected cost and offers of the batch, at most the budget. */
  readonly costMinor: number;
  readonly useCount: number;
  /** mu: what a minor unit of cost was taken to be worth beyond itself. */
  readonly costPrice: number;
  /** nu: what an offer was taken to be worth for being one, minor units. */
  readonly usePrice: number;
}

/** Arms with doing nothing before them, and what each costs. */
interface Prepared {
  readonly random: Random;
  readonly marginMinor: number;
  readonly arms: readonly ArmOutlook[];
  readonly costs: readonly number[];
}

const total = <Row>(rows: readonly Row[], of: (row: Row, place: number) => number): number =>
  rows.reduce((sum, row, place) => sum + of(row, place), 0);

/** What of cost and of uses the least shares take of themselves. */
function floorOf(prepared: readonly Prepared[]): { readonly cost: number; readonly uses: number } {
  return {
    cost: total(prepared, ({ costs }) => leastArmShare * total(costs, (cost) => cost)),
    // Counted before it is multiplied: 20 arms are one offer, not one and a rest of rounding.
    uses: leastArmShare * total(prepared, ({ costs }) => costs.length - 1),
  };
}

/**
 * The prices of cost and of offers under which one draw for each customer keeps what the least shares leave. Only the
 * rest of decisions follows the draw, so it may spend as much more.
 */
function pricesOf(
  prepared: readonly Prepared[],
  cost: number,
  uses: number,
): Pick<Allocation, 'costPrice' | 'usePrice'> {
  const options = prepared.map(({ random, arms, costs, marginMinor }) => {
    const [nothing = 0, ...profits] = drawProfits(random, arms, marginMinor);
    return profits.map((profit, place) => ({
      armId: arms[place + 1]?.armId ?? '',
      profitMinor: profit - nothing,
      cost: costs[place + 1] ?? 0,
    }));
  });
  const followed = 1 - (leastArmShare * total(prepared, ({ arms }) => arms.length)) / Math.max(1, prepared.length);
  if (followed <= 0) return { costPrice: 0, usePrice: 0 };
  return allocateBudget(options, { cost: cost / followed, uses: Math.floor(uses / followed) });
}

/**
 * Decides for all customers of a campaign at once, so that expected cost and offers keep the budget and every chance
 * that is logged is that of the final arm. Prices of cost and of offers are found by one draw for each customer;
 * propensities follow from redraws under these prices; what is over the budget still is taken evenly from all offers, down to their least
 * shares, and given to doing nothing; then each arm is drawn from its propensities. Same settings and customers, same
 * decisions to the bit. What is spent in the end varies about what is expected.
 * O(customers x redraws x arms).
 * @throws HoldfastError `offer.budget` where the least shares alone cost more
 */
export function decideBatch(candidates: readonly OfferCandidate[], settings: BatchSettings): BatchDecisions {
  const { budgetMinor, uses = candidates.length, redraws, ...names } = settings;
  const prepared = candidates.map(({ customerId, marginMinor, base, arms }): Prepared => {
    const all = [{ ...base, armId: 'none', redeemCostMinor: 0, contactCostMinor: 0 }, ...arms];
    return {
      random: randomOfDecision({ ...names, customerId }),
      marginMinor,
      arms: all,
      costs: all.map(expectedCostOf),
    };
  });
  const floor = floorOf(prepared);
  if (!(floor.cost <= budgetMinor && floor.uses <= uses)) {
    throw new HoldfastError(
      'offer.budget',
      `budget ${budgetMinor} and ${uses} uses; to try each arm costs ${floor.cost} and ${floor.uses} uses: decide for fewer customers or arms`,
      { details: { budgetMinor, uses, leastCostMinor: floor.cost, leastUses: floor.uses } },
    );
  }
  const { costPrice, usePrice } = pricesOf(prepared, budgetMinor - floor.cost, uses - floor.uses);
  const wished = prepared.map(({ random, arms, marginMinor }) =>
    armPropensities(random, arms, { marginMinor, costPrice, usePrice, ...(redraws === undefined ? {} : { redraws }) }),
  );
  const costOf = (shares: readonly (readonly number[])[]): number =>
    total(shares, (row, customer) => total(row, (share, place) => share * (prepared[customer]?.costs[place] ?? 0)));
  const usesOf = (shares: readonly (readonly number[])[]): number => total(shares, ([none = 0]) => 1 - none);
  const kept = Math.min(
    keptShare(budgetMinor - floor.cost, costOf(wished) - floor.cost),
    keptShare(uses - floor.uses, usesOf(wished) - floor.uses),
  );
  const thinned = wished.map((shares) => thin(shares, kept));
  const decisions = prepared.map(({ random, arms }, customer): ArmDecision => {
    const propensities = thinned[customer] ?? [1];
    const place = drawPlace(random, propensities);
    return {
      customerId: candidates[customer]?.customerId ?? '',
      armId: arms[place]?.armId ?? 'none',
      propensity: propensities[place] ?? 1,
      propensities,
    };
  });
  return { decisions, costMinor: costOf(thinned), useCount: usesOf(thinned), costPrice, usePrice };
}

const keptShare = (allowed: number, wished: number): number => (wished <= allowed ? 1 : allowed / wished);

/** Keeps a share of what each offer has beyond its least share; doing nothing, which is first, gets the rest. */
function thin(shares: readonly number[], kept: number): readonly number[] {
  const offers = shares.slice(1).map((share) => leastArmShare + kept * (share - leastArmShare));
  return [1 - total(offers, (share) => share), ...offers];
}
