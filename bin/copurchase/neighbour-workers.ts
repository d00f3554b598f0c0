import { availableParallelism } from 'node:os';
import { type NeighbourTable, neighbourTable } from '../../functions/domain/copurchase/kernel.ts';
import {
  type Allocate,
  type BasketRows,
  integers,
  type PackedBaskets,
  type PackOptions,
  planPostings,
  startPacking,
} from '../../functions/domain/copurchase/packed-baskets.ts';
import { TaskThread } from './task-thread.ts';
import type { WorkerTask } from './worker-task.ts';

export interface NeighbourOptions extends PackOptions {
  /** Items 0 to itemCount - 1. */
  readonly itemCount: number;
  /** Neighbours kept of an item. */
  readonly limit: number;
}

/** A shop as it was counted, and what came of it. */
export interface RankedBaskets {
  readonly packed: PackedBaskets;
  readonly table: NeighbourTable;
}

/** Threads that rank neighbours, for as many shops as there are, one at a time. */
export interface NeighbourWorkers {
  /**
   * Ranks the neighbours of every item. The arrays of the result are shared memory.
   * @throws HoldfastError `copurchase.worker-failed`; the workers are then stopped
   */
  rank(baskets: BasketRows, options: NeighbourOptions): Promise<RankedBaskets>;
  stop(): Promise<void>;
}

/** Ranges for each worker: the last to finish is at most one of them behind. */
const rangesPerWorker = 32;

const allocateShared: Allocate = (byteLength) => new SharedArrayBuffer(byteLength);

function shared(values: Int32Array): Int32Array {
  if (values.buffer instanceof SharedArrayBuffer) return values;
  const copy = integers(allocateShared, values.length);
  copy.set(values);
  return copy;
}

/** Cuts the numbers into ranges of about equally many pairs, taking all orders to be of mean length. */
function cutByPairs({ itemCount, rows, starts, postings }: PackedBaskets, rangeCount: number): Int32Array {
  const meanLength = rows.length / Math.max(postings.length, 1);
  // What an item costs beside its pairs, as so many of them.
  const perItem = 64;
  const costBefore = (number: number): number => (starts[number] ?? 0) * meanLength + number * perItem;
  const cuts = [0];
  for (let number = 1; number < itemCount; number += 1) {
    if (costBefore(number) >= (costBefore(itemCount) * cuts.length) / rangeCount) cuts.push(number);
  }
  return Int32Array.from([...cuts, itemCount]);
}

/** @param count threads; default as many as run at once on this machine */
export function startNeighbourWorkers(count: number = availableParallelism()): NeighbourWorkers {
  const threads = Array.from({ length: Math.max(1, count) }, () => new TaskThread());
  const stop = async (): Promise<void> => {
    await Promise.all(threads.map((thread) => thread.stop()));
  };
  const inAll = (taskOf: (index: number) => WorkerTask): Promise<unknown> =>
    Promise.all(threads.map((thread, index) => thread.run(taskOf(index))));

  return {
    async rank(baskets, { itemCount, limit, ...options }) {
      try {
        const inShared = { offsets: shared(baskets.offsets), items: shared(baskets.items) };
        const packing = startPacking(inShared, itemCount, threads.length, allocateShared);
        await inAll((index) => ({ step: 'write-rows', packing, index }));
        const packed = planPostings(packing, options, allocateShared);
        await inAll((index) => ({ step: 'write-postings', packing, index, packed }));
        const table = neighbourTable(itemCount, limit, allocateShared);
        const cuts = cutByPairs(packed, threads.length * rangesPerWorker);
        const nextRange = integers(allocateShared, 1);
        await inAll(() => ({ step: 'rank', packed, table, cuts, nextRange }));
        return { packed, table };
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
  };
}
