import type { DryRunState } from '../../domain/offers/dry-run.ts';
import type { CampaignsStore } from '../../stores/campaigns/campaigns-store.ts';
import type { DryRunRequestsStore } from '../../stores/campaigns/dry-run-requests-store.ts';
import type { CampaignDocumentsStore } from '../../stores/reports/campaign-documents-store.ts';
import { readCampaign } from '../campaigns/read-campaign.ts';

export interface AskDryRunDeps {
  readonly campaigns: Pick<CampaignsStore, 'find'>;
  readonly dryRunRequests: DryRunRequestsStore;
  readonly campaignDocuments: Pick<CampaignDocumentsStore, 'findDryRun'>;
  readonly now: () => Date;
}

/** Asks for a dry run, which is made in the seconds or minutes that follow. @throws HoldfastError `campaign.unknown` */
export async function askDryRun(deps: AskDryRunDeps, campaignId: string): Promise<DryRunState> {
  await readCampaign(deps, campaignId);
  const askedAt = deps.now().toISOString();
  await deps.dryRunRequests.put(campaignId, askedAt);
  return { campaignId, status: 'running', askedAt, latest: await deps.campaignDocuments.findDryRun(campaignId) };
}

/** @throws HoldfastError `campaign.unknown` */
export async function readDryRun(deps: AskDryRunDeps, campaignId: string): Promise<DryRunState> {
  const [, askedAt, latest] = await Promise.all([
    readCampaign(deps, campaignId),
    deps.dryRunRequests.findAskedAt(campaignId),
    deps.campaignDocuments.findDryRun(campaignId),
  ]);
  if (askedAt === undefined) return { campaignId, status: 'none', askedAt, latest };
  return { campaignId, status: latest !== undefined && latest.madeAt >= askedAt ? 'done' : 'running', askedAt, latest };
}
