import { type CustomerId, compareIds } from '../../domain/ids.ts';
import { type IssuedOffer, isAllowedIn, isExpired, isIssued } from '../../domain/offers/redemption-refusal.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';
import { inParallel } from '../in-parallel.ts';
import { type CustomerCircumstancesDeps, customerCircumstances } from './customer-circumstances.ts';

export interface ListLiveOffersDeps extends CustomerCircumstancesDeps {
  readonly offers: Pick<OffersStore, 'list'>;
  readonly campaigns: Pick<CampaignsStore, 'find'>;
  readonly offersSwitch: Pick<OffersSwitchStore, 'read'>;
}

const width = 8;

/**
 * The offers that a customer could redeem now if the order were right: issued, not expired, of a campaign that was not
 * stopped, of a kind that the state of now allows. Those that expire first come first. None while nothing is redeemed
 * at all, and none ever of who objects to profiling.
 */
export async function listLiveOffers(
  deps: ListLiveOffersDeps,
  customerId: CustomerId,
): Promise<readonly IssuedOffer[]> {
  const [listed, { isStopped }, { state, objects }] = await Promise.all([
    deps.offers.list(customerId),
    deps.offersSwitch.read(),
    customerCircumstances(deps, customerId),
  ]);
  if (isStopped || objects) return [];
  const now = deps.now().toISOString();
  const out = listed
    .filter(isIssued)
    .filter((offer) => !isExpired(offer, now) && isAllowedIn(state, offer.terms))
    .toSorted((left, right) => compareIds(left.expiresAt, right.expiresAt));
  const campaigns = await inParallel(out, width, ({ decision }) => deps.campaigns.find(decision.campaignId));
  return out.filter((_, place) => campaigns[place] !== undefined && campaigns[place]?.status !== 'stopped');
}
