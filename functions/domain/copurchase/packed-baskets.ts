import { HoldfastError } from '../errors.ts';
import { maximumPostingsPerItem } from './basket-evidence.ts';
import { countedUnits, type PairUnits, weightedUnits } from './pair-sum.ts';

/** Baskets by number: order o holds `items[offsets[o]]` up to `items[offsets[o + 1]]`. `BasketColumns` is one such. */
export interface BasketRows {
  /** Newest first. Length orders + 1. */
  readonly offsets: Int32Array;
  /**
   * 0 to itemCount - 1, in any order, bitwise negated where bought through a recommendation; an item named twice in
   * a basket counts once, as it is named first.
   */
  readonly items: Int32Array;
}

/** What a pair of an order counts: `pairWeight`, or 1 whatever the order, which `PackOptions` explains. */
type PairCounting = 'weighted' | 'plain';

export interface PackOptions {
  /** An item's newest orders that count; default 2,000, and no more where pairs are weighted. */
  readonly maximumPostings?: number;
  /** Default `weighted`. `plain` counts orders alone, as the other tools do that the kernel is compared with. */
  readonly pairCounting?: PairCounting;
}

/**
 * A shop laid out for counting: its orders, and for each item the orders that hold it. Inside, items are numbered
 * by popularity, most bought first, so that the counters that are hit most lie together in the cache.
 */
export interface PackedBaskets {
  readonly itemCount: number;
  /**
   * Orders, each `[length, numbers…]`, so that a posting costs one random access. The least item comes first. Numbers
   * bought through a recommendation are bitwise negated, and the length of an order with such is negative.
   */
  readonly rows: Int32Array;
  /** Orders of number n, newest first, lie at `postings[starts[n]]` up to `postings[starts[n + 1]]`. */
  readonly starts: Int32Array;
  /** Where an order begins in `rows`; bitwise negated where it has the item through a recommendation. */
  readonly postings: Int32Array;
  /** Item of a number. */
  readonly itemOf: Int32Array;
  readonly numberOf: Int32Array;
  /** Orders with a number, at most the maximum of postings. */
  readonly basketCounts: Int32Array;
  /** 1 where older orders were cut off. */
  readonly truncated: Uint8Array;
  readonly units: PairUnits;
}

/** Makes an array of so many bytes, all 0; a shared one lets several threads work on the shop. */
export type Allocate = (byteLength: number) => ArrayBuffer | SharedArrayBuffer;

export const allocateUnshared: Allocate = (byteLength) => new ArrayBuffer(byteLength);

/** A number that may be bitwise negated, as it was. */
export const plainNumber = (entry: number): number => entry ^ (entry >> 31);

export const integers = (allocate: Allocate, length: number): Int32Array => new Int32Array(allocate(4 * length));

/** Orders `from` up to `to`, which one thread lays out, and its own counts. */
interface PackingPart {
  readonly from: number;
  readonly to: number;
  /** Orders of the part with each item. Length itemCount. */
  readonly counts: Int32Array;
  /** By number: where the part puts its next posting, and where the number's postings end. Length 2 itemCount. */
  readonly cursors: Int32Array;
}

/** A shop on its way to be packed: `writeRows` for every part, `planPostings`, `writePostings` for every part. */
export interface Packing {
  readonly itemCount: number;
  readonly baskets: BasketRows;
  readonly rows: Int32Array;
  readonly parts: readonly PackingPart[];
}

/** Starts packing, cut into parts of about equally many lines. */
export function startPacking(baskets: BasketRows, itemCount: number, partCount: number, allocate: Allocate): Packing {
  const orderCount = baskets.offsets.length - 1;
  const lineCount = baskets.offsets[orderCount] ?? 0;
  const cuts = [0];
  for (let part = 1, order = 0; part < partCount; part += 1) {
    while (order < orderCount && (baskets.offsets[order] ?? 0) < (lineCount * part) / partCount) order += 1;
    cuts.push(order);
  }
  return {
    itemCount,
    baskets,
    rows: integers(allocate, orderCount + lineCount),
    parts: cuts.map((from, part) => ({
      from,
      to: cuts[part + 1] ?? orderCount,
      counts: integers(allocate, itemCount),
      cursors: integers(allocate, 2 * itemCount),
    })),
  };
}

function partAt(parts: readonly PackingPart[], index: number): PackingPart {
  const part = parts[index];
  if (part === undefined) {
    throw new HoldfastError('copurchase.unknown-part', `no part ${index}; allowed is 0 to ${parts.length - 1}`);
  }
  return part;
}

const unknownItem = (item: number, order: number, itemCount: number): HoldfastError =>
  new HoldfastError('copurchase.unknown-item', `order ${order} has item ${item}; allowed is 0 to ${itemCount - 1}`);

/**
 * Writes the orders of a part as rows, each item once and the least first, and counts its items. O(lines).
 * @throws HoldfastError `copurchase.unknown-item`
 */
