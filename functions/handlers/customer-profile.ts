import { parseCustomerListQuery } from '../contracts/customer-list-query.ts';
import { viewCustomerList } from '../contracts/customer-list-view.ts';
import { viewCustomer } from '../contracts/customer-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { requestError, valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { listCustomers } from '../flows/customers/list-customers.ts';
import { createModelsCache } from '../flows/customers/models-cache.ts';
import { readCustomer } from '../flows/read-customer.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createCustomerModelsStore } from '../stores/models/customer-models-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const { currency, timeZone } = environment();
const now = () => new Date();
const contract = contractContext(currency, now);
const deps = {
  customers: createCustomersStore(access),
  profiles: createProfilesStore(access),
  customerModels: createModelsCache(createCustomerModelsStore(access), now),
  program: createProgramStore(access),
  now,
  timeZone,
};

/** Answers what is known of a customer, and which customers are in a group. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const found = await readCustomer(deps, customerId);
    if (found !== undefined) return jsonReply(viewCustomer(found, contract), caching.never);
    throw requestError('customer.unknown', `customer ${JSON.stringify(customerId)} has no order or return yet`);
  },
  async 'GET /v1/customers'(event) {
    const asked = valueOrProblem(parseCustomerListQuery(event.queryStringParameters));
    return jsonReply(viewCustomerList(await listCustomers(deps, asked), contract), caching.never);
  },
});
