import { splitBudget, totalBudget } from '../../domain/offers/budget-parts.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import { needsApproval } from '../../domain/offers/campaign-approval.ts';
import { applyAction, type CampaignAction } from '../../domain/offers/campaign-life.ts';
import type { BudgetPartWrite } from '../../stores/campaigns/budget-part-writes.ts';
import type { CampaignDeps } from './campaign-deps.ts';
import { changeCampaign, unknownCampaign } from './change-campaign.ts';
import { checkDryRun } from './check-dry-run.ts';

export interface AskedAction {
  readonly campaignId: string;
  readonly action: CampaignAction;
  /** Id of the API key of who asks. */
  readonly keyId: string;
}

/** Closing the total closes all: nothing is taken of a period that is not taken of the total as well. */
async function closedParts({ campaigns }: CampaignDeps, campaignId: string): Promise<readonly BudgetPartWrite[]> {
  const parts = await campaigns.readParts(campaignId, totalBudget);
  return parts.map((part) => ({ do: 'close', part }));
}

/**
 * Approves, starts, pauses, resumes or stops a campaign; doing it again changes nothing. The start makes the parts of
 * its total budget and the stop closes them, in one transaction with the status.
 * @throws HoldfastError `campaign.unknown`, `campaign.status`, `campaign.needs-approval`, `campaign.ended`,
 * `store.throttled`
 */
export const actOnCampaign = (deps: CampaignDeps, { campaignId, action, keyId }: AskedAction): Promise<Campaign> =>
  changeCampaign(deps, campaignId, async (found) => {
    if (found === undefined) throw unknownCampaign(campaignId);
    const actor = { at: deps.now().toISOString(), keyId };
    const campaign = applyAction(found, action, actor, needsApproval(found.definition, deps.offers));
    if (campaign === undefined) return undefined;
    if (action === 'start' || action === 'resume') await checkDryRun(deps, found);
    if (action === 'stop') return { campaign, parts: await closedParts(deps, campaignId) };
    if (action !== 'start') return { campaign };
    const parts = splitBudget(totalBudget, found.definition.budget.total);
    return { campaign, parts: parts.map((part) => ({ do: 'make', part })) };
  });
