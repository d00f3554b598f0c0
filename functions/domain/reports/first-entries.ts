/** Below 0 where the left one comes first; 0 for the same entry only. */
export type EntryOrder<Entry> = (left: Entry, right: Entry) => number;

/**
 * The first k entries in an order of all that were ever added. As every entry has one place in the order, the k first
 * of a union are the k first of the k firsts: merging is associative and commutative, and the empty one is its zero.
 */
export class FirstEntries<Entry> {
  readonly #limit: number;
  readonly #order: EntryOrder<Entry>;
  readonly #entries: Entry[] = [];

  constructor(limit: number, order: EntryOrder<Entry>) {
    this.#limit = limit;
    this.#order = order;
  }

  /** In order. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Whether an entry may come in at all: asked of the last one held, so that one that may not need not be made. */
  mayTake(isNotAfter: (last: Entry) => boolean): boolean {
    const last = this.#entries.at(-1);
    return last === undefined || this.#entries.length < this.#limit || isNotAfter(last);
  }

  /** O(1) for an entry that comes after those held, else O(k). */
  add(entry: Entry): void {
    const last = this.#entries.at(-1);
    if (last !== undefined && this.#entries.length === this.#limit && this.#order(last, entry) <= 0) return;
    this.#entries.splice(this.#placeOf(entry), 0, entry);
    if (this.#entries.length > this.#limit) this.#entries.pop();
  }

  addAll(other: FirstEntries<Entry>): void {
    for (const entry of other.#entries) this.add(entry);
  }

  #placeOf(entry: Entry): number {
    let low = 0;
    let high = this.#entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const held = this.#entries[middle];
      if (held !== undefined && this.#order(held, entry) <= 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
