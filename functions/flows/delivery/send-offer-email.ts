import { agreedTo, type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { toCustomerId } from '../../domain/ids.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { Offer } from '../../domain/offers/offer.ts';
import { isQuiet } from '../../domain/offers/quiet-hours.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { Letter, Mailer } from '../../stores/delivery/mailer.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';
import { type DeliverOnceDeps, deliverOnce } from './deliver-once.ts';

/** The part of an event that a letter is addressed by. */
export interface OfferToMail {
  readonly eventId: string;
  readonly customerId: string;
  readonly campaignId: string;
  readonly code: string;
}

/** Why no letter is sent: nobody to send it to, or nothing to send. */
export type NotSent = 'objects' | 'not-agreed' | 'no-address' | 'no-longer-good' | 'campaign-stopped';

export interface SendOfferEmailDeps extends DeliverOnceDeps {
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly offers: Pick<OffersStore, 'find'>;
  readonly campaigns: Pick<CampaignsStore, 'find'>;
  readonly offersSwitch: Pick<OffersSwitchStore, 'read'>;
  readonly mailer: Mailer;
  readonly letter: Omit<Letter, 'to'>;
  /** IANA name, for customers whose profile has none. */
  readonly timeZone: string;
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
 * Refuses to send at a moment at which the customer does not want letters, or nobody may be sent any.
 * @throws HoldfastError `delivery.not-now`
 */
function checkMoment(
  { now, timeZone }: Pick<SendOfferEmailDeps, 'now' | 'timeZone'>,
  { eventId }: OfferToMail,
  campaign: Campaign | undefined,
  profile: CustomerProfile | undefined,
  isStopped: boolean,
): void {
  const hours = campaign?.definition.quietHours.email;
  const isQuietNow = hours !== undefined && isQuiet(hours, now().toISOString(), profile?.timeZone ?? timeZone);
  if (!isStopped && !isQuietNow) return;
  const why = isStopped ? 'all offers are stopped for now' : 'these are quiet hours of the customer';
  throw new HoldfastError('delivery.not-now', `event ${eventId} is to come again: ${why}`, { details: { eventId } });
}

/**
 * Sends a customer the letter of an offer, where they agreed to letters, their address is known, and the offer still
 * stands: all of it as of now, as the event may be hours old. Quiet hours are looked at again for the same reason.
 * @returns why it was not sent; undefined where it was, now or before
 * @throws HoldfastError `delivery.busy`, `delivery.not-now`; whatever SES refuses with
 */
export async function sendOfferEmail(deps: SendOfferEmailDeps, event: OfferToMail): Promise<NotSent | undefined> {
  const customerId = toCustomerId(event.customerId);
  const [profile, offer, campaign, offersSwitch] = await Promise.all([
    deps.profiles.find(customerId),
    deps.offers.find(customerId, event.campaignId),
    deps.campaigns.find(event.campaignId),
    deps.offersSwitch.read(),
  ]);
  const reason = campaign?.status === 'stopped' ? 'campaign-stopped' : reasonAgainst(profile, offer, event, deps.now());
  // Before it is taken on: what waits is nobody's until then.
  if (reason === undefined) checkMoment(deps, event, campaign, profile, offersSwitch.isStopped);
  await deliverOnce(deps, event.eventId, 'email', async () => {
    if (reason === undefined && profile?.email !== undefined)
      await deps.mailer.send({ ...deps.letter, to: profile.email });
  });
  return reason;
}
