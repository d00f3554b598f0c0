import { agreedTo, type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import { toCustomerId } from '../../domain/ids.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { Letter, Mailer } from '../../stores/delivery/mailer.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import { type DeliverOnceDeps, deliverOnce } from './deliver-once.ts';

/** The part of an event that a letter is addressed by. */
export interface OfferToMail {
  readonly eventId: string;
  readonly customerId: string;
  readonly campaignId: string;
  readonly code: string;
}

/** Why no letter is sent: nobody to send it to, or nothing to send. */
export type NotSent = 'objects' | 'not-agreed' | 'no-address' | 'no-longer-good';

export interface SendOfferEmailDeps extends DeliverOnceDeps {
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly offers: Pick<OffersStore, 'find'>;
  readonly mailer: Mailer;
  readonly letter: Omit<Letter, 'to'>;
}

function reasonAgainst(
  profile: CustomerProfile | undefined,
  offer: Offer | undefined,
  { code }: OfferToMail,
  now: Date,
): NotSent | undefined {
  if (objects(profile)) return 'objects';
  if (!agreedTo(profile, 'email')) return 'not-agreed';
  if (profile?.email === undefined) return 'no-address';
  const isGood = offer?.status === 'issued' && offer.code === code && (offer.expiresAt ?? '') > now.toISOString();
  return isGood ? undefined : 'no-longer-good';
}

/**
 * Sends a customer the letter of an offer, where they agreed to letters, their address is known, and the offer still
 * stands: all three as of now, as the event may be hours old.
 * @returns why it was not sent; undefined where it was, now or before
 * @throws HoldfastError `delivery.busy`; whatever SES refuses with
 */
export async function sendOfferEmail(deps: SendOfferEmailDeps, event: OfferToMail): Promise<NotSent | undefined> {
  let reason: NotSent | undefined;
  await deliverOnce(deps, event.eventId, 'email', async () => {
    const customerId = toCustomerId(event.customerId);
    const [profile, offer] = await Promise.all([
      deps.profiles.find(customerId),
      deps.offers.find(customerId, event.campaignId),
    ]);
    reason = reasonAgainst(profile, offer, event, deps.now());
    if (reason === undefined && profile?.email !== undefined)
      await deps.mailer.send({ ...deps.letter, to: profile.email });
  });
  return reason;
}
