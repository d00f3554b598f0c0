import type { OfferTerms } from './offer.ts';
import { discountKinds } from './offer-kinds.ts';
import type { OfferSettings } from './offer-settings.ts';
import { amountOf, type OfferValue, type OrderAtCheckout } from './offer-value.ts';

/** `unknown`: nobody says what the goods cost, and the offer is a discount. */
export type MarginCheck =
  | { readonly found: 'kept' }
  | { readonly found: 'unknown' }
  | { readonly found: 'broken'; readonly leftMinor: number; readonly neededMinor: number };

/**
 * Whether enough is left of an order after the cost of its goods and of the offer: at least the floor's share of the
 * basket. The cost is as the order says, else by the shop's stated rate. Where neither is known, a discount is refused,
 * as nobody could say what it does; what is no discount passes. O(1).
 */
export function checkMargin(
  terms: OfferTerms,
  order: OrderAtCheckout,
  value: OfferValue,
  { marginRate, pointValueMinor }: Pick<OfferSettings, 'marginRate' | 'pointValueMinor'>,
): MarginCheck {
  const { basketMinor } = order;
  // Whole minor units on both sides, so that an order at the very floor is not refused for the last bit of a double.
  const byRate = marginRate === undefined ? undefined : Math.round(basketMinor * (1 - marginRate));
  const goodsMinor = order.costMinor ?? byRate;
  if (goodsMinor === undefined) return { found: discountKinds.includes(terms.kind) ? 'unknown' : 'kept' };
  const leftMinor = basketMinor - goodsMinor - amountOf(value) - Math.round(value.points * pointValueMinor);
  const neededMinor = Math.round(basketMinor * terms.marginFloor);
  return leftMinor >= neededMinor ? { found: 'kept' } : { found: 'broken', leftMinor, neededMinor };
}
