import { completeParts, leftInParts } from '../../domain/offers/budget-change.ts';
import { totalBudget } from '../../domain/offers/budget-parts.ts';
import type { BudgetLimits, Campaign } from '../../domain/offers/campaign.ts';
import { needsApproval } from '../../domain/offers/campaign-approval.ts';
import type { CampaignDeps } from './campaign-deps.ts';
import { unknownCampaign } from './change-campaign.ts';
import { currentPeriodBudget } from './current-period.ts';

/** What is left of a budget, of what it bounds. */
export interface BudgetLeft {
  readonly total: BudgetLimits;
  /** Of the period that it is; absent where the campaign has no budget of periods. */
  readonly period?: { readonly firstDay: string; readonly left: BudgetLimits };
}

export interface CampaignFound {
  readonly campaign: Campaign;
  readonly isApprovalNeeded: boolean;
  /** Undefined before the start. */
  readonly left: BudgetLeft | undefined;
}

async function leftOf(deps: CampaignDeps, { definition }: Campaign): Promise<BudgetLeft> {
  const { campaignId, budget } = definition;
  const leftIn = async (name: string, limits: BudgetLimits): Promise<BudgetLimits> =>
    leftInParts(completeParts(name, limits, await deps.campaigns.readParts(campaignId, name)));
  const total = await leftIn(totalBudget, budget.total);
  const current = currentPeriodBudget(budget, deps);
  if (current === undefined || budget.perPeriod === undefined) return { total };
  const [, firstDay = ''] = current.split('#');
  return { total, period: { firstDay, left: await leftIn(current, budget.perPeriod) } };
}

/** A campaign with what is left of its budget now. */
export async function withBudgetLeft(deps: CampaignDeps, campaign: Campaign): Promise<CampaignFound> {
  return {
    campaign,
    isApprovalNeeded: needsApproval(campaign.definition, deps.offers),
    left: campaign.startedAt === undefined ? undefined : await leftOf(deps, campaign),
  };
}

/** @throws HoldfastError `campaign.unknown` */
export async function readCampaign(
  { campaigns }: { readonly campaigns: Pick<CampaignDeps['campaigns'], 'find'> },
  campaignId: string,
): Promise<Campaign> {
  const campaign = await campaigns.find(campaignId);
  if (campaign === undefined) throw unknownCampaign(campaignId);
  return campaign;
}
