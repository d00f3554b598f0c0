import { compareIds, type ItemId } from '../ids.ts';
import type { ReturnEvent } from '../orders/order.ts';
import type { PurchaseLine } from './purchase-lines.ts';

export interface MatchedReturns {
  /** Units returned by events, per purchase line as given. */
  readonly returnedQuantities: ReadonlyMap<PurchaseLine, number>;
  /** Units that match no purchase; they reduce nothing. */
  readonly unmatchedQuantity: number;
}

/**
 * Books return events on purchase lines. A return that names an order belongs to that order's line; one that does
 * not belongs to the latest earlier line of the item that still has units left, and what is left over to the one
 * before. Returns are taken oldest first, then by id, so the order of arrival does not matter.
 * O((lines + returns) log) and, per item, lines times returns.
 */
export function matchReturns(lines: readonly PurchaseLine[], returns: readonly ReturnEvent[]): MatchedReturns {
  const latestFirst = [...lines].sort(
    (left, right) => compareIds(right.placedAt, left.placedAt) || compareIds(right.orderId, left.orderId),
  );
  const linesByItem = new Map<ItemId, PurchaseLine[]>();
  for (const line of latestFirst) {
    const sameItem = linesByItem.get(line.itemId);
    if (sameItem === undefined) linesByItem.set(line.itemId, [line]);
    else sameItem.push(line);
  }
  const returnedQuantities = new Map<PurchaseLine, number>();
  let unmatchedQuantity = 0;
  // Returns that name their order go first: they leave no choice, and what they take is not there for the others.
  const inTurn = [...returns].sort(
    (left, right) =>
      Number(left.orderId === undefined) - Number(right.orderId === undefined) ||
      compareIds(left.occurredAt, right.occurredAt) ||
      compareIds(left.eventId, right.eventId),
  );
  for (const event of inTurn) {
    let remaining = event.quantity;
    for (const line of linesByItem.get(event.itemId) ?? []) {
      if (remaining === 0) break;
      const mayMatch = event.orderId === undefined ? line.placedAt <= event.occurredAt : line.orderId === event.orderId;
      if (!mayMatch) continue;
      const already = returnedQuantities.get(line) ?? 0;
      const taken = Math.min(remaining, line.quantity - already);
      if (taken <= 0) continue;
      returnedQuantities.set(line, already + taken);
      remaining -= taken;
    }
    unmatchedQuantity += remaining;
  }
  return { returnedQuantities, unmatchedQuantity };
}
