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

/** An item of an order that counts as bought together with the others. */
export interface EvidenceLine {
  readonly itemId: ItemId;
  /** Bought through a recommendation; of an item on several lines, all that were not returned were. */
  readonly isAttributed: boolean;
}

interface KeptLines {
  readonly units: number;
  readonly isAttributed: boolean;
}

/**
 * The items of an order that count as bought together, ascending and distinct. An item counts until all of its
 * units are returned by the order's own figure; a cancelled order and one that is too large give none.
 * O(lines log lines).
 */
export function evidenceLines(
  order: Pick<Order, 'lines' | 'status'>,
  maximumBasketItems: number,
): readonly EvidenceLine[] {
  if (order.status === 'cancelled' || isTooLargeForEvidence(order, maximumBasketItems)) return [];
  const keptLines = new Map<ItemId, KeptLines>();
  for (const { itemId, quantity, returnedQuantity = 0, recommendationId } of order.lines) {
    const kept = keptLines.get(itemId);
    const units = quantity - returnedQuantity;
    const isAttributed = units <= 0 || recommendationId !== undefined;
    keptLines.set(itemId, {
      units: (kept?.units ?? 0) + units,
      isAttributed: isAttributed && (kept?.isAttributed ?? true),
    });
  }
  return [...keptLines]
    .filter(([, { units }]) => units > 0)
    .map(([itemId, { isAttributed }]) => ({ itemId, isAttributed }))
    .sort((left, right) => compareIds(left.itemId, right.itemId));
}

/** The same without how they were bought. */
export const evidenceItems = (order: Pick<Order, 'lines' | 'status'>, maximumBasketItems: number): readonly ItemId[] =>
  evidenceLines(order, maximumBasketItems).map(({ itemId }) => itemId);
