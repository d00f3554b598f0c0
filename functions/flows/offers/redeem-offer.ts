import { textHash } from '../../domain/attribution/text-hash.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { Offer, Redemption } from '../../domain/offers/offer.ts';
import type { OfferSettings } from '../../domain/offers/offer-settings.ts';
import { amountOf, type OfferValue, type OrderAtCheckout, offerValue } from '../../domain/offers/offer-value.ts';
import type { OrderRedemptions } from '../../domain/offers/order-redemptions.ts';
import {
  type IssuedOffer,
  isIssued,
  type RedemptionCircumstances,
  type RedemptionRefusal,
  refusalOf,
} from '../../domain/offers/redemption-refusal.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { OfferPlace, OffersStore } from '../../stores/offers/offers-store.ts';
import type { RedemptionsStore } from '../../stores/offers/redemptions-store.ts';
import type { OffersSwitchStore } from '../../stores/offers-switch-store.ts';
import { type CustomerCircumstancesDeps, customerCircumstances } from './customer-circumstances.ts';
import { type OrderStandingDeps, orderStanding } from './order-standing.ts';
import { requestToken } from './request-token.ts';
import { type RetryDeps, retryContended } from './retry-contended.ts';
import { type RollBackOfferDeps, rollBackOffer } from './roll-back-offer.ts';
import { type TakeFromBudgetDeps, takeFromBudget } from './take-from-budget.ts';

export interface RedeemOfferDeps
  extends RetryDeps,
    CustomerCircumstancesDeps,
    OrderStandingDeps,
    TakeFromBudgetDeps,
    RollBackOfferDeps {
  readonly offers: Pick<OffersStore, 'find' | 'findByCode'>;
  readonly campaigns: Pick<CampaignsStore, 'find' | 'readParts' | 'makeParts'>;
  readonly offersSwitch: Pick<OffersSwitchStore, 'read'>;
  readonly redemptions: RedemptionsStore;
  readonly settings: OfferSettings;
}

/** What a shop asks for at checkout. */
export interface RedeemRequest {
  readonly code: string;
  readonly customerId: CustomerId;
  readonly orderId: OrderId;
  readonly order: OrderAtCheckout;
}

/** An offer that an order redeemed, with all that it then has. */
export type RedeemedOffer = IssuedOffer & { readonly redemption: Redemption };

export type RedeemResult =
  | { readonly outcome: 'redeemed'; readonly offer: RedeemedOffer }
  | { readonly outcome: 'refused'; readonly refusal: RedemptionRefusal };

type Known = Omit<RedemptionCircumstances, 'isStopped' | 'inOrder'>;

const refused = (refusal: RedemptionRefusal): RedeemResult => ({ outcome: 'refused', refusal });

/** The redemption that stands, where it is of this very order: asked for twice, it is told twice. */
function standingRedemption(offer: Offer, orderId: OrderId): RedeemedOffer | undefined {
  const { redemption } = offer;
  if (offer.status !== 'redeemed' || redemption === undefined || redemption.orderId !== orderId) return undefined;
  // It was issued with all of this before it was redeemed.
  const issued: Offer = { ...offer, status: 'issued' };
  return isIssued(issued) ? { ...issued, status: 'redeemed', redemption } : undefined;
}

interface Plan {
  readonly offer: IssuedOffer;
  readonly campaign: Campaign;
  readonly value: OfferValue;
  readonly order: OrderRedemptions;
  readonly redeemedAt: Instant;
}

/** One try to take from the budget and to write all rows; undefined where others got in the way. */
async function tryWrite(deps: RedeemOfferDeps, plan: Plan, count: number): Promise<RedeemResult | undefined> {
  const { offer, campaign, value, order, redeemedAt } = plan;
  const { code, terms, decision, revision } = offer;
  const { campaignId, customerId } = decision;
  const amountMinor = amountOf(value);
  const { points } = value;
  // Who met others at one part goes to the next.
  const start = textHash(code) + count;
  const take = await takeFromBudget(deps, campaign, { amountMinor, uses: 1, points }, { start, now: redeemedAt });
  if (take.found === 'closed') return refused({ because: 'withdrawn' });
  if (take.found === 'contended') return undefined;
  if (take.found === 'exhausted') return refused({ because: 'budget-exhausted' });
  const { orderId } = order;
  const taken = take.parts.map(({ share }) => share);
  const redemption: Redemption = { orderId, redeemedAt, amountMinor, points, taken };
  const redeemed: RedeemedOffer = { ...offer, status: 'redeemed', redemption, revision: revision + 1 };
  const entry = { campaignId, customerId, code, amountMinor, points, stacking: terms.stacking };
  const outcome = await deps.redemptions.redeem({
    offer: redeemed,
    order: { ...order, redemptions: [...order.redemptions, entry] },
    parts: take.parts,
    token: requestToken(['redeem', code, revision, order.revision, redemption, take.parts]),
  });
  return outcome === 'done' ? { outcome: 'redeemed', offer: redeemed } : undefined;
}

