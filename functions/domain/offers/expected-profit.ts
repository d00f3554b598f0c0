/** What an offer to one customer may win and cost, over the same H days throughout. */
export interface OfferStakes {
  /** p0: P(order within H days) without an offer, 0 to 1. */
  readonly baseProbability: number;
  /** p1: P(order within H days) with it, 0 to 1. */
  readonly offerProbability: number;
  /** V: contribution margin within H days of a customer who orders, before the offer; minor units. */
  readonly marginMinor: number;
  /** delta: cost of the offer when it is redeemed, minor units. */
  readonly redeemCostMinor: number;
  /** c: cost of the contact, whether it is redeemed or not; minor units. */
  readonly contactCostMinor: number;
}

/**
 * What an offer is expected to bring beyond doing nothing: (p1 - p0) V - p1 delta - c, in minor units and fractions of
 * them. Below 0 where most who redeem would have ordered anyway. O(1).
 * Source: expected profit with the offer, p1 (V - delta) - c, less p0 V without it; compare Ascarza 2018, "Retention
 * Futility", Journal of Marketing Research 55(1): what counts is the change, not the risk.
 */
export function expectedIncrementalProfit(stakes: OfferStakes): number {
  const { baseProbability, offerProbability, marginMinor, redeemCostMinor, contactCostMinor } = stakes;
  return (offerProbability - baseProbability) * marginMinor - offerProbability * redeemCostMinor - contactCostMinor;
}

/** What an offer is expected to cost: p1 delta + c, in minor units and fractions of them. O(1). */
export const expectedOfferCost = ({
  offerProbability,
  redeemCostMinor,
  contactCostMinor,
}: Pick<OfferStakes, 'offerProbability' | 'redeemCostMinor' | 'contactCostMinor'>): number =>
  offerProbability * redeemCostMinor + contactCostMinor;
