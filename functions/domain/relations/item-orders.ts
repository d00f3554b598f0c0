import type { BuyerHistories } from './buyer-histories.ts';

/** Orders of a stretch of days, guests included. */
interface OrdersOfDays {
  readonly orderCount: number;
  /** Orders with the item, by index. */
  readonly byItem: Int32Array;
}

/** Counts orders from one day up to, but not with, another. O(orders + lines of those days). */
export function countOrders(histories: BuyerHistories, fromDay: number, beforeDay: number): OrdersOfDays {
  const { days, lineOffsets, items, itemIds } = histories;
  const byItem = new Int32Array(itemIds.length);
  let orderCount = 0;
  days.forEach((day, order) => {
    if (day < fromDay || day >= beforeDay) return;
    orderCount += 1;
    for (let line = lineOffsets[order] ?? 0; line < (lineOffsets[order + 1] ?? 0); line += 1) {
      const item = items[line] ?? 0;
      byItem[item] = (byItem[item] ?? 0) + 1;
    }
  });
  return { orderCount, byItem };
}
