import { normalUpperTail } from '../math/normal-upper-tail.ts';
import { repeatDistribution } from './repeat-distribution.ts';

/** How far repeats exceed what the purchases alone, in any order, would give. Shares are 0 to 1. */
export interface ExcessRepeat {
  /** Purchases that have one before them in the same category. */
  readonly pairCount: number;
  readonly repeatCount: number;
  readonly repeatShare: number;
  /** The share to expect of the same purchases in any order. */
  readonly expectedShare: number;
  /** (repeat share - expected) / (1 - expected), below 0 for who varies; null where only one brand was ever bought. */
  readonly inertia: number | null;
  /** Chance of as many repeats or more in any order. */
  readonly pValue: number;
  /** The same, with the chance of exactly as many counted half: its mean is .5 where order says nothing. */
  readonly midPValue: number;
}

/** Pairs up to which chances are exact; beyond it the normal distribution is within .001. */
const maximumExactPairs = 5_000;

function convolve(left: Float64Array, right: Float64Array): Float64Array {
  const sums = new Float64Array(left.length + right.length - 1);
  for (const [leftPlace, leftChance] of left.entries()) {
    if (leftChance === 0) continue;
    for (const [rightPlace, rightChance] of right.entries()) {
      const place = leftPlace + rightPlace;
      sums[place] = (sums[place] ?? 0) + leftChance * rightChance;
    }
  }
  return sums;
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/**
 * Adds up repeats over sequences of purchases that are independent of each other: a customer's categories, or the
 * customers of a category.
 * Source: excess over e = sum n_b (n_b - 1) / (n (n - 1)), as most sequences of brands have no memory (Bass, Givon,
 * Kalwani, Reibstein & Wright 1984, "An investigation into the order of the brand choice process", Marketing
 * Science 3(4)).
 */
export class RepeatTotal {
  #pairCount = 0;
  #repeatCount = 0;
  #mean = 0;
  #variance = 0;
  /** Undefined once there are too many pairs for it. */
  #chances: Float64Array | undefined = Float64Array.of(1);

  /** Adds a sequence of brands, by time; one purchase alone adds nothing. O(purchases cubed) at most. */
  add(brands: readonly unknown[]): void {
    if (brands.length < 2) return;
    const counts = new Map<unknown, number>();
    for (const brand of brands) counts.set(brand, (counts.get(brand) ?? 0) + 1);
    const chances = repeatDistribution([...counts.values()]);
    let mean = 0;
    let meanSquare = 0;
    for (const [repeats, chance] of chances.entries()) {
      mean += repeats * chance;
      meanSquare += repeats * repeats * chance;
    }
    this.#pairCount += brands.length - 1;
    for (let place = 1; place < brands.length; place += 1) {
      if (brands[place] === brands[place - 1]) this.#repeatCount += 1;
    }
    this.#mean += mean;
    this.#variance += Math.max(0, meanSquare - mean * mean);
    if (this.#pairCount > maximumExactPairs) this.#chances = undefined;
    else if (this.#chances !== undefined) this.#chances = convolve(this.#chances, chances);
  }

  /** Null before there is any pair. O(pairs). */
  result(): ExcessRepeat | null {
    const pairCount = this.#pairCount;
    const repeatCount = this.#repeatCount;
    if (pairCount === 0) return null;
    const { above, equal } = this.#tail();
    const excess = pairCount - this.#mean;
    return {
      pairCount,
      repeatCount,
      repeatShare: repeatCount / pairCount,
      expectedShare: this.#mean / pairCount,
      // Where all purchases are of one brand the rest is one of rounding.
      inertia: excess < 1e-9 * pairCount ? null : (repeatCount - this.#mean) / excess,
      pValue: Math.min(1, above + equal),
      midPValue: above + equal / 2,
    };
  }

  #tail(): { readonly above: number; readonly equal: number } {
    const chances = this.#chances;
    const repeats = this.#repeatCount;
    if (chances !== undefined) return { above: sum(chances.subarray(repeats + 1)), equal: chances[repeats] ?? 0 };
    const deviation = Math.sqrt(this.#variance);
    if (deviation === 0) return { above: 0, equal: 1 };
    const above = normalUpperTail((repeats + 0.5 - this.#mean) / deviation);
    return { above, equal: normalUpperTail((repeats - 0.5 - this.#mean) / deviation) - above };
  }
}
