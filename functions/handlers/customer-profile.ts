import { viewCustomer } from '../contracts/customer-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { requestError, valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { readCustomer } from '../flows/read-customer.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const contract = contractContext(environment().currency, () => new Date());
const deps = { customers: createCustomersStore(tableAccess()) };

/** Answers what is known of a customer. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const found = await readCustomer(deps, customerId);
    if (found !== undefined) return jsonReply(viewCustomer(found, contract), caching.never);
    throw requestError('customer.unknown', `customer ${JSON.stringify(customerId)} has no order or return yet`);
  },
});
