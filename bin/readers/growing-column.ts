type ColumnArray = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** A typed array that grows when it is full; unset places hold the filling. */
export class GrowingColumn<Values extends ColumnArray> {
  readonly #make: (length: number) => Values;
  readonly #filling: number;
  #values: Values;
  #length = 0;

  constructor(make: (length: number) => Values, filling = 0) {
    this.#make = make;
    this.#filling = filling;
    this.#values = make(0);
  }

  /** One more than the highest place set. */
  get length(): number {
    return this.#length;
  }

  get(place: number): number {
    return place < this.#length ? (this.#values[place] ?? this.#filling) : this.#filling;
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) this.#grow(place + 1);
    this.#values[place] = value;
    if (place >= this.#length) this.#length = place + 1;
  }

  push(value: number): void {
    this.set(this.#length, value);
  }

  #grow(needed: number): void {
    // A quarter more, not double: each line is copied four times in all and at most a fifth lies idle.
    const grown = this.#make(Math.max(needed, Math.ceil(this.#values.length * 1.25), 1_024));
    if (this.#filling !== 0) grown.fill(this.#filling);
    grown.set(this.#values);
    this.#values = grown;
  }
}
