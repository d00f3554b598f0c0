import { compareIds, type ItemId } from '../ids.ts';
import type { Order } from './order.ts';

/** Default for the number of distinct items above which an order gives no pair evidence. */
export const defaultMaximumBasketItems = 100;

/** Distinct items an order names, whatever came of them. */
export const countDistinctItems = (order: Pick<Order, 'lines'>): number =>
  new Set(order.lines.map((line) => line.itemId)).size;

/**
 * Orders of more distinct items than the limit are wholesale lists or bots rather than baskets: they say little
 * about any pair, and in a gift wholesaler's year hold two thirds of all pairs.
 */
export const isTooLargeForEvidence = (order: Pick<Order, 'lines'>, maximumBasketItems: number): boolean =>
  countDistinctItems(order) > maximumBasketItems;

/**
 * The items of an order that count as bought together, ascending and distinct. An item counts until all of its
 * units are returned by the order's own figure; a cancelled order and one that is too large give none.
 * O(lines log lines).
 */
export function evidenceItems(order: Pick<Order, 'lines' | 'status'>, maximumBasketItems: number): readonly ItemId[] {
  if (order.status === 'cancelled' || isTooLargeForEvidence(order, maximumBasketItems)) return [];
  const keptUnits = new Map<ItemId, number>();
  for (const line of order.lines) {
    const kept = line.quantity - (line.returnedQuantity ?? 0);
    keptUnits.set(line.itemId, (keptUnits.get(line.itemId) ?? 0) + kept);
  }
  return [...keptUnits]
    .filter(([, units]) => units > 0)
    .map(([itemId]) => itemId)
    .sort(compareIds);
}
