import { forCommonBuyers } from './common-buyers.ts';
import type { ItemPurchases } from './item-purchases.ts';

/**
 * Median of the days from a customer's first purchase of an item to that of another, over customers who bought the
 * other on a later day; 0 where there is none. O(buyers of either, and the sort of those of both).
 */
export function medianGapDays(purchases: ItemPurchases, item: number, other: number): number {
  const { firstDays } = purchases;
  const gaps: number[] = [];
  forCommonBuyers(purchases, item, other, (entry, otherEntry) => {
    const gap = (firstDays[otherEntry] ?? 0) - (firstDays[entry] ?? 0);
    if (gap > 0) gaps.push(gap);
  });
  gaps.sort((left, right) => left - right);
  const middle = gaps.length >>> 1;
  const upper = gaps[middle] ?? 0;
  return gaps.length % 2 === 1 ? upper : ((gaps[middle - 1] ?? 0) + upper) / 2;
}
