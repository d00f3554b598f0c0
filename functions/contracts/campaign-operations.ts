import * as z from 'zod';
import { pathActions } from './campaign-action-path.ts';
import { campaignSchema } from './campaign-contract.ts';
import { campaignListQuerySchema } from './campaign-list-query.ts';
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
        'A draft starts; one that runs pauses; a paused one resumes; each of them stops, for good. Repeating the call is harmless. 409 `campaign.status`, `campaign.needs-approval` or `campaign.ended` otherwise.',
      params: z.object({ campaignId: pathId, action: z.enum(pathActions) }),
      answer: { description: 'The campaign.', schema: campaign },
      problemStatuses: [400, 404, 409, 503],
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
