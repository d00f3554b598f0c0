import { toCustomerId } from '../../functions/domain/ids.ts';
import { type Random, randomFor } from '../../functions/domain/simulation/random.ts';
import type { ValidityCustomer } from '../../functions/domain/validity/validity-customer.ts';

export interface DrawnShop {
  readonly customers?: number;
  /** What a switching cost from 0 to 1 adds to the log-odds of buying again. */
  readonly effect?: number;
  /** What it adds for those who had a shock, beyond that. */
  readonly effectAfterShock?: number;
  readonly shockShare?: number;
}

const withinDays = 90;
/** Rates of buying: Gamma of shape 1, in days. */
const scaleDays = 60;

function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let at = random.exponential(1); at < mean; at += random.exponential(1)) count += 1;
  return count;
}

function drawn(random: Random, place: number, shop: DrawnShop): ValidityCustomer {
  const { effect = 0, effectAfterShock = 0, shockShare = 0 } = shop;
  const rate = random.exponential(1 / scaleDays);
  const tenureDays = 30 + random.below(600);
  const repeats = poisson(random, rate * tenureDays);
  // Of a Gamma rate seen for so long: what a model that is right would say.
  const byModel = 1 - ((scaleDays + tenureDays) / (scaleDays + tenureDays + withinDays)) ** (1 + repeats);
  const noise = random.unit();
  // Who buys more has shown more, as signals do, and below three lines nothing is known.
  const isKnown = repeats >= 2;
  const procedural = isKnown ? (noise + repeats / (repeats + 4)) / 2 : null;
  const dissatisfaction = random.chance(0.7) ? random.unit() : null;
  const hadShock = random.chance(shockShare);
  const pull = ((procedural ?? 0.4) - 0.4) * (effect + (hadShock ? effectAfterShock : 0));
  const byChance = 1 - Math.exp(-rate * withinDays);
  const odds = (byChance / (1 - byChance)) * Math.exp(pull);
  const types = { procedural, financial: null, relational: null, alternatives: null, dissatisfaction };
  return {
    customerId: toCustomerId(`customer ${place}`),
    hasBought: random.chance(odds / (1 + odds)),
    modelProbability: byModel,
    purchaseDayCount: 1 + repeats,
    netSpendMinor: Math.round((1 + repeats) * 2_000 * (0.5 + random.unit())),
    tenureDays,
    scores: { types, switchingCost: procedural, hold: procedural },
    signals: [
      { name: 'breadth', value: procedural },
      { name: 'serviceFailures', value: dissatisfaction },
    ],
    hadShock,
  };
}

/** Customers of two dates whose rates differ, with a model that knows all but chance. */
export function drawnValidityCustomers(seed: number, shop: DrawnShop = {}) {
  const random = randomFor(seed, 0x76616c);
  const date = () => Array.from({ length: shop.customers ?? 400 }, (_, place) => drawn(random, place, shop));
  return { first: date(), second: date() };
}
