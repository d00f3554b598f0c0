import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/** Why an item is named, with the figures that say so. `reasonCode` is what programs look at. */
export type Evidence =
  | TogetherEvidence
  | NextEvidence
  | SimilarEvidence
  | BestSellerEvidence
  | TrendingEvidence
  | NewEvidence
  | { readonly reasonCode: 'pinned' };

export type ReasonCode = Evidence['reasonCode'];

export interface TogetherEvidence {
  readonly reasonCode: 'bought-together';
  /** Orders with both items. */
  readonly baskets: number;
  /** Orders with the item asked for. */
  readonly basketsOfItem: number;
  /** Share of the asked item's orders that have this one too, 0 to 1. */
  readonly confidence: number;
  /** Times as often as by chance; null where the shop's number of baskets is not known. */
  readonly lift: number | null;
  /** The asked item has more orders than are counted: the figures are of its newest ones alone. */
  readonly newestOnly: boolean;
  /** The item of a cart that says most for this one; absent where one item was asked for. */
  readonly becauseOf?: ItemId;
}

export interface NextEvidence {
  readonly reasonCode: 'bought-later';
  /** Customers who bought both on different days, this one after. */
  readonly buyersAfter: number;
  /** Customers who bought both on different days, whichever first. */
  readonly buyersOfBoth: number;
  /** Median of the days between. */
  readonly usualGapDays: number;
}

export interface SimilarEvidence {
  readonly reasonCode: 'bought-instead';
  readonly buyersOfBoth: number;
  readonly expectedBuyersOfBoth: number;
}

export interface BestSellerEvidence {
  /** `same-brand-and-category`: a best-seller of the category that is of the asked item's brand too. */
  readonly reasonCode: 'category-best-seller' | 'shop-best-seller' | 'same-brand-and-category';
  /** Orders with this item. */
  readonly baskets: number;
}

export interface TrendingEvidence {
  readonly reasonCode: 'trending';
  readonly recentBaskets: number;
  readonly expectedBaskets: number;
}

export interface NewEvidence {
  readonly reasonCode: 'new';
  readonly availableSince: Instant;
  /** Orders with this item. */
  readonly baskets: number;
}