/** One try from the offer as it stands; undefined where others got in the way. */
async function tryRedeem(
  deps: RedeemOfferDeps,
  { asked, place, known, redeemedAt }: Attempt,
  count: number,
): Promise<RedeemResult | undefined> {
  const { orderId } = asked;
  const [offer, campaign, offersSwitch, order] = await Promise.all([
    deps.offers.find(place.customerId, place.campaignId),
    deps.campaigns.find(place.campaignId),
    deps.offersSwitch.read(),
    deps.redemptions.ofOrder(orderId),
  ]);
  if (offer === undefined) return refused({ because: 'unknown' });
  const standing = standingRedemption(offer, orderId);
  if (standing !== undefined) return { outcome: 'redeemed', offer: standing };
  const { terms } = offer;
  if (terms === undefined || campaign === undefined) return refused({ because: 'withdrawn' });
  const value = offerValue(terms, asked.order, deps.settings);
  const isStopped = offersSwitch.isStopped || campaign.status === 'stopped';
  const isAnothers = order.redemptions.some((entry) => entry.customerId !== place.customerId);
  const refusal = refusalOf(
    offer,
    { order: asked.order, value },
    { ...(await known()), ...(isAnothers ? { order: 'of-another' } : {}), isStopped, inOrder: order.redemptions },
    { settings: deps.settings, now: deps.now().toISOString() },
  );
  if (refusal !== undefined) return refused(refusal);
  if (!isIssued(offer)) return refused({ because: 'withdrawn' });
  return tryWrite(deps, { offer, campaign, value, order, redeemedAt }, count);
}

interface Attempt {
  readonly asked: RedeemRequest;
  readonly place: OfferPlace;
  /** What holds of customer and order: read once, when it is first asked for. */
  readonly known: () => Promise<Known>;
  readonly redeemedAt: Instant;
}

async function knownOf(deps: RedeemOfferDeps, { orderId, customerId }: RedeemRequest): Promise<Known> {
  const [customer, order] = await Promise.all([
    customerCircumstances(deps, customerId),
    orderStanding(deps, orderId, customerId),
  ]);
  return { ...customer, order };
}

/**
 * Redeems an offer for an order: offer, parts of the budgets and the order's own row are written all or none, on
 * condition that they are as they were read. Who meets others reads again and tries again, see `retryContended`; `busy`
 * where that was in vain. The same offer and order again get the same answer, whatever the values then are.
 *
 * An order that is cancelled meanwhile is seen afterwards: either whoever rolls redemptions back comes later and finds
 * this one, or the cancellation is there to be read when this one is written.
 */
export async function redeemOffer(deps: RedeemOfferDeps, asked: RedeemRequest): Promise<RedeemResult> {
  const place = await deps.offers.findByCode(asked.code);
  // Said of a code that is nobody's and of one that is somebody else's alike: nobody learns which codes there are.
  if (place === undefined || place.customerId !== asked.customerId) return refused({ because: 'unknown' });
  let reading: Promise<Known> | undefined;
  const known = (): Promise<Known> => {
    reading ??= knownOf(deps, asked);
    return reading;
  };
  const attempt = { asked, place, known, redeemedAt: deps.now().toISOString() };
  const result =
    (await retryContended(deps, (count) => tryRedeem(deps, attempt, count))) ?? refused({ because: 'busy' });
  if (result.outcome === 'refused') return result;
  if ((await orderStanding(deps, asked.orderId, asked.customerId)) !== 'cancelled') return result;
  await rollBackOffer(deps, result.offer, result.offer.redemption);
  return refused({ because: 'order-cancelled' });
}