export function writeRows({ itemCount, baskets, rows, parts }: Packing, part: number): void {
  const { from, to, counts } = partAt(parts, part);
  const { offsets, items } = baskets;
  const lastOrder = new Int32Array(itemCount).fill(-1);
  for (let order = from; order < to; order += 1) {
    const end = offsets[order + 1] ?? 0;
    const head = (offsets[order] ?? 0) + order;
    let place = head;
    let least = itemCount;
    let leastPlace = head;
    let signs = 0;
    for (let line = offsets[order] ?? 0; line < end; line += 1) {
      const entry = items[line] ?? 0;
      const item = entry ^ (entry >> 31);
      if (item >= itemCount) throw unknownItem(item, order, itemCount);
      if (lastOrder[item] === order) continue;
      lastOrder[item] = order;
      counts[item] = (counts[item] ?? 0) + 1;
      place += 1;
      rows[place] = entry;
      signs |= entry;
      if (item < least) {
        least = item;
        leastPlace = place;
      }
    }
    rows[head] = signs < 0 ? head - place : place - head;
    if (leastPlace > head + 1) {
      const first = rows[head + 1] ?? 0;
      rows[head + 1] = rows[leastPlace] ?? 0;
      rows[leastPlace] = first;
    }
  }
}

/** Lines of the largest basket. */
function longestBasket({ offsets }: BasketRows): number {
  let longest = 0;
  for (let order = 1; order < offsets.length; order += 1) {
    longest = Math.max(longest, (offsets[order] ?? 0) - (offsets[order - 1] ?? 0));
  }
  return longest;
}

/**
 * Numbers the items by popularity and gives each part the places of its postings. O(items x parts + most orders of
 * an item), between `writeRows` of all parts and `writePostings` of the first.
 * @throws HoldfastError `copurchase.maximum-postings`
 */
export function planPostings(
  packing: Packing,
  { maximumPostings = maximumPostingsPerItem, pairCounting = 'weighted' }: PackOptions,
  allocate: Allocate,
): PackedBaskets {
  const { itemCount, baskets, rows, parts } = packing;
  if (pairCounting === 'weighted' && maximumPostings > maximumPostingsPerItem) {
    throw new HoldfastError(
      'copurchase.maximum-postings',
      `${maximumPostings} orders of an item; with weighted pairs at most ${maximumPostingsPerItem} are counted`,
    );
  }
  const totals = new Int32Array(itemCount);
  for (const { counts } of parts) {
    for (let item = 0; item < itemCount; item += 1) totals[item] = (totals[item] ?? 0) + (counts[item] ?? 0);
  }
  const itemOf = integers(allocate, itemCount);
  const numberOf = integers(allocate, itemCount);
  let most = 0;
  for (const total of totals) most = Math.max(most, total);
  // A counting sort: place of the first item with a total, most first.
  const places = new Int32Array(most + 2);
  for (const total of totals) places[most - total + 1] = (places[most - total + 1] ?? 0) + 1;
  for (let place = 0; place <= most; place += 1) places[place + 1] = (places[place + 1] ?? 0) + (places[place] ?? 0);
  for (let item = 0; item < itemCount; item += 1) {
    const rank = most - (totals[item] ?? 0);
    const number = places[rank] ?? 0;
    places[rank] = number + 1;
    itemOf[number] = item;
    numberOf[item] = number;
  }
  const starts = integers(allocate, itemCount + 1);
  const basketCounts = integers(allocate, itemCount);
  const truncated = new Uint8Array(allocate(itemCount));
  for (let number = 0; number < itemCount; number += 1) {
    const item = itemOf[number] ?? 0;
    const total = totals[item] ?? 0;
    const start = starts[number] ?? 0;
    const end = start + Math.min(total, maximumPostings);
    basketCounts[number] = end - start;
    truncated[number] = total > maximumPostings ? 1 : 0;
    starts[number + 1] = end;
    let cursor = start;
    for (const { counts, cursors } of parts) {
      cursors[2 * number] = cursor;
      cursors[2 * number + 1] = end;
      cursor += counts[item] ?? 0;
    }
  }
  const postings = integers(allocate, starts[itemCount] ?? 0);
  const unitsOf = { weighted: weightedUnits, plain: countedUnits }[pairCounting];
  const units = unitsOf(longestBasket(baskets));
  return { itemCount, rows, starts, postings, itemOf, numberOf, basketCounts, truncated, units };
}

/** Renumbers the rows of a part and writes its postings. O(lines). */
export function writePostings(
  { baskets, parts }: Packing,
  part: number,
  { rows, postings, numberOf }: PackedBaskets,
): void {
  const { from, to, cursors } = partAt(parts, part);
  for (let order = from; order < to; order += 1) {
    const head = (baskets.offsets[order] ?? 0) + order;
    const last = head + Math.abs(rows[head] ?? 0);
    for (let place = head + 1; place <= last; place += 1) {
      const entry = rows[place] ?? 0;
      // All ones where bought through a recommendation: the mark goes from the item to its number and its posting.
      const mark = entry >> 31;
      const number = numberOf[entry ^ mark] ?? 0;
      rows[place] = number ^ mark;
      const slot = cursors[2 * number] ?? 0;
      if (slot >= (cursors[2 * number + 1] ?? 0)) continue;
      postings[slot] = head ^ mark;
      cursors[2 * number] = slot + 1;
    }
  }
}

/**
 * Packs a shop on this thread. O(lines + items).
 * @param itemCount items 0 to itemCount - 1; those in no basket have no neighbours
 */
export function packBaskets(baskets: BasketRows, itemCount: number, options: PackOptions = {}): PackedBaskets {
  const packing = startPacking(baskets, itemCount, 1, allocateUnshared);
  writeRows(packing, 0);
  const packed = planPostings(packing, options, allocateUnshared);
  writePostings(packing, 0, packed);
  return packed;
}
