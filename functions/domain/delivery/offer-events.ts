import { canonicalText } from '../canonical-text.ts';
import { HoldfastError } from '../errors.ts';
import type { Offer } from '../offers/offer.ts';
import type { Instant } from '../orders/order.ts';
import type { IssuedOffer, OfferEvent } from './delivery-event.ts';

/** @throws HoldfastError `delivery.incomplete-offer` for one that is out and lacks what a customer needs to use it */
function issuedOffer({ decision, terms, code, issuedAt, expiresAt, channel }: Offer): IssuedOffer | undefined {
  if (issuedAt === undefined) return undefined;
  const { campaignId } = decision;
  if (terms === undefined || code === undefined || expiresAt === undefined) {
    throw new HoldfastError(
      'delivery.incomplete-offer',
      `an offer of campaign ${campaignId} is issued without terms, code or expiry`,
      { details: { campaignId } },
    );
  }
  return { campaignId, terms, code, issuedAt, expiresAt, ...(channel && { channel }) };
}

/**
 * What a change of an offer's row tells: issued, redeemed, withdrawn after it was issued; in that order. A row that did
 * not change, as after it was queued again, tells everything that it says, so that nothing is lost. What was given back
 * and what was never sent tell nothing. O(1).
 * @param before the row before the change; undefined where there was none
 * @param changedAt when the row changed
 */
export function offerEvents(before: Offer | undefined, after: Offer, changedAt: Instant): readonly OfferEvent[] {
  const offer = issuedOffer(after);
  if (offer === undefined) return [];
  const known = before !== undefined && canonicalText(before) === canonicalText(after) ? undefined : before;
  const { customerId } = after.decision;
  const events: OfferEvent[] = [];
  if (known?.issuedAt !== offer.issuedAt) {
    events.push({
      kind: 'offer.issued',
      customerId,
      occurredAt: offer.issuedAt,
      discriminator: offer.issuedAt,
      offer,
    });
  }
  const redeemed = after.status === 'redeemed' ? after.redemption : undefined;
  if (redeemed !== undefined && known?.redemption?.redeemedAt !== redeemed.redeemedAt) {
    const { orderId, redeemedAt, amountMinor, points } = redeemed;
    const redemption = { orderId, redeemedAt, amountMinor, points };
    events.push({
      kind: 'offer.redeemed',
      customerId,
      occurredAt: redeemedAt,
      discriminator: redeemedAt,
      offer,
      redemption,
    });
  }
  if (after.status === 'withdrawn' && known?.status !== 'withdrawn') {
    // Withdrawn for good: an issue has one withdrawal at most.
    events.push({
      kind: 'offer.withdrawn',
      customerId,
      occurredAt: changedAt,
      discriminator: offer.issuedAt,
      offer,
    });
  }
  return events;
}
