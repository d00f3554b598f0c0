import type { CustomerId } from '../../domain/ids.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import { type OrderStandingDeps, orderStanding } from './order-standing.ts';
import { type RollBackOfferDeps, rollBackOffer } from './roll-back-offer.ts';

export interface RollBackRedemptionsDeps extends RollBackOfferDeps, OrderStandingDeps {
  readonly offers: Pick<OffersStore, 'find' | 'list'>;
  readonly merges: Pick<MergesStore, 'hasAny' | 'listSources'>;
}

/** A customer, and all who were merged into them: an order goes with its customer, and what it redeemed stays. */
async function withMerged(merges: RollBackRedemptionsDeps['merges'], customerId: CustomerId): Promise<CustomerId[]> {
  const found = [customerId];
  // Grows while it is walked through.
  for (const at of found) found.push(...(await merges.listSources(at)));
  return found;
}

/**
 * Takes back what cancelled orders of a customer redeemed, see `rollBackOffer`; under every id that was merged into
 * theirs. Orders are read consistently. Repeating it changes nothing.
 * @returns redemptions taken back; two calls of the very same moment may both count one
 */
export async function rollBackRedemptions(deps: RollBackRedemptionsDeps, customerId: CustomerId): Promise<number> {
  const ids = (await deps.merges.hasAny()) ? await withMerged(deps.merges, customerId) : [customerId];
  let count = 0;
  for (const id of ids) {
    for (const offer of await deps.offers.list(id)) {
      const { redemption } = offer;
      if (redemption === undefined || (await orderStanding(deps, redemption.orderId, id)) !== 'cancelled') continue;
      if (await rollBackOffer(deps, offer, redemption)) count += 1;
    }
  }
  return count;
}
