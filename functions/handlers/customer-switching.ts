import { viewCustomerSwitching } from '../contracts/customer-switching-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { requestError, valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { createModelsCache } from '../flows/customers/models-cache.ts';
import { readSwitching } from '../flows/switching/read-switching.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createCustomerHistoriesStore } from '../stores/history/customer-histories-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { createBasketCountsStore } from '../stores/models/basket-counts-store.ts';
import { createCustomerModelsStore } from '../stores/models/customer-models-store.ts';
import { createLearntShopStore } from '../stores/models/learnt-shop-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { createRelationsStore } from '../stores/recommendations/relations-store.ts';
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
  customerHistories: createCustomerHistoriesStore(access),
  customerModels: createModelsCache(createCustomerModelsStore(access), now),
  learntShop: createLearntShopStore(access),
  program: createProgramStore(access),
  items: createItemsStore(access),
  relations: createRelationsStore(access),
  basketCounts: createBasketCountsStore(access),
  now,
  currency,
  timeZone,
};

/** Answers what holds a customer and what pulls, measured from the whole history when asked. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}/switching-costs'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const found = await readSwitching(deps, customerId);
    if (found !== undefined) return jsonReply(viewCustomerSwitching(found, contract), caching.never);
    throw requestError('customer.unknown', `customer ${JSON.stringify(customerId)} has no order or return yet`);
  },
});
