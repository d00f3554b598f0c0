import { GrowingColumn } from '../growing-column.ts';
import { type CustomerId, compareIds, type ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/** An order as evidence about its buyer. */
export interface HistoryOrder {
  /** Absent for a guest. */
  readonly customerId?: CustomerId | undefined;
  readonly placedAt: Instant;
  /** Items that count as bought, distinct. */
  readonly itemIds: readonly ItemId[];
}

/**
 * All orders as flat arrays, buyer by buyer: order o holds `items[lineOffsets[o]]` up to `items[lineOffsets[o + 1]]`,
 * customer c placed the orders `customerOffsets[c]` up to `customerOffsets[c + 1]`, those of guests come last.
 */
export interface BuyerHistories {
  /** Ascending by id. */
  readonly itemIds: readonly ItemId[];
  /** Length customers + 1; customers ascending by id, their orders ascending by day. */
  readonly customerOffsets: Int32Array;
  /** Calendar day of each order, as a number of days. */
  readonly days: Int32Array;
  /** Length orders + 1. */
  readonly lineOffsets: Int32Array;
  /** Indexes into `itemIds`, ascending within an order. */
  readonly items: Int32Array;
  /** When each item was first ordered, in milliseconds since 1970. */
  readonly firstOrderedAt: Float64Array;
}

export interface BuyerHistoriesBuilder {
  /** Takes an order, in any order; one without items is no evidence and is left out. */
  add(order: HistoryOrder): void;
  /** Lays out what was added. O(lines log(lines of an order) + orders log(orders of a customer)). */
  build(): BuyerHistories;
}

const guest = -1;

/** Running sums of counts, one longer than they are. */
export function offsetsOf(counts: Int32Array): Int32Array {
  const offsets = new Int32Array(counts.length + 1);
  let sum = 0;
  counts.forEach((count, place) => {
    sum += count;
    offsets[place + 1] = sum;
  });
  return offsets;
}

/** Ids that were numbered by first mention: in ascending order, and the rank of each number. */
function ranked<Id extends string>(numbers: ReadonlyMap<Id, number>): { ids: readonly Id[]; ranks: Int32Array } {
  const ids = [...numbers.keys()].sort(compareIds);
  const ranks = new Int32Array(numbers.size);
  ids.forEach((id, rank) => {
    ranks[numbers.get(id) ?? 0] = rank;
  });
  return { ids, ranks };
}

/**
 * Takes orders one by one, as a scan of many segments delivers them, and lays them out by buyer: the same for any
 * order of delivery but for the places of a buyer's orders of one day. 4 bytes a line and 12 an order, as much again
 * while it builds; no text is kept for a line or an order.
 * @param dayOf the calendar day of an instant as a whole number of days; see `calendarDayNumber`
 */
export function buyerHistoriesBuilder(dayOf: (instant: Instant) => number): BuyerHistoriesBuilder {
  const itemNumbers = new Map<ItemId, number>();
  const customerNumbers = new Map<CustomerId, number>();
  const firstOrderedAt = new GrowingColumn((length) => new Float64Array(length));
  const lines = new GrowingColumn((length) => new Int32Array(length));
  const customers = new GrowingColumn((length) => new Int32Array(length));
  const days = new GrowingColumn((length) => new Int32Array(length));
  const ends = new GrowingColumn((length) => new Int32Array(length));

  /** Places of the orders by buyer, guests last, then by day. */
  function ordersByCustomer(ranks: Int32Array): { places: Int32Array; customerOffsets: Int32Array } {
    const counts = new Int32Array(ranks.length + 1);
    const rankAt = (order: number): number => {
      const customer = customers.get(order);
      return customer === guest ? ranks.length : (ranks[customer] ?? 0);
    };
    for (let order = 0; order < days.length; order += 1) {
      const rank = rankAt(order);
      counts[rank] = (counts[rank] ?? 0) + 1;
    }
    const offsets = offsetsOf(counts);
    const next = offsets.slice();
    const places = new Int32Array(days.length);
    for (let order = 0; order < days.length; order += 1) {
      const rank = rankAt(order);
      const place = next[rank] ?? 0;
      places[place] = order;
      next[rank] = place + 1;
    }
    for (let rank = 0; rank < ranks.length; rank += 1) {
      const own = places.subarray(offsets[rank], offsets[rank + 1]);
      if (own.length > 1) own.sort((left, right) => days.get(left) - days.get(right));
    }
    return { places, customerOffsets: offsets.slice(0, ranks.length + 1) };
  }

  return {
    add({ customerId, placedAt, itemIds }) {
      if (itemIds.length === 0) return;
      const placedAtMilliseconds = Date.parse(placedAt);
      for (const itemId of itemIds) {
        const number = itemNumbers.get(itemId) ?? itemNumbers.size;
        const isFirst = number === itemNumbers.size || placedAtMilliseconds < firstOrderedAt.get(number);
        if (isFirst) firstOrderedAt.set(number, placedAtMilliseconds);
        itemNumbers.set(itemId, number);
        lines.push(number);
      }
      if (customerId === undefined) customers.push(guest);
      else {
        const number = customerNumbers.get(customerId) ?? customerNumbers.size;
        customerNumbers.set(customerId, number);
        customers.push(number);
      }
      days.push(dayOf(placedAt));
      ends.push(lines.length);
    },

    build() {
      const { ids: itemIds, ranks: itemRanks } = ranked(itemNumbers);
      const { places, customerOffsets } = ordersByCustomer(ranked(customerNumbers).ranks);
      const lineOffsets = new Int32Array(places.length + 1);
      const items = new Int32Array(lines.length);
      let end = 0;
      places.forEach((order, place) => {
        const start = end;
        for (let line = order === 0 ? 0 : ends.get(order - 1); line < ends.get(order); line += 1) {
          items[end++] = itemRanks[lines.get(line)] ?? 0;
        }
        items.subarray(start, end).sort();
        lineOffsets[place + 1] = end;
      });
      const firstByRank = new Float64Array(itemIds.length);
      itemRanks.forEach((rank, number) => {
        firstByRank[rank] = firstOrderedAt.get(number);
      });
      return {
        itemIds,
        customerOffsets,
        days: Int32Array.from(places, (order) => days.get(order)),
        lineOffsets,
        items,
        firstOrderedAt: firstByRank,
      };
    },
  };
}
