import type { BgNbdParameter, ParametersOf } from '../../functions/domain/repeat-buying/model-fit.ts';
import type { BuyerObservation } from '../../functions/domain/repeat-buying/observation.ts';
import type { Random } from '../../functions/domain/simulation/random.ts';

/** Standard normal, by Box and Muller's transformation. */
const drawNormal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());

/** Gamma with mean shape / rate (Marsaglia & Tsang 2000). */
export function drawGamma(random: Random, shape: number, rate: number): number {
  if (shape < 1) return drawGamma(random, shape + 1, rate) * (1 - random.unit()) ** (1 / shape);
  const third = shape - 1 / 3;
  for (;;) {
    const normal = drawNormal(random);
    const cube = (1 + normal / Math.sqrt(9 * third)) ** 3;
    if (cube > 0 && Math.log(1 - random.unit()) < normal ** 2 / 2 + third * (1 - cube + Math.log(cube))) {
      return (third * cube) / rate;
    }
  }
}

/** Beta, as a share of two gammas. */
export function drawBeta(random: Random, a: number, b: number): number {
  const first = drawGamma(random, a, 1);
  return first / (first + drawGamma(random, b, 1));
}

/** A buyer's propensities, and whether the drop-out after a purchase begins with the first one. */
export interface Propensity {
  readonly rate: number;
  readonly dropout: number;
}

export const drawPropensity = (random: Random, { r, alpha, a, b }: ParametersOf<BgNbdParameter>): Propensity => ({
  rate: drawGamma(random, r, alpha),
  dropout: drawBeta(random, a, b),
});

/** Repeat purchase times of a buyer who is alive now, until `horizon`; and whether he still is alive then. */
export function drawPurchases(
  random: Random,
  { rate, dropout }: Propensity,
  horizon: number,
): { readonly times: readonly number[]; readonly isAlive: boolean } {
  const times: number[] = [];
  for (let time = random.exponential(1 / rate); time <= horizon; time += random.exponential(1 / rate)) {
    times.push(time);
    if (random.chance(dropout)) return { times, isAlive: false };
  }
  return { times, isAlive: true };
}

/** Of BG/NBD the first purchase is survived for certain; of MBG/NBD it is a chance to drop out like the others. */
export type DropoutKind = 'bgNbd' | 'mbgNbd';

export function drawBuyer(
  random: Random,
  kind: DropoutKind,
  parameters: ParametersOf<BgNbdParameter>,
  age: number,
): BuyerObservation {
  const propensity = drawPropensity(random, parameters);
  const isGoneAtOnce = kind === 'mbgNbd' && random.chance(propensity.dropout);
  const { times } = isGoneAtOnce ? { times: [] } : drawPurchases(random, propensity, age);
  return { repeatPurchaseDays: times.length, ageAtLastOrder: times.at(-1) ?? 0, age };
}
