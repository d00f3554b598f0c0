import type { ArmTerms } from './campaign.ts';
import type { OfferSettings } from './offer-settings.ts';

/** What an order is expected to be, that an offer is redeemed with. */
export interface ExpectedOrder {
  /** Net value before the offer, minor units. */
  readonly valueMinor: number;
}

type CostSettings = Pick<OfferSettings, 'pointValueMinor' | 'shippingCostMinor'>;

function grossCostMinor(terms: ArmTerms, { valueMinor }: ExpectedOrder, settings: CostSettings): number {
  switch (terms.kind) {
    case 'percent':
    case 'bundle':
      return ((terms.percent ?? 0) / 100) * Math.max(valueMinor, terms.minimumSpendMinor);
    case 'amount':
    case 'tier-credit':
      return terms.amountMinor ?? 0;
    case 'free-shipping':
      return settings.shippingCostMinor;
    case 'points':
      return (terms.points ?? 0) * settings.pointValueMinor;
    case 'gift-item':
    case 'subscription-set-up':
    case 'early-access':
    case 'service-call':
      return terms.costMinor ?? 0;
  }
}

/**
 * What an arm is expected to cost when it is redeemed, minor units and fractions of them, at most `mostMinor`. A minimum
 * spend raises the order it is redeemed with. O(1).
 */
export function expectedRedeemCostMinor(
  terms: ArmTerms,
  order: ExpectedOrder,
  settings: CostSettings,
  mostMinor: number | undefined,
): number {
  return Math.min(grossCostMinor(terms, order, settings), mostMinor ?? Number.POSITIVE_INFINITY);
}

/** The most an arm may take off or cost: its own cap and the budget's for one customer; undefined where there is none. */
export function mostMinorOf(terms: ArmTerms, perCustomerMinor: number | undefined): number | undefined {
  const isCap = terms.kind === 'percent' || terms.kind === 'bundle' || terms.kind === 'free-shipping';
  const caps = [isCap ? terms.amountMinor : undefined, perCustomerMinor].filter((cap) => cap !== undefined);
  return caps.length === 0 ? undefined : Math.min(...caps);
}
