import { HoldfastError } from '../../domain/errors.ts';
import type { Campaign } from '../../domain/offers/campaign.ts';
import type { CampaignDeps } from './campaign-deps.ts';

/**
 * Refuses a campaign whose version nobody has seen a dry run of: who, why, cost and gain come before anything is sent.
 * @throws HoldfastError `campaign.needs-dry-run`
 */
export async function checkDryRun(
  { campaignDocuments }: Pick<CampaignDeps, 'campaignDocuments'>,
  { definition, version }: Pick<Campaign, 'definition' | 'version'>,
): Promise<void> {
  const latest = await campaignDocuments.findDryRun(definition.campaignId);
  if (latest?.campaignVersion === version) return;
  const seen = latest === undefined ? 'there is none yet' : `the latest is of version ${latest.campaignVersion}`;
  const name = JSON.stringify(definition.campaignId);
  throw new HoldfastError(
    'campaign.needs-dry-run',
    `version ${version} of campaign ${name} needs a dry run first; ${seen}`,
    {
      details: { version, dryRunVersion: latest?.campaignVersion },
    },
  );
}
