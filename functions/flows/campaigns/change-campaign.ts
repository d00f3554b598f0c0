import { HoldfastError } from '../../domain/errors.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { CampaignContent } from '../../domain/offers/campaign-life.ts';
import type { BudgetPartWrite } from '../../stores/campaigns/budget-part-writes.ts';
import { maximumFenceAttempts } from '../recompute-fenced.ts';
import type { CampaignDeps } from './campaign-deps.ts';

/** A campaign as it is to be, with what becomes of its budget. */
export interface CampaignChange {
  readonly campaign: CampaignContent;
  readonly parts?: readonly BudgetPartWrite[];
}

/**
 * Reads a campaign, decides what becomes of it and puts it, from the start again where somebody else wrote it or took
 * from its budget meanwhile.
 * @param decide undefined where nothing is to change
 * @returns the campaign as it then is
 * @throws HoldfastError `store.throttled` after five attempts, and what `decide` throws
 */
export async function changeCampaign(
  { campaigns }: Pick<CampaignDeps, 'campaigns'>,
  campaignId: string,
  decide: (found: Campaign | undefined) => Promise<CampaignChange | undefined>,
): Promise<Campaign> {
  for (let attempt = 0; attempt < maximumFenceAttempts; attempt += 1) {
    const found = await campaigns.find(campaignId);
    const change = await decide(found);
    if (change === undefined) {
      if (found !== undefined) return found;
      throw unknownCampaign(campaignId);
    }
    if (await campaigns.put(change.campaign, found?.revision, change.parts)) {
      return { ...change.campaign, revision: (found?.revision ?? 0) + 1 };
    }
  }
  const message = `campaign ${JSON.stringify(campaignId)} is being changed by others; send the request again`;
  throw new HoldfastError('store.throttled', message);
}

export const unknownCampaign = (campaignId: string): HoldfastError =>
  new HoldfastError('campaign.unknown', `there is no campaign ${JSON.stringify(campaignId)}`);
