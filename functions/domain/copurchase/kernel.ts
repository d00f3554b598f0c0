import { type CandidateScratch, candidateScratch, rankTouched } from './kernel-selection.ts';
import { type Allocate, allocateUnshared, integers, type PackedBaskets } from './packed-baskets.ts';

/** The best neighbours of items. Item i has those at `limit * i` up to `limit * i + lengths[i]`, best first. */
export interface NeighbourTable {
  readonly limit: number;
  readonly lengths: Int32Array;
  readonly neighbours: Int32Array;
  /** Orders with both: a `PairSum`, or plain numbers where the baskets were packed so. */
  readonly sums: Int32Array;
}

/** An empty table. */
export const neighbourTable = (itemCount: number, limit: number, allocate: Allocate): NeighbourTable => ({
  limit,
  lengths: integers(allocate, itemCount),
  neighbours: integers(allocate, itemCount * limit),
  sums: integers(allocate, itemCount * limit),
});

/** What one thread needs to count one item after the other. */
export interface KernelScratch extends CandidateScratch {
  /** Sum of the item at work with each number; all 0 between items. */
  readonly sums: Int32Array;
}

export const kernelScratch = ({ itemCount }: Pick<PackedBaskets, 'itemCount'>): KernelScratch => ({
  ...candidateScratch(itemCount),
  sums: new Int32Array(itemCount),
});

/** Orders whose rows are fetched together: the processor loads them at once instead of one after the other. */
const groupLength = 32;

/**
 * Adds up the numbers bought with one and lists those met first. Without a branch in the loop that matters: one on
 * "seen before" is mispredicted half the time and costs about half as much again. And all in one function, of more
 * than the 460 bytes of bytecode that V8 takes into a caller: taken in, it runs a third slower.
 * @returns the length of `touched`
 */
function countTogether(packed: PackedBaskets, number: number, { sums, touched }: KernelScratch): number {
  const { rows, starts, postings, units } = packed;
  const { whole, halved } = units;
  const end = starts[number + 1] ?? 0;
  let length = 0;
  let lines = 0;
  // The item itself is in each of its rows; counted as seen, it is never listed.
  sums[number] = 1;
  for (let from = starts[number] ?? 0; from < end; from += groupLength) {
    const to = from + groupLength < end ? from + groupLength : end;
    // Reads the first word of each row, so that all are on their way before they are walked.
    for (let posting = from; posting < to; posting += 1) {
      const entry = postings[posting] ?? 0;
      lines += rows[entry ^ (entry >> 31)] ?? 0;
    }
    for (let posting = from; posting < to; posting += 1) {
      const entry = postings[posting] ?? 0;
      const head = entry ^ (entry >> 31);
      const itemCount = rows[head] ?? 0;
      if (itemCount >= 0) {
        const step = whole[itemCount] ?? 0;
        const last = head + itemCount;
        for (let place = head + 1; place <= last; place += 1) {
          const other = rows[place] ?? 0;
          const seen = sums[other] ?? 0;
          touched[length] = other;
          // 1 for 0, 0 for more: the sign bit.
          length += (seen - 1) >>> 31;
          sums[other] = seen + step;
        }
        continue;
      }
      const step = whole[-itemCount] ?? 0;
      const less = (halved[-itemCount] ?? 0) - step;
      const last = head - itemCount;
      for (let place = head + 1; place <= last; place += 1) {
        const marked = rows[place] ?? 0;
        const other = marked ^ (marked >> 31);
        const seen = sums[other] ?? 0;
        touched[length] = other;
        length += (seen - 1) >>> 31;
        // Either of the two was bought through a recommendation where its sign bit is set.
        sums[other] = seen + step + (((entry | marked) >> 31) & less);
      }
    }
  }
  sums[number] = 0;
  // Never true. It keeps the reading alive: what has no use is not compiled.
  return lines === 0.5 ? 0 : length;
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
  const { itemOf, basketCounts, truncated, units } = packed;
  const { weightMask } = units;
  // An order of two weighs most.
  const highestWeight = (units.whole[2] ?? 0) & weightMask;
  for (let number = from; number < to; number += 1) {
    const touchedCount = countTogether(packed, number, scratch);
    const isTruncated = truncated[number] === 1;
    const ownWeight = (basketCounts[number] ?? 0) * highestWeight;
    const length = rankTouched(
      scratch.sums,
      weightMask,
      basketCounts,
      itemOf,
      touchedCount,
      isTruncated ? ownWeight : ownWeight * highestWeight,
      isTruncated,
      table.limit,
      scratch,
    );
    const item = itemOf[number] ?? 0;
    const start = item * table.limit;
    for (let place = 0; place < length; place += 1) {
      table.neighbours[start + place] = scratch.items[place] ?? 0;
      table.sums[start + place] = scratch.chosenSums[place] ?? 0;
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
