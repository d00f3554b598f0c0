import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { ErasedOffersStore } from '../../stores/offers/erased-offers-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';

export interface EraseOffersDeps {
  readonly offers: Pick<OffersStore, 'list'>;
  readonly erasedOffers: ErasedOffersStore;
  /** A random text that no row has yet. */
  readonly randomId: () => string;
}

const maximumAttempts = 5;

/**
 * Erases the offers of a customer with their codes and what orders tell of them. Of a redeemed one a row stays that
 * names nobody: what was spent stays spent, and results of the campaign add up. Can be repeated.
 * @returns offers that were there
 */
export async function eraseOffers(deps: EraseOffersDeps, customerId: CustomerId): Promise<number> {
  const { offers, erasedOffers, randomId } = deps;
  let count = 0;
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const listed = await offers.list(customerId);
    if (listed.length === 0) return count;
    for (const offer of listed) count += (await erasedOffers.erase(offer, randomId())) === 'done' ? 1 : 0;
  }
  if ((await offers.list(customerId)).length === 0) return count;
  throw new HoldfastError(
    'store.throttled',
    `offers of customer ${customerId} are being changed by others; send the request again`,
  );
}
