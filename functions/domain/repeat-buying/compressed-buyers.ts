import type { BuyerObservation } from './observation.ts';

/** Buyers as columns: each distinct (x, t_x, T) once, with how many buyers have it. */
export interface CompressedBuyers {
  /** Distinct observations. */
  readonly length: number;
  readonly repeatPurchaseDays: Float64Array;
  readonly ageAtLastOrder: Float64Array;
  readonly age: Float64Array;
  /** Buyers of each distinct observation, 1 or more. */
  readonly weight: Float64Array;
  readonly buyerCount: number;
}

/** Takes buyers one by one, so that a million of them need not be held as objects. */
export interface BuyerCompressor {
  add(buyer: BuyerObservation): void;
  build(): CompressedBuyers;
}
