import type { PlacedOrder } from '../customers/placed-orders.ts';
import { type CostKnowledge, contributionMargin } from './contribution-margin.ts';
import type { Offer, OfferOutcome } from './offer.ts';
import { discountKinds } from './offer-kinds.ts';

export interface OutcomeWindow {
  /** Calendar day of the decision, counted from 1970-01-01. */
  readonly decidedDay: number;
  readonly horizonDays: number;
  /** Calendar day of the shop, `2026-11-23`. */
  readonly measuredOn: string;
}

/** Whether all days of a horizon have passed. */
export const isHorizonOver = (
  { decidedDay, horizonDays }: Omit<OutcomeWindow, 'measuredOn'>,
  asOfDay: number,
): boolean => asOfDay >= decidedDay + horizonDays;

/**
 * What offering cost beyond what the order shows: an order's own discount has a price offer in it already, which its
 * margin bears.
 */
function offerCostMinor({ status, terms, issuedAt, redemption }: Offer): number {
  if (terms === undefined || issuedAt === undefined) return 0;
  const isInOrder = discountKinds.includes(terms.kind) && terms.kind !== 'free-shipping';
  const redeemed = status === 'redeemed' && !isInOrder ? (redemption?.amountMinor ?? 0) : 0;
  return terms.contactCostMinor + redeemed;
}

/**
 * What a customer did within the horizon, from the day of the decision on; the same of who was held out. An order that
 * was cancelled is none. O(lines).
 * @param placed all orders of the customer that stand
 */
export function offerOutcome(
  offer: Offer,
  placed: readonly PlacedOrder[],
  { decidedDay, horizonDays, measuredOn }: OutcomeWindow,
  costs: CostKnowledge,
): OfferOutcome {
  const within = placed.filter(({ day }) => day >= decidedDay && day < decidedDay + horizonDays);
  const { marginMinor } = contributionMargin(within, costs);
  return { hasOrdered: within.length > 0, profitMinor: Math.round(marginMinor) - offerCostMinor(offer), measuredOn };
}
