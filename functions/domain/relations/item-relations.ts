import type { ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/** Grows with every change of the rules that make relations. */
export const relationsVersion = 1;

/** An item that customers go on to buy after the one asked for: printer, then ink. */
export interface NextNeighbour {
  readonly itemId: ItemId;
  /** Customers whose first purchase of this one lies on a later day than their first of the item asked for. */
  readonly buyersAfter: number;
  /** Customers who bought the two the other way round. */
  readonly buyersBefore: number;
  /**
   * Share of the two that would buy them in this order by the items' calendars alone, or because the customers buy
   * the one more often than the other, whichever is greater; in thousandths.
   */
  readonly expectedAfterPerMille: number;
  /** Median of the days between the two first purchases, of those who bought it after. */
  readonly usualGapDays: number;
}

/** An item that the same customers buy at other times: a substitute. */
export interface SimilarNeighbour {
  readonly itemId: ItemId;
  readonly buyersOfBoth: number;
  /** What the items' calendars and the purchases of each customer alone would give, to one decimal. */
  readonly expectedBuyersOfBoth: number;
  /** Orders of these customers with both. */
  readonly baskets: number;
  /** Orders with both that would be expected of these customers' orders, to one decimal. */
  readonly expectedBaskets: number;
}

/** What a night's work found for an item; rows of their own, beside `together`. */
export interface RelatedItems<Kind extends RelationKind, Neighbour> {
  readonly itemId: ItemId;
  readonly kind: Kind;
  /** Customers who bought the item. */
  readonly buyerCount: number;
  /** Best first, at most 50. */
  readonly neighbours: readonly Neighbour[];
  readonly asOf: Instant;
  readonly relationsVersion: number;
}

export type RelationKind = 'next' | 'similar';
export type NextItems = RelatedItems<'next', NextNeighbour>;
export type SimilarItems = RelatedItems<'similar', SimilarNeighbour>;

/**
 * How an item is bought again. A buyer's rate of buying it is Gamma distributed with `gapShape` and `gapScaleDays`:
 * a customer with n gaps of T days in all has the expected gap (gapScaleDays + T) / (gapShape + n - 1).
 */
export interface RebuyRhythm {
  readonly itemId: ItemId;
  readonly buyerCount: number;
  /** Those with purchases on more than one day. */
  readonly rebuyerCount: number;
  /** Above 1. */
  readonly gapShape: number;
  /** Above 0. */
  readonly gapScaleDays: number;
}

/** An item that sells more than it used to. */
export interface TrendingItem {
  readonly itemId: ItemId;
  /** Orders with it in the latest days. */
  readonly recentBaskets: number;
  /** Orders in as many days at its rate before, to one decimal. */
  readonly expectedBaskets: number;
}

/** An item that has not been on sale for long. */
export interface NewItem {
  readonly itemId: ItemId;
  /** The catalogue's launch, else the first order with it. */
  readonly availableSince: Instant;
  /** Orders with it. */
  readonly baskets: number;
}
