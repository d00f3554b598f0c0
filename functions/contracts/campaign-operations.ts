import * as z from 'zod';
import { pathActions } from './campaign-action-path.ts';
import { campaignSchema } from './campaign-contract.ts';
import { dryRunSchema } from './campaign-dry-run-view.ts';
import { campaignListQuerySchema } from './campaign-list-query.ts';
import { campaignResultsSchema } from './campaign-results-view.ts';
import { campaignAnswerSchema, campaignListSchema } from './campaign-view.ts';
import type { ContractContext } from './fields.ts';
import { offersSwitchRequestSchema, offersSwitchSchema } from './offers-switch-contract.ts';
import { bodyStatuses, type Operation, pathId } from './operation.ts';
import type { RouteKey } from './routes.ts';

type CampaignRoute = Extract<RouteKey, `${string}/campaigns${string}` | `${string}/offers/switch`>;

/** The calls of campaigns and of the kill switch. */
export function campaignOperations(context: ContractContext): Readonly<Record<CampaignRoute, Operation>> {
  const definition = campaignSchema(context).meta({ id: 'CampaignDefinition' });
  const campaign = campaignAnswerSchema(definition);
  const params = z.object({ campaignId: pathId });
  return {
    'PUT /v1/campaigns/{campaignId}': {
      operationId: 'putCampaign',
      summary: 'Create a campaign, or change one that is a draft or paused',
      description:
        'The campaign is replaced whole. A change counts the version up and voids the approval; the same again changes nothing. Of one that ran, what is left of the budget moves by the difference. 409 `campaign.status` while it runs or once it is stopped, `campaign.budget` where the budget is less than what is spent.',
      params,
      body: definition,
      answer: { description: 'The campaign.', schema: campaign },
      problemStatuses: [...bodyStatuses, 409],
    },
    'GET /v1/campaigns': {
      operationId: 'listCampaigns',
      summary: 'All campaigns, by id',
      query: campaignListQuerySchema,
      answer: { description: 'A page of the list.', schema: campaignListSchema },
      problemStatuses: [400, 503],
    },
    'GET /v1/campaigns/{campaignId}': {
      operationId: 'readCampaign',
      summary: 'A campaign, with what is left of its budget and what was done by whom',
      params,
      answer: { description: 'The campaign.', schema: campaign },
      problemStatuses: [400, 404, 503],
    },
    'POST /v1/campaigns/{campaignId}/approve': {
      operationId: 'approveCampaign',
      summary: 'Approve this version of a campaign',
      description:
        'Needed before one starts or resumes whose total budget may cost more than the stage lets run unseen. Repeating the call is harmless.',
      params,
      answer: { description: 'The campaign.', schema: campaign },
      problemStatuses: [400, 404, 409, 503],
    },
    'POST /v1/campaigns/{campaignId}/{action}': {
      operationId: 'moveCampaign',
      summary: 'Start, pause, resume or stop a campaign',
      description:
        'A draft starts; one that runs pauses; a paused one resumes; each of them stops, for good. Repeating the call is harmless. A start or resume needs a dry run of this version. 409 `campaign.status`, `campaign.needs-dry-run`, `campaign.needs-approval` or `campaign.ended` otherwise.',
      params: z.object({ campaignId: pathId, action: z.enum(pathActions) }),
      answer: { description: 'The campaign.', schema: campaign },
      problemStatuses: [400, 404, 409, 503],
    },
    'POST /v1/campaigns/{campaignId}/dry-run': {
      operationId: 'askDryRun',
      summary: 'Try a campaign on all customers, without writing or sending anything',
      description:
        'It is made in the seconds or minutes that follow; read it with GET. A version of a campaign starts or resumes once there is a dry run of it.',
      params,
      answer: { description: 'The dry run, under way.', schema: dryRunSchema },
      problemStatuses: [400, 404, 503],
    },
    'GET /v1/campaigns/{campaignId}/dry-run': {
      operationId: 'readDryRun',
      summary: 'Who would get what, why, at which cost and gain, and who would be held out',
      params,
      answer: { description: 'The latest dry run.', schema: dryRunSchema },
      problemStatuses: [400, 404, 503],
    },
    'GET /v1/campaigns/{campaignId}/results': {
      operationId: 'readCampaignResults',
      summary: 'What came of a campaign: sent, redeemed, and more orders and profit than without it',
      params,
      answer: { description: 'The report of the latest night.', schema: campaignResultsSchema },
      problemStatuses: [400, 404, 503],
    },
    'GET /v1/offers/switch': {
      operationId: 'readOffersSwitch',
      summary: 'Whether all offers of the shop are stopped',
      answer: { description: 'The kill switch.', schema: offersSwitchSchema },
      problemStatuses: [503],
    },
    'PUT /v1/offers/switch': {
      operationId: 'setOffersSwitch',
      summary: 'Stop all offers of the shop, or let them go on',
      description: 'While they are stopped, nothing is decided, issued or redeemed; campaigns keep their status.',
      body: offersSwitchRequestSchema(),
      answer: { description: 'The kill switch.', schema: offersSwitchSchema },
      problemStatuses: bodyStatuses,
    },
  };
}
