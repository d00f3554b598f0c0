/** What a stage says of its offers. Amounts in minor units. */
export interface OfferSettings {
  /** Share of the net price that is left after the cost of goods, where items and lines name no cost; absent: not known. */
  readonly marginRate?: number;
  /** Share of customers that never get an offer, .05 to .1. */
  readonly universalHoldoutShare: number;
  /** A campaign whose total budget may cost more waits for an admin's approval. */
  readonly approvalAboveMinor: number;
  /** What a point is worth when spent. */
  readonly pointValueMinor: number;
  /** What sending an order costs the shop. */
  readonly shippingCostMinor: number;
}

export const defaultOfferSettings: OfferSettings = {
  universalHoldoutShare: 0.05,
  approvalAboveMinor: 0,
  pointValueMinor: 1,
  shippingCostMinor: 500,
};
