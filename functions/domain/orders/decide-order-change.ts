import { canonicalText } from '../canonical-text.ts';
import { evidenceItems } from './evidence-items.ts';
import type { Order, OrderFact, PostingPlace } from './order.ts';
import { orderVersion } from './order-version.ts';

export type OrderChange =
  | { readonly change: 'store'; readonly fact: OrderFact }
  | { readonly change: 'nothing'; readonly because: 'same' | 'older' }
  | { readonly change: 'conflict' };

/** One text for one place. */
export const placeKey = (place: PostingPlace): string => `${place.placedAt}#${place.itemId}`;

/** Where the postings of an order stand: one place for each item that counts as evidence. */
export const postingPlaces = (order: Order, maximumBasketItems: number): readonly PostingPlace[] =>
  evidenceItems(order, maximumBasketItems).map((itemId) => ({ itemId, placedAt: order.placedAt }));

/**
 * Decides what an incoming order does to the stored one. An older or identical order changes nothing; at the same
 * version any difference is a conflict, as nothing tells which is right. A newer one replaces it whole and keeps
 * the list of posting places that no longer hold, so that the projection can retire them without the old image.
 */
export function decideOrderChange(
  stored: OrderFact | undefined,
  incoming: Order,
  maximumBasketItems: number,
): OrderChange {
  const version = orderVersion(incoming);
  if (stored === undefined) {
    return { change: 'store', fact: { kind: 'order', order: incoming, version, retiredPostings: [] } };
  }
  if (version < stored.version) return { change: 'nothing', because: 'older' };
  if (version === stored.version) {
    return canonicalText(incoming) === canonicalText(stored.order)
      ? { change: 'nothing', because: 'same' }
      : { change: 'conflict' };
  }
  const held = new Set(postingPlaces(incoming, maximumBasketItems).map(placeKey));
  const retired = new Map<string, PostingPlace>();
  for (const place of [...stored.retiredPostings, ...postingPlaces(stored.order, maximumBasketItems)]) {
    if (!held.has(placeKey(place))) retired.set(placeKey(place), place);
  }
  return { change: 'store', fact: { kind: 'order', order: incoming, version, retiredPostings: [...retired.values()] } };
}
