import type { Channel } from '../customers/customer-profile.ts';
import type { CustomerId, ItemId, OrderId } from '../ids.ts';
import type { Instant } from '../orders/order.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import type { ArmTerms } from './campaign.ts';

/** Who gets what: `control` of the campaign and the universal `holdout` are drawn before anything else, and get nothing. */
export const offerGroups = ['treated', 'control', 'holdout'] as const;
export type OfferGroup = (typeof offerGroups)[number];

/** What was decided of an eligible customer of a campaign, once. The log that results are made of. */
export interface OfferDecision {
  readonly campaignId: string;
  readonly customerId: CustomerId;
  readonly campaignVersion: number;
  /** Calendar day of the shop, `2026-11-23`; decisions of one day are a batch. */
  readonly decidedOn: string;
  /** Of the customer models, of the switching weights, of the response priors. */
  readonly modelVersion: string;
  readonly weightsVersion: number;
  readonly priorsVersion: string;
  readonly group: OfferGroup;
  /** `none` for doing nothing, as with all who are held out. */
  readonly armId: string;
  /** The chance with which the arm was taken, 0 to 1; 1 of who is held out. */
  readonly propensity: number;
  /** Chance of each arm that was possible, `none` first. */
  readonly propensities: Readonly<Record<string, number>>;
  readonly state: SwitchingState;
  /** P(order within the horizon) without and with the arm. */
  readonly baseProbability: number;
  readonly offerProbability: number;
  /** Whether the response to the arm was measured or is assumed. */
  readonly responseBasis: 'assumed' | 'measured';
  /** Contribution margin within the horizon of a customer who orders, minor units. */
  readonly marginMinor: number;
  /** Whether it rests on unit costs or on the rate that the shop states. */
  readonly marginBasis: 'unit-costs' | 'stated-rate' | 'none';
  /** Expected cost and expected gain beyond doing nothing, minor units. */
  readonly expectedCostMinor: number;
  readonly expectedProfitMinor: number;
  /** Margin of as many days before the decision as the horizon has, minor units: tells customers apart beforehand. */
  readonly earlierProfitMinor: number;
}

/** What the customer gets: the arm's terms as they were decided. */
export interface OfferTerms extends ArmTerms {
  /** The most it may take off or cost, minor units: the arm's and the budget's per customer, whichever is less. */
  readonly mostMinor?: number;
  /** Of `gift-item` and `bundle`: chosen from the customer's recommendations. */
  readonly itemId?: ItemId;
  readonly stacking: 'alone' | 'with-others';
  /** What must be left of an order after cost and offer, 0 to 1. */
  readonly marginFloor: number;
}

/** What was taken of each part of a budget, so that it can be given back. */
export interface BudgetShare {
  /** Sort key of the part, such as `total#03` or `day#2026-11-23#00`. */
  readonly part: string;
  readonly amountMinor: number;
  readonly uses: number;
  readonly points: number;
}

export interface Redemption {
  readonly orderId: OrderId;
  readonly redeemedAt: Instant;
  /** What it took off the order or cost, minor units. */
  readonly amountMinor: number;
  readonly points: number;
  readonly taken: readonly BudgetShare[];
}

/** What stays of a redemption by somebody who was erased: it was spent, and nobody knows by whom. */
export interface ErasedRedemption {
  readonly campaignId: string;
  readonly amountMinor: number;
  readonly points: number;
}

/** What the customer did within the horizon, once it is over. */
export interface OfferOutcome {
  readonly hasOrdered: boolean;
  /** Contribution margin of the orders of the horizon, less what offers and contacts cost; minor units. */
  readonly profitMinor: number;
  /** Calendar day of the shop. */
  readonly measuredOn: string;
}

/**
 * `decided`: not sent yet, or nothing to send (`none`). `issued`: can be redeemed until it expires. `redeemed`.
 * `withdrawn`: its state, consent or campaign changed before it was sent.
 */
export const offerStatuses = ['decided', 'issued', 'redeemed', 'withdrawn'] as const;
export type OfferStatus = (typeof offerStatuses)[number];

/** The one row of a customer in a campaign. */
export interface Offer {
  readonly decision: OfferDecision;
  readonly status: OfferStatus;
  /** Absent where nothing is offered. */
  readonly terms?: OfferTerms;
  /** From issue on: bound to the customer, used once, beyond guessing. Also the offer's id. */
  readonly code?: string;
  readonly issuedAt?: Instant;
  readonly expiresAt?: Instant;
  /** By which it is sent; absent where it is shown in the shop alone. */
  readonly channel?: Channel;
  readonly redemption?: Redemption;
  /** Absent while the horizon is not over. */
  readonly outcome?: OfferOutcome;
  /** Why it was withdrawn. */
  readonly withdrawnBecause?: string;
  readonly revision: number;
}
