import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../../../../functions/domain/repeat-buying/bg-nbd.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { type DropoutKind, drawPropensity, drawPurchases } from '../../../../support/simulated-buyers.ts';

const truth = { r: 0.6, alpha: 8, a: 0.7, b: 2.2 };
const age = 40;
const horizon = 52;
const buyerCount = 60_000;

/** Mean of what was foretold less what came, in standard errors of that mean. */
class Difference {
  count = 0;
  #sum = 0;
  #squares = 0;

  add(difference: number): void {
    this.count += 1;
    this.#sum += difference;
    this.#squares += difference ** 2;
  }

  get inStandardErrors(): number {
    const mean = this.#sum / this.count;
    return mean / Math.sqrt((this.#squares / this.count - mean ** 2) / this.count);
  }
}

/** Buyers who are followed for `age + horizon`; what is foretold at `age` is held against what comes after. */
function foretellSimulated(kind: DropoutKind): ReadonlyMap<string, Difference> {
  const model = kind === 'mbgNbd' ? mbgNbd : bgNbd;
  const differences = new Map<string, Difference>();
  const note = (name: string, difference: number): void => {
    const differing = differences.get(name) ?? new Difference();
    differences.set(name, differing);
    differing.add(difference);
  };
  for (let buyer = 0; buyer < buyerCount; buyer += 1) {
    const random = randomFor(5, buyer);
    const propensity = drawPropensity(random, truth);
    const isGoneAtOnce = kind === 'mbgNbd' && random.chance(propensity.dropout);
    const bought = drawPurchases(random, propensity, age);
    const known = isGoneAtOnce ? { times: [], isAlive: false } : bought;
    // The next purchase of who is alive has no memory, so the future can be drawn anew.
    const later = known.isAlive ? drawPurchases(random, propensity, horizon).times.length : 0;
    const x = known.times.length;
    const observation = { repeatPurchaseDays: x, ageAtLastOrder: known.times.at(-1) ?? 0, age };
    const which = `${x < 3 ? `x = ${x}` : 'x of 3 or more'}, t_x ${observation.ageAtLastOrder < 25 ? 'early' : 'late'}`;
    note(`P(alive), ${which}`, model.probabilityAlive(truth, observation) - Number(known.isAlive));
    note(`E[Y(52)], ${which}`, model.expectedPurchaseDays(truth, observation, horizon) - later);
    note(`P(purchase), ${which}`, model.probabilityOfPurchaseWithin(truth, observation, horizon) - Number(later > 0));
    note('E[X(40)] of a new buyer', model.expectedPurchaseDaysOfNewBuyer(truth, age) - x);
  }
  return differences;
}

describe('what is foretold of simulated buyers by their (x, t_x, T)', () => {
  it.each(['mbgNbd', 'bgNbd'] as const)('comes to pass on average under %s, in each class of x and t_x', (kind) => {
    const differences = foretellSimulated(kind);

    expect(differences.size).toBe(22);
    for (const [name, { count, inStandardErrors }] of differences) {
      expect(count, name).toBeGreaterThan(200);
      // BG/NBD knows of one-time buyers that they are alive: no difference, and no spread.
      if (kind === 'bgNbd' && name === 'P(alive), x = 0, t_x early') expect(inStandardErrors).toBeNaN();
      // One of 22 normal figures is beyond four standard errors in one of 700 seeds; this seed is fixed.
      else expect(Math.abs(inStandardErrors), name).toBeLessThan(4);
    }
  });
});
