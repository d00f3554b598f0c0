import type { OfferTerms } from './offer.ts';
import { discountKinds, type OfferKind } from './offer-kinds.ts';
import type { OfferSettings } from './offer-settings.ts';

/** What the shop says of the order that is to redeem an offer. Amounts in minor units. */
export interface OrderAtCheckout {
  /** Net price of the goods, before the offer. */
  readonly basketMinor: number;
  /** What the customer is charged for sending; absent: not said. */
  readonly shippingMinor?: number | undefined;
  /** What the goods cost the shop; absent: not said. */
  readonly costMinor?: number | undefined;
  /** Net price of the items of a bundle; absent: of the whole basket. */
  readonly bundleMinor?: number | undefined;
}

/** What an offer gives on an order. */
export interface OfferValue {
  /** What it takes off the order, minor units. */
  readonly discountMinor: number;
  /** What the shop bears beside that, minor units: a gift, a call, a credit towards a tier, sending for free. */
  readonly costMinor: number;
  readonly points: number;
}

type Gives = (terms: OfferTerms, order: OrderAtCheckout, most: (minor: number) => number) => Partial<OfferValue>;

/** Rounded down to a whole minor unit. */
const share = (amountMinor: number, percent = 0): number => Math.floor((amountMinor * percent) / 100);

const bears: Gives = ({ costMinor = 0 }, _order, most) => ({ costMinor: most(costMinor) });

const given = (shippingCostMinor: number): Readonly<Record<OfferKind, Gives>> => ({
  percent: ({ percent }, { basketMinor }, most) => ({ discountMinor: most(share(basketMinor, percent)) }),
  amount: (_terms, { basketMinor }, most) => ({ discountMinor: most(basketMinor) }),
  // An order of which nobody says what sending is charged: the shop waives it, and bears what sending costs.
  'free-shipping': (_terms, { shippingMinor }, most) =>
    shippingMinor === undefined ? { costMinor: most(shippingCostMinor) } : { discountMinor: most(shippingMinor) },
  points: ({ points = 0 }) => ({ points }),
  'tier-credit': ({ amountMinor = 0 }, _order, most) => ({ costMinor: most(amountMinor) }),
  'gift-item': bears,
  bundle: ({ percent }, { basketMinor, bundleMinor = basketMinor }, most) => ({
    discountMinor: most(share(Math.min(bundleMinor, basketMinor), percent)),
  }),
  'subscription-set-up': bears,
  'early-access': bears,
  'service-call': bears,
});

/** The most that an offer takes off or costs: the arm's own bound, and that of the budget per customer. */
function mostOf({ kind, amountMinor, mostMinor }: OfferTerms): number {
  const own = discountKinds.includes(kind) ? amountMinor : undefined;
  return Math.min(own ?? Number.POSITIVE_INFINITY, mostMinor ?? Number.POSITIVE_INFINITY);
}

/** What an offer gives on an order, within its bounds; a percentage is rounded down to a minor unit. O(1). */
export function offerValue(
  terms: OfferTerms,
  order: OrderAtCheckout,
  { shippingCostMinor }: Pick<OfferSettings, 'shippingCostMinor'>,
): OfferValue {
  const most = mostOf(terms);
  const value = given(shippingCostMinor)[terms.kind](terms, order, (minor) => Math.min(minor, most));
  return { discountMinor: 0, costMinor: 0, points: 0, ...value };
}

/** What of an offer counts against a budget of money, minor units. Points have a budget of their own. */
export const amountOf = ({ discountMinor, costMinor }: OfferValue): number => discountMinor + costMinor;
