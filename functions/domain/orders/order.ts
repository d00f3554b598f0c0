import type { CustomerId, ItemId, OrderId } from '../ids.ts';

/** An instant in UTC with milliseconds, `2011-12-09T12:50:00.000Z`: fixed width, so that text order is time order. */
export type Instant = string;

export type OrderStatus = 'placed' | 'cancelled';

/** One line as the shop sent it. An order may name an item on several lines; rules merge them by item. */
export interface OrderLine {
  readonly itemId: ItemId;
  /** Units bought, a positive integer. */
  readonly quantity: number;
  /** Price of one unit in minor units of the currency, after line discounts, before the order's. */
  readonly unitPriceMinor: number;
  readonly listPriceMinor?: number;
  readonly unitCostMinor?: number;
  /** Units the order itself reports as returned, 0 to quantity. */
  readonly returnedQuantity?: number;
  readonly recommendationId?: string;
  readonly name?: string;
  readonly category?: string;
  readonly brand?: string;
}

/** An order as it stands after its latest change. */
export interface Order {
  readonly orderId: OrderId;
  /** Absent for a guest order. */
  readonly customerId?: CustomerId;
  readonly placedAt: Instant;
  /** When the shop last changed the order; `placedAt` when the shop does not say. */
  readonly updatedAt: Instant;
  readonly paidAt?: Instant;
  readonly promisedAt?: Instant;
  readonly deliveredAt?: Instant;
  readonly status: OrderStatus;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly lines: readonly OrderLine[];
  readonly discountMinor?: number;
  readonly shippingMinor?: number;
  readonly taxMinor?: number;
  readonly pointsPaidMinor?: number;
  readonly channel?: string;
  readonly country?: string;
  readonly coupon?: string;
  readonly recommendationIds?: readonly string[];
}

/** The place of a posting: an item, and the time its order was placed. */
export interface PostingPlace {
  readonly itemId: ItemId;
  readonly placedAt: Instant;
}

/** An order as stored in `History`. */
export interface OrderFact {
  readonly kind: 'order';
  readonly order: Order;
  /** Grows with `updatedAt`; see `orderVersion`. */
  readonly version: number;
  /** Every posting an earlier version had and this one has not. */
  readonly retiredPostings: readonly PostingPlace[];
  /** The customer was erased: a stub without lines, which expires. */
  readonly erased?: true;
  /**
   * The order was moved to another customer: a stub without lines, which expires. It is met only by who reads the
   * order by its key; lists of facts leave it out.
   */
  readonly moved?: true;
  /** Written by bulk import, which makes the derived rows itself; stream consumers pass it over. */
  readonly imported?: true;
}

export type ReturnReason = 'defect' | 'wrong' | 'late' | 'not-as-described' | 'changed-mind' | 'other';

/** Goods that came back, reported on their own rather than in the order. */
export interface ReturnEvent {
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly customerId?: CustomerId;
  readonly orderId?: OrderId;
  readonly itemId: ItemId;
  /** Units returned, a positive integer. */
  readonly quantity: number;
  readonly reason?: ReturnReason;
}

export interface ReturnFact {
  readonly kind: 'return';
  readonly event: ReturnEvent;
  readonly imported?: true;
}

export type CustomerFact = OrderFact | ReturnFact;
