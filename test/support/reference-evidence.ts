import type { BasketColumns } from '../../functions/domain/copurchase/basket-columns.ts';
import type { CountedItem } from '../../functions/domain/copurchase/basket-counts.ts';
import { type BasketEvidence, maximumPostingsPerItem } from '../../functions/domain/copurchase/basket-evidence.ts';
import { type PairSum, pairSumOf } from '../../functions/domain/copurchase/pair-sum.ts';
import type { ItemId } from '../../functions/domain/ids.ts';

/** The evidence of every item of a shop, as the per-item refresh would count it from the tables. */
export interface ShopEvidence {
  readonly itemIds: readonly ItemId[];
  /** Every item as the sweep counts it, in the order of `itemIds`. O(lines). */
  readonly countedItems: () => Iterable<CountedItem>;
  /** Evidence of the item at an index of `itemIds`. O(total length of its baskets). */
  readonly evidenceAt: (index: number) => BasketEvidence;
}

const indexOf = (entry: number): number => (entry < 0 ? ~entry : entry);

/** Orders of each item, newest first, by a counting sort: item i has `orders[starts[i]]` up to `orders[starts[i + 1]]`. */
function ordersByItem(columns: BasketColumns): { readonly starts: Int32Array; readonly orders: Int32Array } {
  const starts = new Int32Array(columns.itemIds.length + 1);
  for (const entry of columns.items) starts[indexOf(entry) + 1] = (starts[indexOf(entry) + 1] ?? 0) + 1;
  for (let item = 0; item < columns.itemIds.length; item += 1) {
    starts[item + 1] = (starts[item + 1] ?? 0) + (starts[item] ?? 0);
  }
  const next = starts.slice();
  const orders = new Int32Array(columns.items.length);
  for (let order = 0; order + 1 < columns.offsets.length; order += 1) {
    for (let line = columns.offsets[order] ?? 0; line < (columns.offsets[order + 1] ?? 0); line += 1) {
      const item = indexOf(columns.items[line] ?? 0);
      const slot = next[item] ?? 0;
      orders[slot] = order;
      next[item] = slot + 1;
    }
  }
  return { starts, orders };
}

/**
 * Counts a whole shop into a map for each item: the plain way, which the fused kernel is compared with.
 * @param maximumPostings newest orders of an item that count
 */
export function countShopEvidence(columns: BasketColumns, maximumPostings = maximumPostingsPerItem): ShopEvidence {
  const { starts, orders } = ordersByItem(columns);
  const postingsAt = (index: number): number => (starts[index + 1] ?? 0) - (starts[index] ?? 0);

  const basketAt = (order: number): readonly number[] => [
    ...columns.items.subarray(columns.offsets[order], columns.offsets[order + 1]),
  ];

  function countsAt(index: number): Omit<CountedItem, 'itemId'> {
    const start = starts[index] ?? 0;
    const basketCount = Math.min(postingsAt(index), maximumPostings);
    let ledBasketCount = 0;
    for (let posting = start; posting < start + basketCount; posting += 1) {
      if (Math.min(...basketAt(orders[posting] ?? 0).map(indexOf)) === index) ledBasketCount += 1;
    }
    return { basketCount, ledBasketCount, truncated: postingsAt(index) > maximumPostings };
  }

  function evidenceAt(index: number): BasketEvidence {
    const start = starts[index] ?? 0;
    const { basketCount, ...counted } = countsAt(index);
    const sumsByItem = new Map<ItemId, PairSum>();
    for (let posting = start; posting < start + basketCount; posting += 1) {
      const basket = basketAt(orders[posting] ?? 0);
      const isOwn = basket.includes(~index);
      for (const entry of basket) {
        const otherId = columns.itemIds[indexOf(entry)];
        if (indexOf(entry) === index || otherId === undefined) continue;
        const sum = pairSumOf(basket.length, isOwn || entry < 0);
        sumsByItem.set(otherId, (sumsByItem.get(otherId) ?? 0) + sum);
      }
    }
    const oldestPlacedAt = basketCount === 0 ? undefined : columns.placedAt[orders[start + basketCount - 1] ?? -1];
    return {
      basketCount,
      ...counted,
      ...(oldestPlacedAt === undefined ? {} : { oldestPlacedAt }),
      sumsByItem,
    };
  }

  return {
    itemIds: columns.itemIds,
    *countedItems() {
      for (const [index, itemId] of columns.itemIds.entries()) yield { itemId, ...countsAt(index) };
    },
    evidenceAt,
  };
}
