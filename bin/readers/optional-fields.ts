import { GrowingColumn } from '../../functions/domain/growing-column.ts';
import type { Instant } from '../../functions/domain/orders/order.ts';
import type { TextInterner } from './text-interner.ts';

/**
 * Fields that most files do not have: a column is made when the first value comes, so what a file does not use
 * costs nothing. Numbers and times take 8 bytes a place, texts 4 and their letters once.
 */
export class OptionalFields<Name extends string> {
  readonly #words: TextInterner;
  readonly #numbers = new Map<Name, GrowingColumn<Float64Array>>();
  readonly #texts = new Map<Name, GrowingColumn<Uint32Array>>();

  constructor(words: TextInterner) {
    this.#words = words;
  }

  /** True while no value was ever set. */
  get isUnused(): boolean {
    return this.#numbers.size === 0 && this.#texts.size === 0;
  }

  setNumber(name: Name, place: number, value: number | undefined): void {
    if (value === undefined) return;
    let column = this.#numbers.get(name);
    if (column === undefined) {
      column = new GrowingColumn((length) => new Float64Array(length), Number.NaN);
      this.#numbers.set(name, column);
    }
    column.set(place, value);
  }

  numberAt(name: Name, place: number): number | undefined {
    const value = this.#numbers.get(name)?.get(place);
    return value === undefined || Number.isNaN(value) ? undefined : value;
  }

  setInstant(name: Name, place: number, value: Instant | undefined): void {
    if (value !== undefined) this.setNumber(name, place, Date.parse(value));
  }

  instantAt(name: Name, place: number): Instant | undefined {
    const value = this.numberAt(name, place);
    return value === undefined ? undefined : new Date(value).toISOString();
  }

  setText(name: Name, place: number, value: string | undefined): void {
    if (value === undefined) return;
    let column = this.#texts.get(name);
    if (column === undefined) {
      column = new GrowingColumn((length) => new Uint32Array(length));
      this.#texts.set(name, column);
    }
    column.set(place, this.#words.intern(value) + 1);
  }

  textAt(name: Name, place: number): string | undefined {
    const word = this.#texts.get(name)?.get(place) ?? 0;
    return word === 0 ? undefined : this.#words.textAt(word - 1);
  }
}
