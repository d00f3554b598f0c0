import { compareCodePoints } from '../compare-code-points.ts';
import type { BasketTable } from '../evaluation/basket-table.ts';

/** The pairs of one item with items of greater id. The arrays are overwritten by the next row. */
export interface PairRow {
  /** Rank of the item: its index in `PairCounts.itemIds`. */
  readonly item: number;
  /** Ranks of the others, ascending. */
  readonly others: Int32Array;
  /** Orders with both, by rank of the other. */
  readonly togetherByItem: Int32Array;
}

export interface PairCounts {
  /** Ascending by code point. */
  readonly itemIds: readonly string[];
  /** Orders with the item, by rank. */
  readonly orderCounts: Uint32Array;
  readonly orderCount: number;
  /** Pairs of every order, summed: what the rows' counts add up to. */
  readonly observationCount: number;
  /** A row for every item that has a pair, ascending. O(observations + pairs log(pairs of an item)). */
  readonly rows: () => Generator<PairRow, void, undefined>;
}

interface RankedBaskets {
  readonly itemIds: readonly string[];
  /** Laid out as the table's, with ranks ascending within a basket. */
  readonly items: Uint32Array;
}

function rankItems({ itemIds, offsets, items }: BasketTable): RankedBaskets {
  const byRank = Array.from(itemIds.keys()).sort((left, right) =>
    compareCodePoints(itemIds[left] ?? '', itemIds[right] ?? ''),
  );
  const rankOf = new Uint32Array(itemIds.length);
  byRank.forEach((number, rank) => {
    rankOf[number] = rank;
  });
  const ranked = items.map((number) => rankOf[number] ?? 0);
  for (let basket = 0; basket + 1 < offsets.length; basket += 1) {
    ranked.subarray(offsets[basket], offsets[basket + 1]).sort();
  }
  return { itemIds: byRank.map((number) => itemIds[number] ?? ''), items: ranked };
}

/**
 * Counts every pair of items over all orders, none left out: a row of the upper triangle of X'X at a time, handed
 * out and forgotten, so the matrix never exists. Memory: 8 bytes a line, 8 an order, 16 an item.
 */
export function countPairs(table: BasketTable): PairCounts {
  const { offsets } = table;
  const { itemIds, items } = rankItems(table);
  const orderCount = offsets.length - 1;
  const orderCounts = new Uint32Array(itemIds.length);
  for (const item of items) orderCounts[item] = (orderCounts[item] ?? 0) + 1;
  let observationCount = 0;
  for (let basket = 0; basket < orderCount; basket += 1) {
    const size = (offsets[basket + 1] ?? 0) - (offsets[basket] ?? 0);
    observationCount += (size * (size - 1)) / 2;
  }

  /** Orders of each item in file order, item after item. */
  function ordersByItem(): Uint32Array {
    const orders = new Uint32Array(items.length);
    const next = new Uint32Array(itemIds.length);
    for (let item = 1; item < itemIds.length; item += 1) {
      next[item] = (next[item - 1] ?? 0) + (orderCounts[item - 1] ?? 0);
    }
    for (let basket = 0; basket < orderCount; basket += 1) {
      for (let line = offsets[basket] ?? 0; line < (offsets[basket + 1] ?? 0); line += 1) {
        const item = items[line] ?? 0;
        const slot = next[item] ?? 0;
        orders[slot] = basket;
        next[item] = slot + 1;
      }
    }
    return orders;
  }

  function* rows(): Generator<PairRow, void, undefined> {
    const orders = ordersByItem();
    // Items come in ascending order, as they lie in a basket: the next line of a basket is that of its next item.
    const nextLine = offsets.slice();
    const togetherByItem = new Int32Array(itemIds.length);
    const touched = new Int32Array(itemIds.length + 1);
    let posting = 0;
    for (let item = 0; item < itemIds.length; item += 1) {
      let touchedCount = 0;
      for (const end = posting + (orderCounts[item] ?? 0); posting < end; posting += 1) {
        const basket = orders[posting] ?? 0;
        const first = (nextLine[basket] ?? 0) + 1;
        nextLine[basket] = first;
        const basketEnd = offsets[basket + 1] ?? 0;
        for (let line = first; line < basketEnd; line += 1) {
          const other = items[line] ?? 0;
          const seen = togetherByItem[other] ?? 0;
          touched[touchedCount] = other;
          // Branch-free: a branch here is mispredicted half the time and costs about half as much again.
          touchedCount += +(seen === 0);
          togetherByItem[other] = seen + 1;
        }
      }
      if (touchedCount === 0) continue;
      const others = touched.subarray(0, touchedCount).sort();
      yield { item, others, togetherByItem };
      for (const other of others) togetherByItem[other] = 0;
    }
  }

  return { itemIds, orderCounts, orderCount, observationCount, rows };
}
