import { parseCampaignAction } from '../contracts/campaign-action-path.ts';
import { createCampaignParser } from '../contracts/campaign-contract.ts';
import { campaignCursor, parseCampaignListQuery } from '../contracts/campaign-list-query.ts';
import { viewCampaign, viewCampaignList } from '../contracts/campaign-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { moneyInWords } from '../contracts/money.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import type { Campaign } from '../domain/offers/campaign.ts';
import { actOnCampaign } from '../flows/campaigns/act-on-campaign.ts';
import { putCampaign } from '../flows/campaigns/put-campaign.ts';
import { readCampaign, withBudgetLeft } from '../flows/campaigns/read-campaign.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { createCampaignDocumentsStore } from '../stores/reports/campaign-documents-store.ts';
import { environment } from './environment.ts';
import { callerKeyId, type HttpEvent } from './http/http-event.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { readJsonBody } from './http/json-body.ts';
import { offersSwitchAnswers } from './offers-switch.ts';
import { tableAccess } from './wiring.ts';

const { currency, timeZone, offerSettings: offers } = environment();
const now = () => new Date();
const contract = contractContext(currency, now);
const campaigns = createCampaignsStore(tableAccess());
const campaignDocuments = createCampaignDocumentsStore(tableAccess());
const deps = { campaignDocuments, campaigns, offers, timeZone, now, showMoney: moneyInWords(contract) };
const parseCampaign = createCampaignParser(contract);

const campaignIdOf = ({ pathParameters }: HttpEvent): string =>
  valueOrProblem(parsePathId(pathParameters?.campaignId, 'campaignId'));

const replyWith = async (campaign: Campaign) =>
  jsonReply(viewCampaign(await withBudgetLeft(deps, campaign), contract), caching.never);

/** Takes, shows and moves the campaigns of marketers, and the kill switch of all offers. */
export const handler = httpHandler({
  ...offersSwitchAnswers(),
  async 'PUT /v1/campaigns/{campaignId}'(event) {
    const definition = valueOrProblem(parseCampaign(campaignIdOf(event), readJsonBody(event)));
    return replyWith(await putCampaign(deps, definition, callerKeyId(event)));
  },
  async 'GET /v1/campaigns/{campaignId}'(event) {
    return replyWith(await readCampaign(deps, campaignIdOf(event)));
  },
  async 'GET /v1/campaigns'(event) {
    const page = await campaigns.list(valueOrProblem(parseCampaignListQuery(event.queryStringParameters)));
    return jsonReply(viewCampaignList(page.campaigns, page.next && campaignCursor(page.next)), caching.never);
  },
  async 'POST /v1/campaigns/{campaignId}/approve'(event) {
    const campaignId = campaignIdOf(event);
    return replyWith(await actOnCampaign(deps, { campaignId, action: 'approve', keyId: callerKeyId(event) }));
  },
  async 'POST /v1/campaigns/{campaignId}/{action}'(event) {
    const action = valueOrProblem(parseCampaignAction(event.pathParameters?.action));
    return replyWith(await actOnCampaign(deps, { campaignId: campaignIdOf(event), action, keyId: callerKeyId(event) }));
  },
});
