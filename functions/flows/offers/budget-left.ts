import { completeParts, leftInParts } from '../../domain/offers/budget-change.ts';
import { periodBudget, totalBudget } from '../../domain/offers/budget-parts.ts';
import type { BudgetLimits, Campaign } from '../../domain/offers/campaign.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';

export interface BudgetLeftDeps {
  readonly campaigns: Pick<CampaignsStore, 'readParts'>;
  readonly now: () => Date;
  /** IANA name. */
  readonly timeZone: string;
}

const lesser = (left: number | undefined, right: number | undefined): number | undefined =>
  left === undefined || right === undefined ? (left ?? right) : Math.min(left, right);

/** What a campaign may still spend: the lesser of what is left in all and in the period that it is. */
export async function budgetLeft(
  { campaigns, now, timeZone }: BudgetLeftDeps,
  { definition }: Campaign,
): Promise<BudgetLimits> {
  const { campaignId, budget } = definition;
  const leftIn = async (name: string, limits: BudgetLimits): Promise<BudgetLimits> =>
    leftInParts(completeParts(name, limits, await campaigns.readParts(campaignId, name)));
  const total = await leftIn(totalBudget, budget.total);
  if (budget.perPeriod === undefined) return total;
  const { period, ...limits } = budget.perPeriod;
  const ofPeriod = await leftIn(periodBudget(period, now().toISOString(), timeZone), limits);
  const [amountMinor, uses, points] = (['amountMinor', 'uses', 'points'] as const).map((unit) =>
    lesser(total[unit], ofPeriod[unit]),
  );
  return {
    ...(amountMinor === undefined ? {} : { amountMinor }),
    ...(uses === undefined ? {} : { uses }),
    ...(points === undefined ? {} : { points }),
  };
}
