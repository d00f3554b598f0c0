import { createClaimRequestParser, createMergeRequestParser } from '../contracts/moving-orders.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId, toOrderId } from '../domain/ids.ts';
import { claimGuestOrder } from '../flows/moving/claim-guest-order.ts';
import { mergeCustomers } from '../flows/moving/merge-customers.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createErasureStore } from '../stores/history/erasure-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createMergesStore } from '../stores/history/merges-store.ts';
import { createMovingStore } from '../stores/history/moving-store.ts';
import { createCustomerModelsStore } from '../stores/models/customer-models-store.ts';
import { createOversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { readJsonBody } from './http/json-body.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { currency, timeZone, maximumBasketItems } = environment();
const deps = {
  currency,
  timeZone,
  maximumBasketItems,
  history: createHistoryStore(access),
  moving: createMovingStore(access),
  merges: createMergesStore(access),
  erasure: createErasureStore(access),
  customers: createCustomersStore(access),
  customerModels: createCustomerModelsStore(access),
  profiles: createProfilesStore(access),
  oversizedCustomers: createOversizedCustomersStore(access),
  program: createProgramStore(access),
  offers: createOffersStore(access),
  now: () => new Date(),
};

const parseClaim = createClaimRequestParser();
const parseMerge = createMergeRequestParser();

/** Moves orders: a guest's to the customer who claims it, and all of one customer's to another. */
export const handler = httpHandler({
  async 'POST /v1/orders/{orderId}/claim'(event) {
    const orderId = toOrderId(valueOrProblem(parsePathId(event.pathParameters?.orderId, 'orderId')));
    const { customerId } = valueOrProblem(parseClaim(readJsonBody(event)));
    return jsonReply({ orderId, ...(await claimGuestOrder(deps, orderId, customerId)) }, caching.never);
  },
  async 'POST /v1/customers/{customerId}/merge'(event) {
    const into = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const { from } = valueOrProblem(parseMerge(readJsonBody(event)));
    const merged = await mergeCustomers(deps, from, into);
    const { customerId, movedOrderCount, alreadyThereCount, movedFactCount, objects } = merged;
    const counts = { movedOrders: movedOrderCount, alreadyThere: alreadyThereCount, movedFacts: movedFactCount };
    return jsonReply({ customerId, from, ...counts, objection: objects }, caching.never);
  },
});
