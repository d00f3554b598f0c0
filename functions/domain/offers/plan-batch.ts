import { shareOfVisitor } from '../attribution/visitor-hash.ts';
import { compareIds } from '../ids.ts';
import { type ArmDecision, decideBatch } from './decide-batch.ts';
import { candidateOf, type EligibleArm, type EligibleCustomer } from './eligible-customer.ts';
import { isCampaignControl, isUniversallyHeldOut } from './holdout.ts';
import type { OfferGroup } from './offer.ts';
import { expectedCostOf, leastArmShare } from './thompson.ts';

export interface BatchTerms {
  readonly campaignId: string;
  /** YYYY-MM-DD in the time zone of the shop. */
  readonly decisionDate: string;
  readonly modelVersion: string;
  readonly universalHoldoutShare: number;
  readonly controlShare: number;
  /** What may be spent beyond what offers that are out already may cost; infinite where there is no bound. */
  readonly budgetMinor: number;
  /** Redemptions that are left, offers that are out taken off; infinite where there is no bound. */
  readonly uses: number;
  /** Customers decided for at most, held out ones among them. */
  readonly mostCustomers: number;
  readonly redraws?: number;
}

/** A decision of one customer, before it is written. */
export interface PlannedDecision {
  readonly customer: EligibleCustomer;
  readonly group: OfferGroup;
  /** Undefined for doing nothing. */
  readonly arm: EligibleArm | undefined;
  readonly propensity: number;
  readonly propensities: Readonly<Record<string, number>>;
  /** Expected, minor units; 0 of doing nothing. */
  readonly expectedCostMinor: number;
  readonly expectedProfitMinor: number;
}

export interface BatchPlan {
  readonly decisions: readonly PlannedDecision[];
  /** Eligible customers whose turn is another day, as the budget could not try all arms on them. */
  readonly leftForLaterCount: number;
  /** What a minor unit of cost, and an offer, were taken to be worth beyond themselves: above 0 where the budget binds. */
  readonly costPrice: number;
  readonly usePrice: number;
}

/** Of the budget, what trying each arm now and then may take; the rest goes where it brings most. */
const exploringShare = 0.5;

const groupOf = (customerId: string, terms: BatchTerms): OfferGroup => {
  const { campaignId, controlShare, decisionDate, universalHoldoutShare } = terms;
  // A year's holdout, so that nobody is kept from offers for good.
  if (isUniversallyHeldOut(customerId, { share: universalHoldoutShare, salt: decisionDate.slice(0, 4) }))
    return 'holdout';
  return isCampaignControl(campaignId, customerId, { share: controlShare, salt: '' }) ? 'control' : 'treated';
};

const nothing = {
  arm: undefined,
  propensity: 1,
  propensities: { none: 1 },
  expectedCostMinor: 0,
  expectedProfitMinor: 0,
};

const profitOf = (
  { base, marginMinor }: EligibleCustomer,
  { estimate, redeemCostMinor, contactCostMinor }: EligibleArm,
) => estimate.mean * (marginMinor - redeemCostMinor) - contactCostMinor - base.mean * marginMinor;

function plannedOf(customer: EligibleCustomer, decision: ArmDecision): PlannedDecision {
  const { armId, propensity, propensities } = decision;
  const arm = customer.arms.find((one) => one.armId === armId);
  const names = ['none', ...customer.arms.map((one) => one.armId)];
  return {
    customer,
    group: 'treated',
    arm,
    propensity,
    propensities: Object.fromEntries(names.map((name, place) => [name, propensities[place] ?? 0])),
    expectedCostMinor: arm === undefined ? 0 : expectedCostOf({ ...arm, ...arm.estimate }),
    expectedProfitMinor: arm === undefined ? 0 : profitOf(customer, arm),
  };
}

/** How many of the customers, in turn, the budget can try all arms on. */
function affordableCount(
  inTurn: readonly { readonly customer: EligibleCustomer; readonly group: OfferGroup }[],
  { budgetMinor, mostCustomers }: BatchTerms,
  offers: number,
): number {
  let cost = 0;
  let uses = 0;
  let count = 0;
  for (const { customer, group } of inTurn) {
    if (group === 'treated') {
      for (const arm of customer.arms) cost += leastArmShare * expectedCostOf({ ...arm, ...arm.estimate });
      uses += leastArmShare * customer.arms.length;
      if (cost > exploringShare * budgetMinor || uses > exploringShare * offers) return count;
    }
    count += 1;
    if (count >= mostCustomers) return count;
  }
  return count;
}

/**
 * Decides for the eligible customers of a campaign, all who are held out by hash before anything else. Who comes first
 * is drawn anew each day, so those whose turn does not come are like those whose does. Uses are redemptions: so many
 * offers go out that as many are expected to be redeemed at most. Same customers and terms, same plan.
 */
export function planBatch(eligible: readonly EligibleCustomer[], terms: BatchTerms): BatchPlan {
  const lot = (customerId: string): number =>
    shareOfVisitor(JSON.stringify([terms.campaignId, customerId]), `turn|${terms.decisionDate}`);
  const inTurn = eligible
    .map((customer) => ({ customer, lot: lot(customer.customerId), group: groupOf(customer.customerId, terms) }))
    .sort((left, right) => left.lot - right.lot || compareIds(left.customer.customerId, right.customer.customerId));
  const responses = eligible.flatMap(({ arms }) => arms.map(({ estimate }) => estimate.mean));
  const meanResponse = responses.reduce((sum, mean) => sum + mean, 0) / Math.max(1, responses.length);
  const offers = Math.floor(Math.max(0, terms.uses) / Math.max(meanResponse, 0.001));
  const taken = inTurn.slice(0, affordableCount(inTurn, terms, offers));
  const treated = taken.filter(({ group }) => group === 'treated').map(({ customer }) => customer);
  const { decisions, costPrice, usePrice } = decideBatch(treated.map(candidateOf), {
    campaignId: terms.campaignId,
    decisionDate: terms.decisionDate,
    modelVersion: terms.modelVersion,
    budgetMinor: terms.budgetMinor,
    uses: Math.min(offers, treated.length),
    ...(terms.redraws === undefined ? {} : { redraws: terms.redraws }),
  });
  const byCustomer = new Map(decisions.map((decision) => [decision.customerId, decision]));
  return {
    decisions: taken.map(({ customer, group }) => {
      const decision = byCustomer.get(customer.customerId);
      return decision === undefined ? { customer, group, ...nothing } : plannedOf(customer, decision);
    }),
    leftForLaterCount: inTurn.length - taken.length,
    costPrice,
    usePrice,
  };
}
