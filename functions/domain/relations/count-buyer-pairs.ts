import type { BuyerHistories } from './buyer-histories.ts';
import type { ItemPurchases } from './item-purchases.ts';

/** What the customers of one item did with the items after it. The arrays are overwritten by the next row. */
export interface BuyerPairRow {
  readonly item: number;
  /** Items of greater index that share a customer with it, ascending. */
  readonly others: Int32Array;
  /** By the other item: customers who bought both. */
  readonly buyersOfBoth: Int32Array;
  /** Customers whose first purchase of the other lies on a later day. */
  readonly otherLater: Int32Array;
  /** Customers whose first purchase of the other lies on an earlier day. */
  readonly otherEarlier: Int32Array;
  /** Orders of customers with both. */
  readonly together: Int32Array;
  /**
   * Orders with both if each customer spread the two over their orders at random: the sum over customers of both of
   * (orders with the one)(orders with the other) / orders.
   */
  readonly expectedTogether: Float64Array;
}

/**
 * Counts, for each pair of items, the customers who bought both and in which order. A row at a time, handed out and
 * forgotten, as the kernel of `together` does: O(sum over customers of items²) time, 32 bytes an item.
 */
export function* countBuyerPairs(
  { customerOffsets, lineOffsets, items: lines }: BuyerHistories,
  purchases: ItemPurchases,
): Generator<BuyerPairRow, void, undefined> {
  const { itemCount, entryOffsets, items, firstDays, orderCounts, customers } = purchases;
  const buyersOfBoth = new Int32Array(itemCount);
  const otherLater = new Int32Array(itemCount);
  const otherEarlier = new Int32Array(itemCount);
  const together = new Int32Array(itemCount);
  const expectedTogether = new Float64Array(itemCount);
  const touched = new Int32Array(itemCount + 1);
  for (let item = 0; item < itemCount; item += 1) {
    let touchedCount = 0;
    for (let place = purchases.buyerOffsets[item] ?? 0; place < (purchases.buyerOffsets[item + 1] ?? 0); place += 1) {
      const own = purchases.entriesByItem[place] ?? 0;
      const customer = customers[own] ?? 0;
      const day = firstDays[own] ?? 0;
      const orders = (customerOffsets[customer + 1] ?? 0) - (customerOffsets[customer] ?? 0);
      const share = (orderCounts[own] ?? 0) / orders;
      const end = entryOffsets[customer + 1] ?? 0;
      // Entries of a customer ascend by item: those of greater items follow.
      for (let entry = own + 1; entry < end; entry += 1) {
        const other = items[entry] ?? 0;
        const seen = buyersOfBoth[other] ?? 0;
        touched[touchedCount] = other;
        touchedCount += +(seen === 0);
        buyersOfBoth[other] = seen + 1;
        const gap = (firstDays[entry] ?? 0) - day;
        otherLater[other] = (otherLater[other] ?? 0) + +(gap > 0);
        otherEarlier[other] = (otherEarlier[other] ?? 0) + +(gap < 0);
        expectedTogether[other] = (expectedTogether[other] ?? 0) + share * (orderCounts[entry] ?? 0);
      }
    }
    if (touchedCount === 0) continue;
    const lineEnd = purchases.itemLineOffsets[item + 1] ?? 0;
    for (let place = purchases.itemLineOffsets[item] ?? 0; place < lineEnd; place += 1) {
      const own = purchases.linesByItem[place] ?? 0;
      const end = lineOffsets[(purchases.orderOfLine[own] ?? 0) + 1] ?? 0;
      for (let line = own + 1; line < end; line += 1) {
        const other = lines[line] ?? 0;
        together[other] = (together[other] ?? 0) + 1;
      }
    }
    const others = touched.subarray(0, touchedCount).sort();
    yield { item, others, buyersOfBoth, otherLater, otherEarlier, together, expectedTogether };
    for (const other of others) {
      buyersOfBoth[other] = 0;
      otherLater[other] = 0;
      otherEarlier[other] = 0;
      together[other] = 0;
      expectedTogether[other] = 0;
    }
  }
}
