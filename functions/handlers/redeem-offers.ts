import { setTimeout } from 'node:timers/promises';
import { contractContext } from '../contracts/fields.ts';
import { viewOffers, viewRedemption } from '../contracts/offer-view.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { redemptionProblem } from '../contracts/redemption-problem.ts';
import { createRedemptionParser } from '../contracts/redemption-request.ts';
import { toCustomerId } from '../domain/ids.ts';
import { listLiveOffers } from '../flows/offers/list-live-offers.ts';
import { redeemOffer } from '../flows/offers/redeem-offer.ts';
import { createCampaignsStore } from '../stores/campaigns/campaigns-store.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createServiceEventsStore } from '../stores/history/service-events-store.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createRedemptionsStore } from '../stores/offers/redemptions-store.ts';
import { createOffersSwitchStore } from '../stores/offers-switch-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { readJsonBody } from './http/json-body.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { currency, timeZone, offerSettings: settings } = environment();
const now = () => new Date();
const contract = contractContext(currency, now);
const deps = {
  offers: createOffersStore(access),
  redemptions: createRedemptionsStore(access),
  campaigns: createCampaignsStore(access),
  offersSwitch: createOffersSwitchStore(access),
  customers: createCustomersStore(access),
  profiles: createProfilesStore(access),
  serviceEvents: createServiceEventsStore(access),
  history: createHistoryStore(access),
  program: createProgramStore(access),
  settings,
  timeZone,
  now,
  random: Math.random,
  pause: setTimeout,
};
const parseRedemption = createRedemptionParser(contract);

/** Tells the shop's servers which offers a customer has, and redeems them. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}/offers'({ pathParameters }) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(pathParameters?.customerId, 'customerId')));
    return jsonReply(viewOffers(customerId, await listLiveOffers(deps, customerId), contract), caching.never);
  },
  async 'POST /v1/offers/{code}/redeem'(event) {
    const code = valueOrProblem(parsePathId(event.pathParameters?.code, 'code'));
    const result = await redeemOffer(deps, { code, ...valueOrProblem(parseRedemption(readJsonBody(event))) });
    if (result.outcome === 'redeemed') return jsonReply(viewRedemption(result.offer, contract), caching.never);
    throw redemptionProblem(result.refusal, contract);
  },
});
