import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { createPersonalQueryParser } from '../contracts/personal-query.ts';
import { viewPersonal } from '../contracts/personal-view.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { recommendPersonally } from '../flows/personal/recommend-personally.ts';
import { createCatalogueReader } from '../flows/recommend/catalogue-reader.ts';
import { createListReader } from '../flows/recommend/list-reader.ts';
import { createShopTotalsReader } from '../flows/recommend/shop-totals-reader.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { createShopTotalsStore } from '../stores/models/shop-totals-store.ts';
import { createProgramStore } from '../stores/program-store.ts';
import { createRecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { createRelationsStore } from '../stores/recommendations/relations-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const { currency, timeZone } = environment();
const access = tableAccess();
const now = (): Date => new Date();
const context = contractContext(currency, now);
const recommendations = createRecommendationsStore(access);
const relations = createRelationsStore(access);
const deps = {
  customers: createCustomersStore(access),
  profiles: createProfilesStore(access),
  program: createProgramStore(access),
  recommendations,
  relations,
  lists: createListReader({ recommendations, relations }, now),
  catalogue: createCatalogueReader(createItemsStore(access), now),
  totals: createShopTotalsReader(createShopTotalsStore(access), now),
  now,
  timeZone,
};

const parseQuery = createPersonalQueryParser(context);

/** Answers the shop's own servers with what a customer may like, and may want again. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}/recommendations'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const { request, withItems } = valueOrProblem(parseQuery(event.queryStringParameters, customerId));
    const answer = await recommendPersonally(deps, request);
    return jsonReply(viewPersonal(answer, { withItems, decimals: context.decimals }), caching.never);
  },
});
