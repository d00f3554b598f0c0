import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import { type PairSum, pairSumOf } from './pair-sum.ts';
import type { CountedPosting } from './posting.ts';

/** An item's newest postings that count; beyond them the counts are of these alone and the item is `truncated`. */
export const maximumPostingsPerItem = 2_000;

/** What an item's postings say, counted. */
export interface BasketEvidence {
  /** Orders with the item, at most `maximumPostingsPerItem`. */
  readonly basketCount: number;
  /**
   * Orders in which the item has the least id of the basket. Every basket has exactly one such item, so summed
   * over all items this is the number of baskets of the shop, an exact integer that needs no counter.
   */
  readonly ledBasketCount: number;
  readonly truncated: boolean;
  /** Time of the oldest order counted; absent without evidence. */
  readonly oldestPlacedAt?: Instant;
  /** Orders with both the item and the other, and their weight. */
  readonly sumsByItem: ReadonlyMap<ItemId, PairSum>;
}

function addPairs(sumsByItem: Map<ItemId, PairSum>, { otherItemIds, halvedPairs = [] }: CountedPosting): void {
  const itemCount = otherItemIds.length + 1;
  const whole = pairSumOf(itemCount, false);
  const half = pairSumOf(itemCount, true);
  let nextHalved = 0;
  for (const [place, other] of otherItemIds.entries()) {
    const isHalved = halvedPairs === 'all' || halvedPairs[nextHalved] === place;
    if (isHalved) nextHalved += 1;
    sumsByItem.set(other, (sumsByItem.get(other) ?? 0) + (isHalved ? half : whole));
  }
}

/**
 * Counts an item's postings, given newest first. O(total length of the baskets).
 * @param postings at most `maximumPostingsPerItem` of them are read.
 */
export function countEvidence(postings: readonly CountedPosting[]): BasketEvidence {
  const counted = postings.slice(0, maximumPostingsPerItem);
  const sumsByItem = new Map<ItemId, PairSum>();
  let ledBasketCount = 0;
  for (const posting of counted) {
    const least = posting.otherItemIds[0];
    if (least === undefined || posting.itemId < least) ledBasketCount += 1;
    addPairs(sumsByItem, posting);
  }
  const oldest = counted.at(-1);
  return {
    basketCount: counted.length,
    ledBasketCount,
    truncated: postings.length > maximumPostingsPerItem,
    ...(oldest === undefined ? {} : { oldestPlacedAt: oldest.placedAt }),
    sumsByItem,
  };
}
