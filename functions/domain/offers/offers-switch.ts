import type { Instant } from '../orders/order.ts';

/** The kill switch of the whole shop: while it is on, nothing is decided, issued or redeemed. */
export interface OffersSwitch {
  readonly isStopped: boolean;
  /** Who set it last, by the id of the API key, and when; absent where nobody ever did. */
  readonly by?: string;
  readonly at?: Instant;
}
