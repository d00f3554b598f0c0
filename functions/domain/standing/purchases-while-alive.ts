import { mbgNbd } from '../repeat-buying/mbg-nbd.ts';
import type { MbgNbdParameter, ParametersOf } from '../repeat-buying/model-fit.ts';

/** Coefficients of a series: more do not come nearer, docs/groups.md has the measured error. */
const nodeCount = 32;

const chebyshevNodes = Array.from({ length: nodeCount }, (_, k) => Math.cos((Math.PI * (k + 0.5)) / nodeCount));

/** Sum of c_k T_k at a place from -1 to 1 (Clenshaw 1955). */
function seriesAt(coefficients: Float64Array, place: number): number {
  let [next, afterNext] = [0, 0];
  for (let k = coefficients.length - 1; k > 0; k -= 1) {
    const here = 2 * place * next - afterNext + (coefficients[k] ?? 0);
    afterNext = next;
    next = here;
  }
  return place * next - afterNext + (coefficients[0] ?? 0);
}

function coefficientsOf(valueAt: (place: number) => number): Float64Array {
  const values = chebyshevNodes.map(valueAt);
  return Float64Array.from({ length: nodeCount }, (_, order) => {
    const sum = values.reduce((total, value, k) => {
      return total + value * Math.cos((Math.PI * order * (k + 0.5)) / nodeCount);
    }, 0);
    return ((order === 0 ? 1 : 2) * sum) / nodeCount;
  });
}

/**
 * Purchase days that MBG/NBD expects of a buyer who is alive: E[Y(t) | x, t_x, T] / P(alive).
 *
 * Alive, a buyer of x repeats comes at a rate of Gamma(r + x, alpha + T) and drops out at a purchase with a chance of
 * Beta(a, b + x + 1), whenever the last purchase was; so it is a function of x and of u = t / (alpha + T) alone, the
 * expectation over p of (1 - (1 + p u)^-(r + x)) / p. For each x it is evaluated exactly at 32 places; between them a
 * Chebyshev series in ln(1 + u) gives it divided by u. In that variable the function has no singularity nearer than
 * pi to the real line, so the series converges geometrically. A value costs O(32) instead of a sum of some hundred
 * terms, and the same buyer has the same value to the last bit whoever came before.
 */
export class PurchasesWhileAlive {
  readonly #parameters: ParametersOf<MbgNbdParameter>;
  readonly #longestLog: number;
  readonly #seriesOfRepeats = new Map<number, Float64Array>();

  /** @param longestHorizon in the model's unit; above 0 */
  constructor(parameters: ParametersOf<MbgNbdParameter>, longestHorizon: number) {
    this.#parameters = parameters;
    this.#longestLog = Math.log1p(longestHorizon / parameters.alpha);
  }

  /**
   * @param age T, 0 or more, in the model's unit
   * @param horizon 0 to the longest, in the model's unit
   */
  expected(repeatPurchaseDays: number, age: number, horizon: number): number {
    const ratio = horizon / (this.#parameters.alpha + age);
    const place = (2 * Math.log1p(ratio)) / this.#longestLog - 1;
    return ratio * seriesAt(this.#seriesOf(repeatPurchaseDays), place);
  }

  #seriesOf(repeatPurchaseDays: number): Float64Array {
    const known = this.#seriesOfRepeats.get(repeatPurchaseDays);
    if (known !== undefined) return known;
    const buyer = { repeatPurchaseDays, ageAtLastOrder: 0, age: 0 };
    const alive = mbgNbd.probabilityAlive(this.#parameters, buyer);
    const made = coefficientsOf((place) => {
      const ratio = Math.expm1(((place + 1) / 2) * this.#longestLog);
      const expected = mbgNbd.expectedPurchaseDays(this.#parameters, buyer, ratio * this.#parameters.alpha);
      return expected / (alive * ratio);
    });
    this.#seriesOfRepeats.set(repeatPurchaseDays, made);
    return made;
  }
}
