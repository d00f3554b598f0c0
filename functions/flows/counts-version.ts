import { createHash } from 'node:crypto';
import { type BasketCounts, basketCountsText } from '../domain/copurchase/basket-counts.ts';

/** A name for a set of basket counts that follows from the counts alone: equal counts, equal version. */
export const countsVersion = (counts: BasketCounts): string =>
  createHash('sha256')
    .update(`${counts.shopBasketCount ?? ''}\n${basketCountsText(counts)}`)
    .digest('hex')
    .slice(0, 16);
