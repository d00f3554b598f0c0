import { maximumPostingsPerItem } from '../../functions/domain/copurchase/basket-evidence.ts';
import { postingsOf } from '../../functions/domain/copurchase/posting.ts';
import type { ItemId } from '../../functions/domain/ids.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import { encodePosting } from '../../functions/stores/baskets/posting-codec.ts';

export interface CurvePoint {
  /** Times as many orders behind each item as the file has. */
  readonly history: number;
  /** Read units of the postings that one of the newest orders makes its items read, mean. */
  readonly postingReadUnits: number;
  /** Share of the items of those orders that are cut to their newest postings. */
  readonly truncatedShare: number;
}

const rowBytes = (row: Readonly<Record<string, unknown>>): number =>
  Object.entries(row).reduce(
    (sum, [name, value]) => sum + name.length + (typeof value === 'string' ? Buffer.byteLength(value) : 8),
    0,
  );

/**
 * What the postings read for one order cost as the history behind it grows: each item has `history` times its
 * postings of the same mean size, cut to the 2,000 that count.
 */
export function costCurve(
  orders: readonly Order[],
  newest: readonly Order[],
  maximumBasketItems: number,
  histories: readonly number[],
): readonly CurvePoint[] {
  const bytes = new Map<ItemId, { count: number; bytes: number }>();
  for (const order of orders) {
    for (const posting of postingsOf(order, orderVersion(order), maximumBasketItems)) {
      const sum = bytes.get(posting.itemId) ?? { count: 0, bytes: 0 };
      bytes.set(posting.itemId, { count: sum.count + 1, bytes: sum.bytes + rowBytes(encodePosting(posting, false)) });
    }
  }
  return histories.map((history) => {
    let units = 0;
    let items = 0;
    let truncated = 0;
    for (const order of newest) {
      for (const { itemId } of postingsOf(order, 1, maximumBasketItems)) {
        const { count, bytes: total } = bytes.get(itemId) ?? { count: 1, bytes: 0 };
        const read = Math.min(count * history, maximumPostingsPerItem + 1);
        units += Math.ceil((read * total) / count / 4096);
        items += 1;
        truncated += Number(count * history > maximumPostingsPerItem);
      }
    }
    return { history, postingReadUnits: units / newest.length, truncatedShare: truncated / Math.max(items, 1) };
  });
}
