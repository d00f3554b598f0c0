import { HoldfastError } from '../../domain/errors.ts';
import type { BudgetLimits, Campaign, CampaignArm } from '../../domain/offers/campaign.ts';
import { type EligibleCustomer, type Exclusion, eligibleCustomer } from '../../domain/offers/eligible-customer.ts';
import type { OfferKind } from '../../domain/offers/offer-kinds.ts';
import { type BatchPlan, planBatch } from '../../domain/offers/plan-batch.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { CustomerHistoriesStore } from '../../stores/history/customer-histories-store.ts';
import { isProfiled } from '../customers/is-profiled.ts';
import { inChunks } from '../in-chunks.ts';
import { inParallel } from '../in-parallel.ts';
import { customerForOffers, type OfferTermsOfRun } from './customer-for-offers.ts';
import type { ItemsToOffer } from './items-to-offer.ts';

export interface PlanCampaignDeps {
  readonly customers: Pick<CustomersStore, 'scanStates'>;
  readonly customerHistories: Pick<CustomerHistoriesStore, 'find'>;
  /** The items that arms of these kinds name to a customer. */
  readonly itemsFor: (row: CustomerRow, kinds: readonly OfferKind[]) => Promise<ItemsToOffer>;
  /** Milliseconds left before the caller is cut off. */
  readonly remainingMilliseconds: () => number;
}

export interface CampaignPlan extends BatchPlan {
  /** Customers looked at. */
  readonly customerCount: number;
  readonly eligibleCount: number;
  /** Of the others, by the first thing that kept each out; who was decided for before counts as `decided`. */
  readonly exclusionCounts: ReadonlyMap<Exclusion | 'decided' | 'no-purchase', number>;
}

/** Segments of the table that are read side by side. */
const segmentCount = 4;
/** Customers of a segment that are worked on side by side. */
const segmentWidth = 8;
/** Below this much time left no further customer is begun. */
const reserveMilliseconds = 60_000;
/** A draw of each takes some .3 ms. */
const mostCustomersOfBatch = 50_000;

/** States that a fact of today can lead to, whatever the night found. */
const statesOfService: readonly string[] = ['captive', 'service-first'];

/** What keeps a customer out by the row alone: their history is not read then. */
function ruledOutBy(
  { switching, group }: CustomerRow,
  { definition }: Campaign,
): 'group' | 'no-score' | 'state' | undefined {
  const { states, groups } = definition.audience;
  if (groups !== undefined && (group === undefined || !groups.includes(group.group))) return 'group';
  if (states.some((state) => statesOfService.includes(state))) return undefined;
  if (switching === undefined) return 'no-score';
  return states.includes(switching.state) ? undefined : 'state';
}

/** Redemptions left; of points, as many as the arm that gives most could be redeemed. */
function usesLeft({ uses, points }: BudgetLimits, arms: readonly CampaignArm[]): number | undefined {
  const mostPoints = Math.max(0, ...arms.map((arm) => arm.points ?? 0));
  if (points === undefined || mostPoints === 0) return uses;
  return Math.min(uses ?? Number.POSITIVE_INFINITY, Math.floor(points / mostPoints));
}

/** What is left of a budget for new offers, those that are out taken off. */
const leftOver = (left: number | undefined, out: number): number =>
  left === undefined ? Number.POSITIVE_INFINITY : Math.max(0, left - out);

/**
 * What a campaign would do today: whom it is for, who is held out, what each gets and why. Nothing is written. Reads all
 * rows of customers, and the histories of those whom the row does not rule out. Memory by eligible customers.
 * @param left what is left of the budget, in total or for the period, whichever is less
 * @throws HoldfastError `campaign.out-of-time`
 */
export async function planCampaign(
  deps: PlanCampaignDeps,
  campaign: Campaign,
  left: BudgetLimits,
  terms: OfferTermsOfRun,
): Promise<CampaignPlan> {
  const { definition } = campaign;
  const { campaignId, arms, horizonDays } = definition;
  const kinds = arms.map(({ kind }) => kind);
  const measured = terms.log.responsesOf(campaignId);
  const exclusionCounts = new Map<Exclusion | 'decided' | 'no-purchase', number>();
  const eligible: EligibleCustomer[] = [];
  let customerCount = 0;
  const exclude = (reason: Exclusion | 'decided' | 'no-purchase'): void => {
    exclusionCounts.set(reason, (exclusionCounts.get(reason) ?? 0) + 1);
  };

  async function lookAt(row: CustomerRow): Promise<void> {
    if (deps.remainingMilliseconds() < reserveMilliseconds) {
      throw new HoldfastError(
        'campaign.out-of-time',
        `time ran out before all customers of campaign ${campaignId} were seen`,
      );
    }
    if (row.objects !== true && !isProfiled(row)) return;
    customerCount += 1;
    const { customerId } = row.summary;
    if (row.objects === true) return exclude('objection');
    if (terms.log.isDecided(campaignId, customerId)) return exclude('decided');
    const ruledOut = ruledOutBy(row, campaign);
    if (ruledOut !== undefined) return exclude(ruledOut);
    const history = await deps.customerHistories.find(customerId);
    const items = await deps.itemsFor(row, kinds);
    const customer = customerForOffers(row, history, terms, horizonDays, items);
    if (customer === undefined) return exclude('no-purchase');
    const found = eligibleCustomer(definition, customer, measured, terms.settings);
    if (typeof found === 'string') return exclude(found);
    eligible.push(found);
  }

  await inParallel(Array.from({ length: segmentCount }).keys(), segmentCount, (segment) =>
    inChunks(deps.customers.scanStates(segment, segmentCount), segmentWidth, ({ row }) => lookAt(row)),
  );
  const out = terms.log.liabilitiesOf(campaignId);
  const plan = planBatch(eligible, {
    campaignId,
    decisionDate: terms.date,
    modelVersion: terms.history.models.version,
    universalHoldoutShare: terms.settings.universalHoldoutShare,
    controlShare: definition.controlShare,
    budgetMinor: leftOver(left.amountMinor, out.costMinor),
    uses: leftOver(usesLeft(left, arms), out.uses),
    mostCustomers: mostCustomersOfBatch,
  });
  return { ...plan, customerCount, eligibleCount: eligible.length, exclusionCounts };
}
