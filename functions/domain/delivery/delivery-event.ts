import { canonicalText } from '../canonical-text.ts';
import type { Channel } from '../customers/customer-profile.ts';
import type { CustomerId } from '../ids.ts';
import type { OfferTerms, Redemption } from '../offers/offer.ts';
import type { Instant } from '../orders/order.ts';
import type { AtRiskCrossing } from './at-risk-crossing.ts';

export const offerEventKinds = ['offer.issued', 'offer.redeemed', 'offer.withdrawn'] as const;
export type OfferEventKind = (typeof offerEventKinds)[number];

/** What other systems of the shop are told of. */
export const deliveryEventKinds = [...offerEventKinds, 'customer.at-risk'] as const;
export type DeliveryEventKind = (typeof deliveryEventKinds)[number];

/** An offer that went out, as who delivers it must know it: nothing of how it was decided. */
export interface IssuedOffer {
  readonly campaignId: string;
  readonly terms: OfferTerms;
  readonly code: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  /** Absent where it is shown in the shop alone. */
  readonly channel?: Channel;
}

export interface OfferEvent {
  readonly kind: OfferEventKind;
  readonly customerId: CustomerId;
  readonly occurredAt: Instant;
  /** What tells it from every other event of its kind of the same offer: the same however often it is found. */
  readonly discriminator: string;
  readonly offer: IssuedOffer;
  /** Of `offer.redeemed`. */
  readonly redemption?: Pick<Redemption, 'orderId' | 'redeemedAt' | 'amountMinor' | 'points'>;
}

export interface AtRiskEvent {
  readonly kind: 'customer.at-risk';
  readonly customerId: CustomerId;
  readonly occurredAt: Instant;
  /** The day. */
  readonly discriminator: string;
  readonly because: AtRiskCrossing['because'];
}

export type DeliveryEvent = OfferEvent | AtRiskEvent;

export const atRiskEvent = ({ customerId, date, because, foundAt }: AtRiskCrossing): AtRiskEvent => ({
  kind: 'customer.at-risk',
  customerId,
  occurredAt: foundAt,
  discriminator: date,
  because,
});

/** Text that two events have in common exactly when they tell the same: what event ids are hashed from. */
export const eventIdentity = (event: DeliveryEvent): string =>
  canonicalText([
    event.kind,
    event.customerId,
    event.kind === 'customer.at-risk' ? null : event.offer.campaignId,
    event.discriminator,
  ]);
