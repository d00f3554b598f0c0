import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';

export interface WithdrawOffersDeps {
  readonly offers: Pick<OffersStore, 'find' | 'list' | 'withdraw'>;
}

const maximumAttempts = 5;

async function withdraw({ offers }: WithdrawOffersDeps, customerId: CustomerId, campaignId: string, because: string) {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const offer = await offers.find(customerId, campaignId);
    if (offer?.terms === undefined || (offer.status !== 'decided' && offer.status !== 'issued')) return false;
    if (await offers.withdraw(offer, because)) return true;
  }
  throw new HoldfastError(
    'store.throttled',
    `the offer of campaign ${campaignId} is being changed by others; send the request again`,
  );
}

/**
 * Withdraws what a customer could still get or redeem. What was redeemed stays, and so does what was decided of those
 * who got nothing. Can be repeated.
 * @returns offers that this call withdrew
 */
export async function withdrawOffers(
  deps: WithdrawOffersDeps,
  customerId: CustomerId,
  because: string,
): Promise<number> {
  let count = 0;
  for (const { decision } of await deps.offers.list(customerId)) {
    if (await withdraw(deps, customerId, decision.campaignId, because)) count += 1;
  }
  return count;
}
