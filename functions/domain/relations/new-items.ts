import { maximumNeighbours } from '../copurchase/rank-neighbours.ts';
import { compareIds } from '../ids.ts';
import type { NewItem } from './item-relations.ts';

/** An item is new for fewer days than this. */
const newForDays = 60;

/**
 * Whether an item is new. Where the catalogue has no launch, the first order stands in for it, but not in the first
 * 60 days of the shop's orders: everything is sold for the first time then.
 * @param asOfDay calendar day of the shop's clock
 * @param availableSinceDay calendar day of the launch, else of the first order
 * @param shopSinceDay calendar day of the shop's first order
 */
export function isNew(asOfDay: number, availableSinceDay: number, hasLaunch: boolean, shopSinceDay: number): boolean {
  const age = asOfDay - availableSinceDay;
  return age >= 0 && age < newForDays && (hasLaunch || availableSinceDay - shopSinceDay >= newForDays);
}

/** The best-selling of the new items, the newest first where equal, at most 50. O(n log n). */
export const rankNewItems = (items: readonly NewItem[]): readonly NewItem[] =>
  items
    .toSorted(
      (left, right) =>
        right.baskets - left.baskets ||
        compareIds(right.availableSince, left.availableSince) ||
        compareIds(left.itemId, right.itemId),
    )
    .slice(0, maximumNeighbours);
