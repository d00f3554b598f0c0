import type { BasketColumns } from '../../functions/domain/copurchase/basket-columns.ts';
import type { CountedItem } from '../../functions/domain/copurchase/basket-counts.ts';
import { type BasketEvidence, maximumPostingsPerItem } from '../../functions/domain/copurchase/basket-evidence.ts';
import type { ItemId } from '../../functions/domain/ids.ts';

/** The evidence of every item of a shop, as the per-item refresh would count it from the tables. */
export interface ShopEvidence {
  readonly itemIds: readonly ItemId[];
  /** Every item as the sweep counts it, in the order of `itemIds`. O(lines). */
  readonly countedItems: () => Iterable<CountedItem>;
  /** Evidence of the item at an index of `itemIds`. O(total length of its baskets). */
  readonly evidenceAt: (index: number) => BasketEvidence;
}

/** Orders of each item, newest first, by a counting sort: item i has `orders[starts[i]]` up to `orders[starts[i + 1]]`. */
function ordersByItem(columns: BasketColumns): { readonly starts: Int32Array; readonly orders: Int32Array } {
  const starts = new Int32Array(columns.itemIds.length + 1);
  for (const item of columns.items) starts[item + 1] = (starts[item + 1] ?? 0) + 1;
  for (let item = 0; item < columns.itemIds.length; item += 1) {
    starts[item + 1] = (starts[item + 1] ?? 0) + (starts[item] ?? 0);
  }
  const next = starts.slice();
  const orders = new Int32Array(columns.items.length);
  for (let order = 0; order + 1 < columns.offsets.length; order += 1) {
    for (let line = columns.offsets[order] ?? 0; line < (columns.offsets[order + 1] ?? 0); line += 1) {
      const item = columns.items[line] ?? 0;
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
  const counts = new Int32Array(columns.itemIds.length);
  const touched = new Int32Array(columns.itemIds.length + 1);
  const postingsAt = (index: number): number => (starts[index + 1] ?? 0) - (starts[index] ?? 0);

  function countsAt(index: number): Omit<CountedItem, 'itemId'> {
    const start = starts[index] ?? 0;
    const basketCount = Math.min(postingsAt(index), maximumPostings);
    let ledBasketCount = 0;
    for (let posting = start; posting < start + basketCount; posting += 1) {
      const first = columns.offsets[orders[posting] ?? 0] ?? 0;
      if (columns.items[first] === index) ledBasketCount += 1;
    }
    return { basketCount, ledBasketCount, truncated: postingsAt(index) > maximumPostings };
  }

  function evidenceAt(index: number): BasketEvidence {
    const start = starts[index] ?? 0;
    const { basketCount, ...counted } = countsAt(index);
    let touchedCount = 0;
    for (let posting = start; posting < start + basketCount; posting += 1) {
      const order = orders[posting] ?? 0;
      const first = columns.offsets[order] ?? 0;
      const end = columns.offsets[order + 1] ?? 0;
      for (let line = first; line < end; line += 1) {
        const other = columns.items[line] ?? 0;
        const seen = counts[other] ?? 0;
        touched[touchedCount] = other;
        touchedCount += +(seen === 0);
        counts[other] = seen + 1;
      }
    }
    const basketsByItem = new Map<ItemId, number>();
    for (let place = 0; place < touchedCount; place += 1) {
      const other = touched[place] ?? 0;
      const otherId = columns.itemIds[other];
      if (other !== index && otherId !== undefined) basketsByItem.set(otherId, counts[other] ?? 0);
      counts[other] = 0;
    }
    const oldestPlacedAt = basketCount === 0 ? undefined : columns.placedAt[orders[start + basketCount - 1] ?? -1];
    return {
      basketCount,
      ...counted,
      ...(oldestPlacedAt === undefined ? {} : { oldestPlacedAt }),
      basketsByItem,
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
