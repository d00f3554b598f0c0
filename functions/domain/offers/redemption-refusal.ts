import type { Instant } from '../orders/order.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import { checkMargin } from './margin-floor.ts';
import type { Offer, OfferTerms } from './offer.ts';
import { allowedIn, type OfferKind } from './offer-kinds.ts';
import type { OfferSettings } from './offer-settings.ts';
import type { OfferValue, OrderAtCheckout } from './offer-value.ts';
import { mayJoin, type OrderRedemption } from './order-redemptions.ts';

/** Why an order may not redeem an offer, with its figures. Amounts in minor units. */
export type RedemptionRefusal =
  | { readonly because: 'unknown' }
  | { readonly because: 'withdrawn' }
  | { readonly because: 'redeemed' }
  | { readonly because: 'expired'; readonly expiresAt: Instant }
  | { readonly because: 'order-cancelled' }
  | { readonly because: 'order-of-another' }
  | { readonly because: 'minimum-spend'; readonly basketMinor: number; readonly minimumSpendMinor: number }
  | { readonly because: 'margin-unknown'; readonly kind: OfferKind }
  | { readonly because: 'margin-floor'; readonly leftMinor: number; readonly neededMinor: number }
  | { readonly because: 'stacking'; readonly redeemedCount: number; readonly stacking: OfferTerms['stacking'] }
  | { readonly because: 'state'; readonly state: SwitchingState; readonly kind: OfferKind }
  | { readonly because: 'objection' }
  | { readonly because: 'budget-exhausted' }
  | { readonly because: 'busy' };

/** What holds at the moment beside the offer itself. */
export interface RedemptionCircumstances {
  /** The campaign was stopped, or nothing is redeemed at all for now. */
  readonly isStopped: boolean;
  /** Null where nothing is known of the customer. */
  readonly state: SwitchingState | null;
  readonly objects: boolean;
  readonly order: 'cancelled' | 'of-another' | 'fine';
  /** What the order redeemed before. */
  readonly inOrder: readonly OrderRedemption[];
}

/**
 * Whether what a customer may be offered still holds this offer. Where nothing is known any more, what was decided
 * stands. O(kinds).
 */
export function isAllowedIn(state: SwitchingState | null, { kind, minimumSpendMinor }: OfferTerms): boolean {
  if (state === null) return true;
  const { kinds, onlyAboveMinimumSpend = false } = allowedIn[state];
  return kinds.includes(kind) && (!onlyAboveMinimumSpend || minimumSpendMinor > 0);
}

/** An offer with all that it has while it can be redeemed. */
export type IssuedOffer = Offer & Required<Pick<Offer, 'terms' | 'code' | 'issuedAt' | 'expiresAt'>>;

/** Whether an offer is out: issued and not redeemed, whether it expired or not. */
export const isIssued = (offer: Offer): offer is IssuedOffer =>
  offer.status === 'issued' &&
  offer.terms !== undefined &&
  offer.code !== undefined &&
  offer.issuedAt !== undefined &&
  offer.expiresAt !== undefined;

/** The last instant of an offer is the one before `expiresAt`. */
export const isExpired = ({ expiresAt }: Pick<IssuedOffer, 'expiresAt'>, now: Instant): boolean => now >= expiresAt;

function refusalOfOrder(
  { terms }: IssuedOffer,
  asked: { readonly order: OrderAtCheckout; readonly value: OfferValue },
  { inOrder }: RedemptionCircumstances,
  settings: OfferSettings,
): RedemptionRefusal | undefined {
  const { order, value } = asked;
  const { basketMinor } = order;
  const { kind, minimumSpendMinor, stacking } = terms;
  if (basketMinor < minimumSpendMinor) return { because: 'minimum-spend', basketMinor, minimumSpendMinor };
  const margin = checkMargin(terms, order, value, settings);
  if (margin.found === 'unknown') return { because: 'margin-unknown', kind };
  if (margin.found === 'broken') {
    return { because: 'margin-floor', leftMinor: margin.leftMinor, neededMinor: margin.neededMinor };
  }
  if (!mayJoin(stacking, inOrder)) return { because: 'stacking', redeemedCount: inOrder.length, stacking };
  return undefined;
}

/**
 * Why an offer cannot be redeemed now, the first that holds; undefined where only the budget can still refuse it. Of an
 * offer that the same order redeemed before this must not be asked. O(redemptions of the order).
 */
export function refusalOf(
  offer: Offer,
  asked: { readonly order: OrderAtCheckout; readonly value: OfferValue },
  circumstances: RedemptionCircumstances,
  { settings, now }: { readonly settings: OfferSettings; readonly now: Instant },
): RedemptionRefusal | undefined {
  const { isStopped, state, objects, order } = circumstances;
  if (isStopped) return { because: 'withdrawn' };
  if (offer.status === 'redeemed') return { because: 'redeemed' };
  if (!isIssued(offer)) return { because: 'withdrawn' };
  if (isExpired(offer, now)) return { because: 'expired', expiresAt: offer.expiresAt };
  if (order === 'of-another') return { because: 'order-of-another' };
  if (order === 'cancelled') return { because: 'order-cancelled' };
  const ofOrder = refusalOfOrder(offer, asked, circumstances, settings);
  if (ofOrder !== undefined) return ofOrder;
  const { kind } = offer.terms;
  if (state !== null && !isAllowedIn(state, offer.terms)) return { because: 'state', state, kind };
  return objects ? { because: 'objection' } : undefined;
}
