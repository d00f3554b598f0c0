import { GrowingColumn } from '../growing-column.ts';
import { compareIds, type ItemId } from '../ids.ts';
import type { EvidenceLine } from '../orders/evidence-items.ts';
import type { Instant } from '../orders/order.ts';

/** Baskets as flat arrays: order o holds `items[offsets[o]]` up to `items[offsets[o + 1]]`. */
export interface BasketColumns {
  /** Ascending by id, so that a smaller index is a smaller id and ties need no text. */
  readonly itemIds: readonly ItemId[];
  /** Baskets newest first: by placedAt, then orderId, both descending. Length baskets + 1. */
  readonly offsets: Int32Array;
  /** Indexes into `itemIds`, distinct within a basket; bitwise negated where bought through a recommendation. */
  readonly items: Int32Array;
  /** Time of each basket. */
  readonly placedAt: readonly Instant[];
}

export interface Basket {
  readonly orderId: string;
  readonly placedAt: Instant;
  /** Of distinct items. */
  readonly lines: readonly EvidenceLine[];
}

export interface BasketColumnsBuilder {
  /** Takes a basket, in any order of time; one without items gives no evidence and is left out. */
  add(basket: Basket): void;
  /** Lays out what was added. O(lines log) time. */
  build(): BasketColumns;
}

interface BasketHead {
  readonly orderId: string;
  readonly placedAt: Instant;
  /** Its items lie at `start` up to `end`. */
  readonly start: number;
  readonly end: number;
}

/** Lays baskets out as columns, taking them one by one so that no text is kept a line: 8 bytes a line. */
export function basketColumnsBuilder(): BasketColumnsBuilder {
  /** By order of first mention. */
  const numbers = new Map<ItemId, number>();
  const heads: BasketHead[] = [];
  const items = new GrowingColumn((length) => new Int32Array(length));

  return {
    add({ orderId, placedAt, lines }) {
      const start = items.length;
      for (const { itemId, isAttributed } of lines) {
        const number = numbers.get(itemId) ?? numbers.size;
        numbers.set(itemId, number);
        items.push(isAttributed ? ~number : number);
      }
      if (items.length > start) heads.push({ orderId, placedAt, start, end: items.length });
    },

    build() {
      const itemIds = [...numbers.keys()].sort(compareIds);
      const ascending = new Int32Array(numbers.size);
      itemIds.forEach((itemId, index) => {
        ascending[numbers.get(itemId) ?? 0] = index;
      });
      const newestFirst = heads.toSorted(
        (left, right) => compareIds(right.placedAt, left.placedAt) || compareIds(right.orderId, left.orderId),
      );
      const offsets = new Int32Array(newestFirst.length + 1);
      const laidOut = new Int32Array(items.length);
      let end = 0;
      newestFirst.forEach((head, basket) => {
        for (let place = head.start; place < head.end; place += 1) {
          const number = items.get(place);
          laidOut[end++] = number < 0 ? ~(ascending[~number] ?? 0) : (ascending[number] ?? 0);
        }
        offsets[basket + 1] = end;
      });
      return { itemIds, offsets, items: laidOut, placedAt: newestFirst.map(({ placedAt }) => placedAt) };
    },
  };
}
