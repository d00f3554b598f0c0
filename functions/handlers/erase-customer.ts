import { randomUUID } from 'node:crypto';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { eraseCustomer } from '../flows/erase-customer.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createOutboxStore } from '../stores/delivery/outbox-store.ts';
import { createErasureStore } from '../stores/history/erasure-store.ts';
import { createGroupChangesStore } from '../stores/history/group-changes-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createMergesStore } from '../stores/history/merges-store.ts';
import { createCustomerModelsStore } from '../stores/models/customer-models-store.ts';
import { createOversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import { createErasedOffersStore } from '../stores/offers/erased-offers-store.ts';
import { createOffersStore } from '../stores/offers/offers-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { createRetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { currency, timeZone, maximumBasketItems } = environment();
const deps = {
  currency,
  timeZone,
  maximumBasketItems,
  history: createHistoryStore(access),
  erasure: createErasureStore(access),
  merges: createMergesStore(access),
  groupChanges: createGroupChangesStore(access),
  outbox: createOutboxStore(access),
  customers: createCustomersStore(access),
  customerModels: createCustomerModelsStore(access),
  oversizedCustomers: createOversizedCustomersStore(access),
  retentionReport: createRetentionReportStore(access),
  program: createProgramStore(access),
  offers: createOffersStore(access),
  erasedOffers: createErasedOffersStore(access),
  randomId: randomUUID,
  now: () => new Date(),
};

/** Erases a customer. */
export const handler = httpHandler({
  async 'DELETE /v1/customers/{customerId}'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const { orderCount, otherFactCount, offerCount } = await eraseCustomer(deps, customerId);
    return jsonReply({ customerId, orders: orderCount, otherFacts: otherFactCount, offers: offerCount }, caching.never);
  },
});
