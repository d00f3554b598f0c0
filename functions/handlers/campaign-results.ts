import { viewDryRun } from '../contracts/campaign-dry-run-view.ts';
import { viewCampaignResults } from '../contracts/campaign-results-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { readCampaign } from '../flows/campaigns/read-campaign.ts';
import { askDryRun, readDryRun } from '../flows/offers/ask-dry-run.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { createDryRunRequestsStore } from '../stores/campaigns/dry-run-requests-store.ts';
import { createCampaignDocumentsStore } from '../stores/reports/campaign-documents-store.ts';
import { environment } from './environment.ts';
import type { HttpEvent } from './http/http-event.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const now = () => new Date();
const contract = contractContext(environment().currency, now);
const deps = {
  campaigns: createCampaignsStore(access),
  dryRunRequests: createDryRunRequestsStore(access),
  campaignDocuments: createCampaignDocumentsStore(access),
  now,
};

const campaignIdOf = ({ pathParameters }: HttpEvent): string =>
  valueOrProblem(parsePathId(pathParameters?.campaignId, 'campaignId'));

/** Answers marketers with what a campaign would do, and what came of it. */
export const handler = httpHandler({
  async 'POST /v1/campaigns/{campaignId}/dry-run'(event) {
    return jsonReply(viewDryRun(await askDryRun(deps, campaignIdOf(event)), contract), caching.never);
  },
  async 'GET /v1/campaigns/{campaignId}/dry-run'(event) {
    return jsonReply(viewDryRun(await readDryRun(deps, campaignIdOf(event)), contract), caching.never);
  },
  async 'GET /v1/campaigns/{campaignId}/results'(event) {
    const campaignId = campaignIdOf(event);
    await readCampaign(deps, campaignId);
    const report = await deps.campaignDocuments.findReport(campaignId);
    return jsonReply(viewCampaignResults(campaignId, report, contract), caching.never);
  },
});
