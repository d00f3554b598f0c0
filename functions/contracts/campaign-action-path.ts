import { type CampaignAction, campaignActions } from '../domain/offers/campaign-life.ts';
import { describeValue } from './describe-value.ts';
import { type ParseResult, refused } from './parse-entry.ts';

/** What can be done with a campaign by the call that names it in its path; an approval has a call of its own. */
export const pathActions = campaignActions.filter((action) => action !== 'approve');

/** The action of a path, or `campaign.unknown-action`. */
export function parseCampaignAction(given: string | undefined): ParseResult<CampaignAction> {
  const value = pathActions.find((action) => action === given);
  if (value !== undefined) return { ok: true, value };
  const message = `is ${describeValue(given)}; a campaign knows ${pathActions.join(', ')} by this call`;
  return refused('campaign.unknown-action', 'action', message);
}
