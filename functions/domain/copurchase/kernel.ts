import { type CandidateScratch, candidateScratch, rankTouched } from './kernel-selection.ts';
import { type Allocate, allocateUnshared, integers, type PackedBaskets } from './packed-baskets.ts';

/** The best neighbours of items. Item i has those at `limit * i` up to `limit * i + lengths[i]`, best first. */
export interface NeighbourTable {
  readonly limit: number;
  readonly lengths: Int32Array;
  readonly neighbours: Int32Array;
  /** Orders with both. */
  readonly counts: Int32Array;
}

/** An empty table. */
export const neighbourTable = (itemCount: number, limit: number, allocate: Allocate): NeighbourTable => ({
  limit,
  lengths: integers(allocate, itemCount),
  neighbours: integers(allocate, itemCount * limit),
  counts: integers(allocate, itemCount * limit),
});

/** What one thread needs to count one item after the other. */
export interface KernelScratch extends CandidateScratch {
  /** Orders with the item at work and each number; all 0 between items. */
  readonly counts: Int32Array;
}

export const kernelScratch = ({ itemCount }: Pick<PackedBaskets, 'itemCount'>): KernelScratch => ({
  ...candidateScratch(itemCount),
  counts: new Int32Array(itemCount),
});

/** Orders whose rows are fetched together: the processor loads them at once instead of one after the other. */
const groupLength = 32;

/** Reads the first word of some rows, so that they are on their way before they are walked. Answers their lines. */
function touchRows(rows: Int32Array, postings: Int32Array, from: number, to: number): number {
  let lines = 0;
  for (let posting = from; posting < to; posting += 1) lines += rows[postings[posting] ?? 0] ?? 0;
  return lines;
}

/**
 * Counts the numbers in some rows and lists those met first. A function of its own, without a branch in its inner
 * loop: a branch on "seen before" is mispredicted half the time and costs about half as much again.
 * @returns the new length of `touched`
 */
function countRows(
  rows: Int32Array,
  postings: Int32Array,
  from: number,
  to: number,
  counts: Int32Array,
  touched: Int32Array,
  touchedCount: number,
): number {
  let length = touchedCount;
  for (let posting = from; posting < to; posting += 1) {
    const head = postings[posting] ?? 0;
    const last = head + (rows[head] ?? 0);
    for (let place = head + 1; place <= last; place += 1) {
      const number = rows[place] ?? 0;
      const seen = counts[number] ?? 0;
      touched[length] = number;
      // 1 for 0, 0 for more: the sign bit.
      length += (seen - 1) >>> 31;
      counts[number] = seen + 1;
    }
  }
  return length;
}

function countTogether(packed: PackedBaskets, number: number, { counts, touched }: KernelScratch): number {
  const { rows, starts, postings } = packed;
  const end = starts[number + 1] ?? 0;
  let touchedCount = 0;
  let lines = 0;
  // The item itself is in each of its rows; counted as seen, it is never listed.
  counts[number] = 1;
  for (let from = starts[number] ?? 0; from < end; from += groupLength) {
    const to = Math.min(from + groupLength, end);
    lines += touchRows(rows, postings, from, to);
    touchedCount = countRows(rows, postings, from, to, counts, touched, touchedCount);
  }
  counts[number] = 0;
  // Never true. It keeps the touching alive: what has no use is not compiled.
  return lines < touchedCount ? 0 : touchedCount;
}

/**
 * Counts the orders that items share, ranks them as `rankNeighbours` does and keeps the best: a row of X'X is
 * counted, cut and forgotten, so the matrix never exists. O(pairs) time for the numbers `from` up to `to`.
 * @param scratch of the same shop; one thread's own
 * @param table takes the result; nothing else of it is touched, so threads can share it
 */
export function neighboursOfRange(
  packed: PackedBaskets,
  from: number,
  to: number,
  scratch: KernelScratch,
  table: NeighbourTable,
): void {
  const { itemOf, basketCounts, truncated } = packed;
  for (let number = from; number < to; number += 1) {
    const touchedCount = countTogether(packed, number, scratch);
    const isTruncated = truncated[number] === 1;
    const ownCount = basketCounts[number] ?? 0;
    const length = rankTouched(
      scratch.counts,
      basketCounts,
      itemOf,
      touchedCount,
      ownCount,
      isTruncated,
      table.limit,
      scratch,
    );
    const item = itemOf[number] ?? 0;
    const start = item * table.limit;
    for (let place = 0; place < length; place += 1) {
      table.neighbours[start + place] = scratch.items[place] ?? 0;
      table.counts[start + place] = scratch.together[place] ?? 0;
    }
    table.lengths[item] = length;
  }
}

/** The best neighbours of every item, on this thread. O(pairs). */
export function neighboursOfPacked(packed: PackedBaskets, limit: number): NeighbourTable {
  const table = neighbourTable(packed.itemCount, limit, allocateUnshared);
  neighboursOfRange(packed, 0, packed.itemCount, kernelScratch(packed), table);
  return table;
}
