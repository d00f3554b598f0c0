type ColumnArray = Uint8Array | Uint32Array | Int32Array | Float64Array;

/** Values of a piece: 64 KB of the widest kind. A power of two, so that a place is found by shifting. */
const pieceBits = 13;
const pieceLength = 1 << pieceBits;

/**
 * A typed array that grows at its end; unset places hold the filling. It grows by pieces: one array that is copied
 * as it grows would leave several times its size behind for the collector.
 */
export class GrowingColumn<Values extends ColumnArray> {
  readonly #make: (length: number) => Values;
  readonly #filling: number;
  readonly #pieces: Values[] = [];
  #length = 0;

  constructor(make: (length: number) => Values, filling = 0) {
    this.#make = make;
    this.#filling = filling;
  }

  /** One more than the highest place set. */
  get length(): number {
    return this.#length;
  }

  /** The filling where nothing was set. */
  get(place: number): number {
    return this.#pieces[place >>> pieceBits]?.[place & (pieceLength - 1)] ?? this.#filling;
  }

  /** @param place 0 to 2^32 - 1 */
  set(place: number, value: number): void {
    const index = place >>> pieceBits;
    let piece = this.#pieces[index];
    while (piece === undefined) {
      const grown = this.#make(pieceLength);
      if (this.#filling !== 0) grown.fill(this.#filling);
      this.#pieces.push(grown);
      piece = this.#pieces[index];
    }
    piece[place & (pieceLength - 1)] = value;
    if (place >= this.#length) this.#length = place + 1;
  }

  push(value: number): void {
    this.set(this.#length, value);
  }
}
