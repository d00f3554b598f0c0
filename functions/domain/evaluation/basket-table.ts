/** Baskets of a file, whatever its format, as flat arrays: basket b holds `items[offsets[b]]` up to `items[offsets[b + 1]]`. */
export interface BasketTable {
  /** Numbered by first mention in the file. */
  readonly itemIds: readonly string[];
  /** By basket, in order of first mention in the file. */
  readonly basketIds: readonly string[];
  /** Length baskets + 1. */
  readonly offsets: Uint32Array;
  /** Numbers of items, distinct within a basket, in file order. */
  readonly items: Uint32Array;
  /** By basket: number of its customer, or -1 for a guest; absent where the file names no customers. */
  readonly customers?: Int32Array;
  /** Customers in all; 0 where the file names none. */
  readonly customerCount: number;
  /**
   * By basket: what tells earlier from later. Epoch milliseconds where the file has times, else its sequence numbers,
   * else absent.
   */
  readonly moments?: Float64Array;
  /** Whether `moments` are epoch milliseconds. */
  readonly momentsAreTimes: boolean;
}
