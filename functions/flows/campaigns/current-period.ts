import { periodBudget } from '../../domain/offers/budget-parts.ts';
import type { CampaignBudget } from '../../domain/offers/campaign.ts';
import type { CampaignDeps } from './campaign-deps.ts';

/** Name of the budget of the period that it is, `week#2026-11-23`; undefined where a campaign has none. */
export const currentPeriodBudget = (
  { perPeriod }: CampaignBudget,
  { now, timeZone }: Pick<CampaignDeps, 'now' | 'timeZone'>,
): string | undefined => perPeriod && periodBudget(perPeriod.period, now().toISOString(), timeZone);
