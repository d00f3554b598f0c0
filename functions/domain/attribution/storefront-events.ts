import type { CustomerId, ItemId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';

/** Someone chose an item out of an answer. Who it was is not kept: the report needs no people. */
export interface RecommendationClick {
  readonly eventId: string;
  readonly occurredAt: Instant;
  /** The id the answer came with; it decodes. */
  readonly recommendationId: string;
  readonly itemId: ItemId;
}

/** Someone looked at an item. */
export interface ItemView {
  readonly eventId: string;
  readonly occurredAt: Instant;
  readonly itemId: ItemId;
  /** Absent where nobody knows who it was. */
  readonly customerId?: CustomerId;
}

export interface ClickFact {
  readonly kind: 'click';
  readonly click: RecommendationClick;
}

/** Days a click is kept from when it happened: twice what the report covers, so that a late report misses none. */
export const clickLifeDays = 180;
/** Days a view of a known customer is kept from when it happened. */
export const viewLifeDays = 90;
