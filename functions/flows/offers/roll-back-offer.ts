import { HoldfastError } from '../../domain/errors.ts';
import type { Offer, Redemption } from '../../domain/offers/offer.ts';
import type { SharedPart } from '../../stores/campaigns/budget-share-items.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { OffersStore } from '../../stores/offers/offers-store.ts';
import type { RedemptionsStore } from '../../stores/offers/redemptions-store.ts';
import { requestToken } from './request-token.ts';
import { type RetryDeps, retryContended } from './retry-contended.ts';

export interface RollBackOfferDeps extends RetryDeps {
  readonly offers: Pick<OffersStore, 'find'>;
  readonly redemptions: Pick<RedemptionsStore, 'ofOrder' | 'rollBack'>;
  readonly campaigns: Pick<CampaignsStore, 'readParts'>;
}

/** `day#2026-11-23#00` is a part of the budget `day#2026-11-23`. */
const budgetOf = (part: string): string => part.slice(0, part.lastIndexOf('#'));

/** What was taken, with its parts as they stand. Parts stay as long as their campaign; what has none is given to nobody. */
async function partsOf(
  { campaigns }: RollBackOfferDeps,
  campaignId: string,
  { taken }: Redemption,
): Promise<readonly SharedPart[]> {
  const budgets = [...new Set(taken.map(({ part }) => budgetOf(part)))];
  const parts = (await Promise.all(budgets.map((budget) => campaigns.readParts(campaignId, budget)))).flat();
  const byName = new Map(parts.map((part) => [part.part, part]));
  return taken.flatMap((share) => {
    const part = byName.get(share.part);
    return part === undefined ? [] : [{ share, part }];
  });
}

async function tryRollBack(
  deps: RollBackOfferDeps,
  { decision }: Offer,
  { orderId }: Redemption,
): Promise<'rolled-back' | 'nothing' | undefined> {
  const { customerId, campaignId } = decision;
  const seen = await deps.offers.find(customerId, campaignId);
  const standing = seen?.redemption;
  if (seen === undefined || standing === undefined || standing.orderId !== orderId) return 'nothing';
  const [parts, order] = await Promise.all([partsOf(deps, campaignId, standing), deps.redemptions.ofOrder(orderId)]);
  const { redemption: _, ...offer } = seen;
  const others = order.redemptions.filter((entry) => entry.code !== seen.code);
  const outcome = await deps.redemptions.rollBack({
    offer: { ...offer, status: 'issued', revision: seen.revision + 1 },
    order: { ...order, redemptions: others },
    parts,
    token: requestToken(['roll-back', customerId, campaignId, seen.revision, order.revision, parts]),
  });
  return outcome === 'done' ? 'rolled-back' : undefined;
}

/**
 * Takes back what an order redeemed of one offer, in one transaction: the offer is issued again, or expired if its time
 * is over; each part of the budget gets back what was taken of it, also where the campaign was stopped; the order loses
 * it. Repeating it changes nothing. Throws `store.throttled` where others were in the way for too long.
 * @returns whether this call did it
 */
export async function rollBackOffer(deps: RollBackOfferDeps, offer: Offer, redemption: Redemption): Promise<boolean> {
  const result = await retryContended(deps, () => tryRollBack(deps, offer, redemption));
  if (result !== undefined) return result === 'rolled-back';
  throw new HoldfastError(
    'store.throttled',
    `an offer of campaign ${offer.decision.campaignId} is being changed by others; it is to be rolled back again`,
  );
}
