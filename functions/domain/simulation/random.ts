/** A reproducible stream of random numbers. */
export interface Random {
  /** Uniform integer, 0 to 2^32 - 1. */
  next(): number;
  /** Uniform, 0 up to but not 1, in steps of 2^-32. */
  unit(): number;
  /** Uniform integer, 0 to limit - 1. @param limit 1 to 2^32 */
  below(limit: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Exponential with the given mean. */
  exponential(mean: number): number;
}

export type RandomState = readonly [number, number, number, number];

const rotateLeft = (value: number, bits: number): number => (value << bits) | (value >>> (32 - bits));

/** Methods rather than closures: a shop makes a dozen streams for every buyer. */
class Xoshiro implements Random {
  #first: number;
  #second: number;
  #third: number;
  #fourth: number;

  constructor([first, second, third, fourth]: RandomState) {
    this.#first = first;
    this.#second = second;
    this.#third = third;
    this.#fourth = fourth;
  }

  next(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#second, 5), 7), 9);
    const shifted = this.#second << 9;
    this.#third ^= this.#first;
    this.#fourth ^= this.#second;
    this.#second ^= this.#third;
    this.#first ^= this.#fourth;
    this.#third ^= shifted;
    this.#fourth = rotateLeft(this.#fourth, 11);
    return result >>> 0;
  }

  unit(): number {
    return this.next() / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.unit() * limit);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  exponential(mean: number): number {
    // 1 - unit() is above 0, so the logarithm is finite.
    return -mean * Math.log(1 - this.unit());
  }
}

/**
 * xoshiro128**, a 32-bit generator of period 2^128 - 1 that passes BigCrush and needs nothing but 32-bit integers,
 * so the same seed gives the same numbers on every engine.
 * Source: Blackman & Vigna 2021, "Scrambled Linear Pseudorandom Number Generators", ACM Trans. Math. Softw. 47(4).
 * @param state four 32-bit integers, not all 0
 */
export const createRandom = (state: RandomState): Random => new Xoshiro(state);

/** The finaliser of MurmurHash3 (Appleby 2011): every bit of the input touches every bit of the output. */
function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

const goldenRatio = 0x9e3779b9;

/**
 * An independent stream for each place of use, so that what is drawn for one customer does not depend on how much
 * was drawn for the one before. The state is spread from the keys as SplitMix does (Steele, Lea & Flood 2014).
 * @param keys integers that name the place, such as seed, purpose and number
 */
export function randomFor(...keys: readonly number[]): Random {
  let hash = 0;
  for (const key of keys) hash = mix(hash + goldenRatio + mix(key) + mix(Math.floor(key / 2 ** 32)));
  const draw = (turn: number): number => mix(hash + Math.imul(goldenRatio, turn));
  // Four equal zeros would be the one state the generator never leaves; the last word is odd.
  return createRandom([draw(1), draw(2), draw(3), draw(4) | 1]);
}
