import type { Campaign, CampaignDefinition } from '../../domain/offers/campaign.ts';
import { changeDefinition, newCampaign } from '../../domain/offers/campaign-life.ts';
import type { CampaignDeps } from './campaign-deps.ts';
import { changeCampaign } from './change-campaign.ts';
import { moveBudgets } from './move-budgets.ts';

/**
 * Creates a campaign as a draft, or gives a draft or paused one another definition; the same definition again changes
 * nothing. Of one that ran, what is left of the budget moves with it, in one transaction.
 * @param keyId id of the API key of who puts it
 * @throws HoldfastError `campaign.status`, `campaign.budget`, `store.throttled`
 */
export const putCampaign = (deps: CampaignDeps, definition: CampaignDefinition, keyId: string): Promise<Campaign> =>
  changeCampaign(deps, definition.campaignId, async (found) => {
    const actor = { at: deps.now().toISOString(), keyId };
    if (found === undefined) return { campaign: newCampaign(definition, actor) };
    const campaign = changeDefinition(found, definition, actor);
    if (campaign === undefined) return undefined;
    if (campaign.startedAt === undefined) return { campaign };
    const { campaignId, budget } = definition;
    return { campaign, parts: await moveBudgets(deps, campaignId, found.definition.budget, budget) };
  });
