import type { NeighbourTable } from '../../functions/domain/copurchase/kernel.ts';
import type { PackedBaskets, Packing } from '../../functions/domain/copurchase/packed-baskets.ts';

/** What a worker is asked to do; all arrays are shared. It answers when it is done, or ends with an error. */
export type WorkerTask =
  /** @param index the part of the packing that is this worker's */
  | { readonly step: 'write-rows'; readonly packing: Packing; readonly index: number }
  | {
      readonly step: 'write-postings';
      readonly packing: Packing;
      readonly index: number;
      readonly packed: PackedBaskets;
    }
  | {
      readonly step: 'rank';
      readonly packed: PackedBaskets;
      readonly table: NeighbourTable;
      /** Numbers at which the ranges of about equally many pairs begin, and the end. */
      readonly cuts: Int32Array;
      /** One element: the next range that nobody has taken. */
      readonly nextRange: Int32Array;
    };
