import type { Channel } from '../customers/customer-profile.ts';
import type { Instant } from '../orders/order.ts';
import type { GroupName } from '../standing/customer-group.ts';
import type { SignalName } from '../switching/signal.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import type { SwitchingType } from '../switching/switching-weights.ts';
import type { OfferKind } from './offer-kinds.ts';

/** A score or signal within bounds; a value that is not known is not within them. */
export interface ScoreBounds {
  readonly score: SwitchingType | 'switchingCost' | 'hold' | SignalName;
  /** 0 to 1. */
  readonly atLeast?: number;
  /** 0 to 1. */
  readonly atMost?: number;
}

/** Whom a campaign is for: all that is said must hold. */
export interface CampaignAudience {
  readonly states: readonly SwitchingState[];
  /** Default: every group. */
  readonly groups?: readonly GroupName[];
  readonly scores?: readonly ScoreBounds[];
  /** Expected net spend of the next 12 months, minor units. */
  readonly lifetimeValueMinor?: { readonly atLeast?: number; readonly atMost?: number };
  /** Only arms that answer a kind of switching cost which is low with the customer. Default false. */
  readonly onlyWhereWeak?: boolean;
}

/** What an arm gives, and under which terms. Amounts in minor units. */
export interface ArmTerms {
  readonly kind: OfferKind;
  /** 1 to 100; of `percent` and `bundle`. */
  readonly percent?: number;
  /** Of `amount` and `tier-credit`; of `percent`, `bundle` and `free-shipping` the most that is given. */
  readonly amountMinor?: number;
  /** Of `points`. */
  readonly points?: number;
  /** What the shop bears for a gift, a set-up, a call or early access when it is taken up. */
  readonly costMinor?: number;
  /** Of `subscription-set-up`: how the customer cancels, in words that are shown with the offer. */
  readonly howToCancel?: string;
  /** 0 where any order may redeem it. */
  readonly minimumSpendMinor: number;
  /** Cost of sending it, minor units. */
  readonly contactCostMinor: number;
}

export interface CampaignArm extends ArmTerms {
  /** Not `none`, which every campaign has besides. */
  readonly armId: string;
}

/** What a campaign may spend; what is not named is not bounded. */
export interface BudgetLimits {
  readonly amountMinor?: number;
  readonly uses?: number;
  readonly points?: number;
}

/** Weeks begin on Monday. Days of the shop's time zone. */
export const budgetPeriods = ['day', 'week', 'month'] as const;
export type BudgetPeriod = (typeof budgetPeriods)[number];

export interface CampaignBudget {
  readonly total: BudgetLimits;
  readonly perPeriod?: BudgetLimits & { readonly period: BudgetPeriod };
  /** What one customer may get of this campaign: an offer gives no more. */
  readonly perCustomer?: Pick<BudgetLimits, 'amountMinor' | 'points'>;
}

/** No message from `from` until `until`, `HH:MM` of the customer's own time zone, else of the shop's. May pass midnight. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** What a marketer decides of a campaign. */
export interface CampaignDefinition {
  readonly campaignId: string;
  readonly name: string;
  readonly audience: CampaignAudience;
  /** 1 to 10. */
  readonly arms: readonly CampaignArm[];
  /** H: days after the decision within which orders count. */
  readonly horizonDays: number;
  /** Share of the eligible that get nothing, to measure by. */
  readonly controlShare: number;
  readonly budget: CampaignBudget;
  /** What must be left of an order's net value after its cost and the offer, 0 to 1. */
  readonly marginFloor: number;
  readonly startsAt: Instant;
  /** No decision after it. */
  readonly endsAt: Instant;
  /** Days that an offer can be redeemed. */
  readonly offerDays: number;
  /** Days since a customer's last offer of any campaign. */
  readonly coolDownDays: number;
  /** Whether an order may redeem it beside other offers. */
  readonly stacking: 'alone' | 'with-others';
  /** In order of preference; an offer goes by the first that the customer agreed to. Empty: shown in the shop alone. */
  readonly channels: readonly Channel[];
  readonly quietHours: Readonly<Partial<Record<Channel, QuietHours>>>;
  /** The least effects worth finding: a difference of order shares, and minor units per customer. */
  readonly leastOrderEffect: number;
  readonly leastProfitEffectMinor: number;
}

/**
 * `draft`: may be changed. `running`: decides and issues every night. `paused`: neither, offers that are out stay good.
 * `stopped`: for good, and nothing can be redeemed any more.
 */
export const campaignStatuses = ['draft', 'running', 'paused', 'stopped'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

/** A campaign as it stands. */
export interface Campaign {
  readonly definition: CampaignDefinition;
  /** Counts changes of the definition from 1: a decision says under which it was made. */
  readonly version: number;
  readonly status: CampaignStatus;
  /** Key id of who approved this version, where its budget needs it. */
  readonly approvedBy?: string;
  /** When it ran first; its budget has parts since. Absent before. */
  readonly startedAt?: Instant;
  /** What was done by whom, newest last; the latest 100. */
  readonly audit: readonly CampaignAuditEntry[];
  readonly revision: number;
}

export interface CampaignAuditEntry {
  readonly at: Instant;
  /** Id of the API key. */
  readonly keyId: string;
  readonly action: 'created' | 'changed' | 'approved' | 'started' | 'paused' | 'resumed' | 'stopped';
  readonly version: number;
}
