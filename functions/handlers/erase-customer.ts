import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { eraseCustomer } from '../flows/erase-customer.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createErasureStore } from '../stores/history/erasure-store.ts';
import { createHistoryStore } from '../stores/history/history-store.ts';
import { createOversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const deps = {
  ...environment(),
  history: createHistoryStore(access),
  erasure: createErasureStore(access),
  customers: createCustomersStore(access),
  oversizedCustomers: createOversizedCustomersStore(access),
  program: createProgramStore(access),
  now: () => new Date(),
};

/** Erases a customer. */
export const handler = httpHandler({
  async 'DELETE /v1/customers/{customerId}'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const { orderCount, otherFactCount } = await eraseCustomer(deps, customerId);
    return jsonReply({ customerId, orders: orderCount, otherFacts: otherFactCount }, caching.never);
  },
});
