import { HoldfastError } from '../errors.ts';

/** What a customer could get; doing nothing, at no cost and no profit, is always possible and not among them. */
export interface OfferOption {
  readonly armId: string;
  /** Expected incremental profit, minor units. */
  readonly profitMinor: number;
  /** Expected cost in the unit of the budget, minor units of money or points; 0 or more. */
  readonly cost: number;
}

export interface Budget {
  /** In the unit of the costs. */
  readonly cost: number;
  /** How many customers may get an offer. */
  readonly uses?: number;
}

export interface Allocation {
  /** In the order of the customers; null for no offer. */
  readonly chosen: readonly (OfferOption | null)[];
  readonly profitMinor: number;
  readonly cost: number;
  readonly useCount: number;
  /** mu: profit that one more unit of the budget would bring; 0 where it does not bind. */
  readonly costPrice: number;
  /** nu: profit less priced cost of the best customer left out for want of uses; 0 where uses do not bind. */
  readonly usePrice: number;
}

type Options = readonly OfferOption[];
type Choice = OfferOption | null;

const costOf = (choice: Choice): number => choice?.cost ?? 0;
const profitOf = (choice: Choice): number => choice?.profitMinor ?? 0;
const sum = (choices: readonly Choice[], of: (choice: Choice) => number): number =>
  choices.reduce((total, choice) => total + of(choice), 0);
const usesOf = (choices: readonly Choice[]): number => choices.reduce((count, choice) => count + +(choice !== null), 0);

/** The option of greatest profit - mu cost above 0, the cheaper of equal ones. */
function bestAt(options: Options, costPrice: number): { readonly choice: Choice; readonly net: number } {
  let choice: Choice = null;
  let net = 0;
  for (const option of options) {
    const value = option.profitMinor - costPrice * option.cost;
    if (value > net || (value === net && choice !== null && option.cost < choice.cost)) {
      choice = option;
      net = value;
    }
  }
  return { choice, net };
}

interface PricedChoices {
  readonly choices: readonly Choice[];
  readonly usePrice: number;
}

/** For each customer the best at a price of cost; of too many the customers it is worth most with. */
function choicesAt(customers: readonly Options[], costPrice: number, uses: number): PricedChoices {
  const best = customers.map((options) => bestAt(options, costPrice));
  const wished = best.flatMap(({ choice }, place) => (choice === null ? [] : [place]));
  if (wished.length <= uses) return { choices: best.map(({ choice }) => choice), usePrice: 0 };
  const byNet = wished.sort((left, right) => (best[right]?.net ?? 0) - (best[left]?.net ?? 0) || left - right);
  const kept = new Set(byNet.slice(0, uses));
  return {
    choices: best.map(({ choice }, place) => (kept.has(place) ? choice : null)),
    usePrice: best[byNet[uses] ?? -1]?.net ?? 0,
  };
}

/** A change of the choices of one customer or two. */
type Step = readonly (readonly [place: number, choice: Choice])[];

/**
 * The steps between the choices just within the budget and those just beyond it. Where uses bind, one customer gives
 * way to another, so that no step needs more uses than there are.
 */
function stepsBetween(within: readonly Choice[], beyond: readonly Choice[]): readonly Step[] {
  const changed = within.flatMap((choice, place) => (choice === beyond[place] ? [] : [place]));
  const to = (place: number): Step[number] => [place, beyond[place] ?? null];
  const removed = changed.filter((place) => beyond[place] === null);
  const added = changed.filter((place) => within[place] === null);
  const others = changed.filter((place) => within[place] !== null && beyond[place] !== null);
  return [
    ...others.map((place) => [to(place)]),
    ...added.map((place, turn) => {
      const other = removed[turn];
      return other === undefined ? [to(place)] : [to(place), to(other)];
    }),
  ];
}

/** Every other option of each customer, the most profit for its cost first. */
function upgradesFrom(customers: readonly Options[], chosen: readonly Choice[]): readonly Step[] {
  const upgrades = customers.flatMap((options, place) => {
    const current = chosen[place] ?? null;
    return options.flatMap((option) => {
      const gain = option.profitMinor - profitOf(current);
      return gain > 0 ? [{ step: [[place, option]] as Step, gain, rate: gain / (option.cost - costOf(current)) }] : [];
    });
  });
  return upgrades.sort((left, right) => right.rate - left.rate || right.gain - left.gain).map(({ step }) => step);
}

/** Takes the steps that bring profit and fit what is left, one after the other. */
function takeSteps(start: readonly Choice[], steps: readonly Step[], budget: Required<Budget>): readonly Choice[] {
  const chosen = [...start];
  let left = budget.cost - sum(chosen, costOf);
  let usesLeft = budget.uses - usesOf(chosen);
  for (const step of steps) {
    const change = (of: (choice: Choice) => number): number =>
      step.reduce((total, [place, choice]) => total + of(choice) - of(chosen[place] ?? null), 0);
    const cost = change(costOf);
    const uses = change((choice) => +(choice !== null));
    if (change(profitOf) <= 0 || cost > left || uses > usesLeft) continue;
    for (const [place, choice] of step) chosen[place] = choice;
    left -= cost;
    usesLeft -= uses;
  }
  return chosen;
}

const bisections = 60;

/**
 * Gives each customer one offer or none, for the greatest profit within the budget. Where it binds, cost gets a price
 * mu and each customer the argmax of profit - mu cost; mu is bisected to the least that keeps the budget, and what is
 * left is filled greedily. A limit of uses is kept exactly at each price. The optimum is never better by more than the
 * greatest profit of one option, and not at all where the budget does not bind: small beside a campaign of hundreds.
 * One limit of cost at a time: for a budget in points give costs in points. O((bisections + log options) x options).
 * Source: Lagrangian relaxation of the multiple-choice knapsack (Sinha & Zoltners 1979, Operations Research 27(3));
 * uses stay a constraint, under which the cost of the best choices still falls as mu rises.
 * @throws HoldfastError `offer.budget`
 */
export function allocateBudget(customers: readonly Options[], { cost, uses = customers.length }: Budget): Allocation {
  if (!(cost >= 0 && uses >= 0 && Number.isInteger(uses))) {
    throw new HoldfastError('offer.budget', `cost ${cost} and uses ${uses}; needed are 0 or more, uses whole`, {
      details: { cost, uses },
    });
  }
  const budget = { cost, uses };
  const fits = (choices: readonly Choice[]): boolean => sum(choices, costOf) <= cost;
  const free = choicesAt(customers, 0, uses);
  if (fits(free.choices)) return allocationOf(free.choices, 0, free.usePrice);
  let low = 0;
  let high = customers.reduce(
    (most, options) =>
      options.reduce(
        (most, option) => (option.cost > 0 ? Math.max(most, option.profitMinor / option.cost) : most),
        most,
      ),
    0,
  );
  for (let turn = 0; turn < bisections; turn += 1) {
    const middle = (low + high) / 2;
    if (fits(choicesAt(customers, middle, uses).choices)) high = middle;
    else low = middle;
  }
  const { choices: within, usePrice } = choicesAt(customers, high, uses);
  const beyond = choicesAt(customers, low, uses).choices;
  const walked = takeSteps(within, stepsBetween(within, beyond), budget);
  return allocationOf(takeSteps(walked, upgradesFrom(customers, walked), budget), high, usePrice);
}

const allocationOf = (chosen: readonly Choice[], costPrice: number, usePrice: number): Allocation => ({
  chosen,
  profitMinor: sum(chosen, profitOf),
  cost: sum(chosen, costOf),
  useCount: usesOf(chosen),
  costPrice,
  usePrice,
});
