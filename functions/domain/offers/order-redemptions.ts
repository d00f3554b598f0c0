import type { CustomerId, OrderId } from '../ids.ts';
import type { OfferTerms } from './offer.ts';

/** One of the offers that an order redeemed. */
export interface OrderRedemption {
  readonly campaignId: string;
  readonly customerId: CustomerId;
  readonly code: string;
  readonly amountMinor: number;
  readonly points: number;
  readonly stacking: OfferTerms['stacking'];
}

/** What an order redeemed; of an order that redeemed nothing there may be no row. */
export interface OrderRedemptions {
  readonly orderId: OrderId;
  readonly redemptions: readonly OrderRedemption[];
  /** Undefined where there is no row. */
  readonly revision: number | undefined;
}

/** Whether an offer may join those of an order: one that stands alone joins none, and none joins it. O(redemptions). */
export const mayJoin = (stacking: OfferTerms['stacking'], redeemed: readonly OrderRedemption[]): boolean =>
  redeemed.length === 0 || (stacking === 'with-others' && redeemed.every((other) => other.stacking === 'with-others'));
