import { compareIds, type ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { ItemDays } from './item-days.ts';
import type { PlacedOrder } from './placed-orders.ts';

/** An item a customer bought and kept at least a unit of. */
interface DatedItem {
  readonly itemId: ItemId;
  readonly days: ItemDays;
}

interface Bought {
  lastAt: Instant;
  readonly firstDay: number;
  lastDay: number;
  dayCount: number;
}

/**
 * Distinct items not returned whole, latest purchase first, then by id. O(lines + items log items).
 * @param placed by time of placing
 */
export function datedItems(placed: readonly PlacedOrder[]): readonly DatedItem[] {
  const bought = new Map<ItemId, Bought>();
  for (const { order, day, lines } of placed) {
    for (const { purchase, keptQuantity } of lines) {
      if (keptQuantity === 0) continue;
      const before = bought.get(purchase.itemId);
      if (before === undefined) {
        bought.set(purchase.itemId, { lastAt: order.placedAt, firstDay: day, lastDay: day, dayCount: 1 });
        continue;
      }
      before.lastAt = order.placedAt;
      if (before.lastDay !== day) before.dayCount += 1;
      before.lastDay = day;
    }
  }
  return [...bought]
    .sort(([leftId, left], [rightId, right]) => compareIds(right.lastAt, left.lastAt) || compareIds(leftId, rightId))
    .map(([itemId, { firstDay, lastDay, dayCount }]) => ({ itemId, days: { dayCount, firstDay, lastDay } }));
}
