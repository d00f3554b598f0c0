import type { CustomerId, ItemId } from '../ids.ts';
import type { GroupName } from '../standing/customer-group.ts';
import type { ExpectedWithin } from '../standing/expected-within.ts';
import type { CustomerSwitching } from '../switching/customer-switching.ts';
import type { SwitchingState } from '../switching/switching-state.ts';
import { expectedRedeemCostMinor, mostMinorOf } from './arm-cost.ts';
import { audienceExclusion } from './audience.ts';
import type { CampaignArm, CampaignDefinition } from './campaign.ts';
import type { ContributionMargin } from './contribution-margin.ts';
import type { OfferCandidate } from './decide-batch.ts';
import { eligibleArms } from './eligible-arms.ts';
import { isGuardedAgainst } from './guardrails.ts';
import type { OfferSettings } from './offer-settings.ts';
import { baseBandOf, estimateResponse, type ResponseCounts, type ResponseEstimate } from './response-priors.ts';
import { weakTypesOf } from './weak-types.ts';

/** All that a decision looks at of a customer. Nothing of it is age, sex or region. */
export interface CustomerForOffers {
  readonly customerId: CustomerId;
  readonly objects: boolean;
  /** An account of the shop's own staff or tests. */
  readonly isTest: boolean;
  readonly state: SwitchingState | null;
  readonly group: GroupName | undefined;
  readonly switching: Pick<CustomerSwitching, 'signals' | 'scores'>;
  readonly lifetimeValueMinor: number | null;
  readonly probabilityAlive: number | null;
  /** Within the campaign's horizon, if nothing is done. */
  readonly expected: ExpectedWithin | null;
  /** Of the last 365 days. */
  readonly margin: ContributionMargin;
  /** Of as many days as the horizon has, before the decision; minor units. */
  readonly earlierProfitMinor: number;
  /** An offer of any campaign that can still be redeemed, or waits to be sent. */
  readonly hasOpenOffer: boolean;
  /** Days since the last decision to offer something; undefined where there was none. */
  readonly daysSinceLastOffer: number | undefined;
  /** What is recommended to the customer first. */
  readonly giftItemId: ItemId | undefined;
  /** What customers go on to buy after something that this one has. */
  readonly complementItemId: ItemId | undefined;
}

export const exclusions = [
  'objection',
  'test-account',
  'no-score',
  'state',
  'group',
  'lifetime-value',
  'score',
  'open-offer',
  'cool-down',
  'no-forecast',
  'no-arm',
] as const;
export type Exclusion = (typeof exclusions)[number];

/** A customer's arm with what it is expected to do and cost. */
export interface EligibleArm extends CampaignArm {
  readonly estimate: ResponseEstimate;
  readonly redeemCostMinor: number;
  readonly mostMinor: number | undefined;
  readonly itemId: ItemId | undefined;
}

export interface EligibleCustomer {
  readonly customerId: CustomerId;
  readonly state: SwitchingState;
  readonly base: ResponseEstimate;
  readonly marginMinor: number;
  readonly marginBasis: ContributionMargin['basis'];
  readonly earlierProfitMinor: number;
  readonly arms: readonly EligibleArm[];
}

/** Counts of what customers of a band of base probability did with an arm; see `baseBandOf`. */
export type MeasuredResponses = (armId: string, band: number) => ResponseCounts;

/** Probabilities of exactly 0 or 1 have no odds. */
const kept = (probability: number): number => Math.min(0.999, Math.max(0.001, probability));

/** The item that an arm names to a customer; undefined where it needs none, or there is none. */
function itemOf({ kind }: CampaignArm, customer: CustomerForOffers): ItemId | undefined {
  if (kind === 'gift-item') return customer.giftItemId;
  return kind === 'bundle' ? customer.complementItemId : undefined;
}
const needsItem = ({ kind }: CampaignArm): boolean => kind === 'bundle' || kind === 'gift-item';

/**
 * Whether a customer may get something of a campaign, and what; else the first thing that forbids it. The same of who
 * is held out, so that both sides of a comparison are chosen alike. O(arms x signals).
 */
export function eligibleCustomer(
  { audience, arms, horizonDays, coolDownDays, budget }: CampaignDefinition,
  customer: CustomerForOffers,
  measured: MeasuredResponses,
  settings: OfferSettings,
): EligibleCustomer | Exclusion {
  const { state, expected, margin } = customer;
  if (customer.objects) return 'objection';
  if (customer.isTest) return 'test-account';
  const excluded = audienceExclusion(audience, customer);
  if (excluded !== undefined || state === null) return excluded ?? 'no-score';
  if (customer.hasOpenOffer) return 'open-offer';
  if ((customer.daysSinceLastOffer ?? Number.POSITIVE_INFINITY) < coolDownDays) return 'cool-down';
  if (expected === null || horizonDays <= 0) return 'no-forecast';

  const guarded = { signals: customer.switching.signals, probabilityAlive: customer.probabilityAlive };
  const allowed = eligibleArms(
    { arms, states: audience.states, onlyWhereWeak: audience.onlyWhereWeak ?? false },
    {
      state,
      weakTypes: weakTypesOf(customer.switching.scores.types),
      objectsToProfiling: false,
      isMarginKnown: margin.basis !== 'none',
    },
  ).filter((arm) => !isGuardedAgainst(arm.kind, guarded) && (!needsItem(arm) || itemOf(arm, customer) !== undefined));
  if (allowed.length === 0) return 'no-arm';

  const probability = kept(expected.probabilityOfOrder);
  const band = baseBandOf(probability);
  const spendMinor = expected.spendPerPurchaseDayMinor;
  // E[orders | at least one]: the margin of a customer who orders is that of all orders of the horizon.
  const orders = Math.max(1, expected.purchaseDays / probability);
  const rate = margin.netSpendMinor > 0 ? margin.marginMinor / margin.netSpendMinor : (settings.marginRate ?? 0);
  return {
    customerId: customer.customerId,
    state,
    base: estimateResponse('none', probability, measured('none', band)),
    marginMinor: Math.max(0, rate * spendMinor * orders),
    marginBasis: margin.basis,
    earlierProfitMinor: customer.earlierProfitMinor,
    arms: allowed.map((arm): EligibleArm => {
      const mostMinor = mostMinorOf(arm, budget.perCustomer?.amountMinor);
      return {
        ...arm,
        estimate: estimateResponse(arm.kind, probability, measured(arm.armId, band)),
        redeemCostMinor: expectedRedeemCostMinor(arm, { valueMinor: spendMinor }, settings, mostMinor),
        mostMinor,
        itemId: itemOf(arm, customer),
      };
    }),
  };
}

/** As the draw of a batch sees it. */
export const candidateOf = ({ customerId, marginMinor, base, arms }: EligibleCustomer): OfferCandidate => ({
  customerId,
  marginMinor,
  base,
  arms: arms.map(({ armId, estimate, redeemCostMinor, contactCostMinor }) => ({
    armId,
    alpha: estimate.alpha,
    beta: estimate.beta,
    redeemCostMinor,
    contactCostMinor,
  })),
});
