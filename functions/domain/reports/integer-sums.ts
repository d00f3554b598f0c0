/**
 * Amounts are parted at 2^26. Each part of a safe integer is below 2^27, so that the sum of either over 67 million
 * customers stays below 2^53, whatever they spent: exact, and the same in any order.
 */
const part = 2 ** 26;

/** Adds a whole number at a place; places in between are 0. */
export function addAt(sums: number[], place: number, count: number): void {
  while (sums.length <= place) sums.push(0);
  sums[place] = (sums[place] ?? 0) + count;
}

/** Adds a whole amount, such as money in minor units; it takes this place and the next. Beyond 2^53 - 1 it is cut. */
export function addAmount(sums: number[], place: number, amount: number): void {
  const safe = Math.max(Number.MIN_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, amount));
  const high = Math.floor(safe / part);
  addAt(sums, place, high);
  addAt(sums, place + 1, safe - high * part);
}

export const countAt = (sums: readonly number[], place: number): number => sums[place] ?? 0;

/** The sum of amounts, as a double: exact up to 2^53, rounded once beyond. */
export const amountAt = (sums: readonly number[], place: number): number =>
  countAt(sums, place) * part + countAt(sums, place + 1);

const none: readonly number[] = [];

/** Rows of whole numbers by name. Adding rows place by place is a commutative monoid, the one without rows its zero. */
export class IntegerSums {
  readonly #rows = new Map<string, number[]>();

  /** The row to add to; it begins empty. */
  row(name: string): number[] {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const made: number[] = [];
    this.#rows.set(name, made);
    return made;
  }

  /** Empty where nothing was added. */
  find(name: string): readonly number[] {
    return this.#rows.get(name) ?? none;
  }

  /** What follows the prefix in the names that begin with it, in no order. */
  namesAfter(prefix: string): readonly string[] {
    return [...this.#rows.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
  }

  /** O(places of the other). */
  addAll(other: IntegerSums): void {
    for (const [name, row] of other.#rows) {
      const own = this.row(name);
      for (const [place, sum] of row.entries()) addAt(own, place, sum);
    }
  }

  /** By name, so that equal sums are equal texts. */
  sorted(): readonly (readonly [string, readonly number[]])[] {
    return [...this.#rows].sort(([left], [right]) => (left < right ? -1 : 1));
  }
}
