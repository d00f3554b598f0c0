import { createBasketRequestParser } from '../contracts/basket-request.ts';
import { contractContext } from '../contracts/fields.ts';
import { createPageRequestParser } from '../contracts/page-request.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { requestError, valueOrProblem } from '../contracts/problem.ts';
import { type ViewOptions, viewAnswer } from '../contracts/recommendation-view.ts';
import { createItemQueryParser, createListQueryParser } from '../contracts/recommendations-query.ts';
import { maySeeCounts } from '../domain/access/scope.ts';
import { toItemId } from '../domain/ids.ts';
import { createCatalogueReader } from '../flows/recommend/catalogue-reader.ts';
import { fillBasket } from '../flows/recommend/fill-basket.ts';
import { fillPage } from '../flows/recommend/fill-page.ts';
import { fillSlot } from '../flows/recommend/fill-slot.ts';
import { createListReader } from '../flows/recommend/list-reader.ts';
import { createShopTotalsReader } from '../flows/recommend/shop-totals-reader.ts';
import { createCustomersStore } from '../stores/customers/customers-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { createShopTotalsStore } from '../stores/models/shop-totals-store.ts';
import { createRecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { createRelationsStore } from '../stores/recommendations/relations-store.ts';
import { environment } from './environment.ts';
import { callerScopes, type HttpEvent } from './http/http-event.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply, taggedReply } from './http/http-reply.ts';
import { readJsonBody } from './http/json-body.ts';
import { rankingComparison } from './ranking-comparison.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const now = (): Date => new Date();
const context = contractContext(environment().currency, now);
const recommendations = createRecommendationsStore(access);
const relations = createRelationsStore(access);
const deps = {
  recommendations,
  relations,
  lists: createListReader({ recommendations, relations }, now),
  catalogue: createCatalogueReader(createItemsStore(access), now),
  totals: createShopTotalsReader(createShopTotalsStore(access), now),
  customers: createCustomersStore(access),
  now,
  draw: Math.random,
  ...rankingComparison(),
};

const parseItemQuery = createItemQueryParser(context);
const parseListQuery = createListQueryParser(context);
const parseBasket = createBasketRequestParser(context);
const parsePage = createPageRequestParser(context);

const viewFor = (event: HttpEvent, withItems: boolean): ViewOptions => ({
  withCounts: maySeeCounts(callerScopes(event)),
  withItems,
  decimals: context.decimals,
});

/** Answers the storefront: what to show beside an item, a cart, on a page. */
export const handler = httpHandler({
  async 'GET /v1/items/{itemId}/recommendations'(event) {
    const itemId = toItemId(valueOrProblem(parsePathId(event.pathParameters?.itemId, 'itemId')));
    const { slot, withItems } = valueOrProblem(parseItemQuery(event.queryStringParameters, [itemId]));
    const answer = await fillSlot(deps, slot);
    const view = { itemId, known: answer.known, kind: slot.kind, ...viewAnswer(answer, viewFor(event, withItems)) };
    return taggedReply(event, jsonReply(view, caching.brieflyPrivate));
  },

  async 'GET /v1/recommendations'(event) {
    const { slot, withItems } = valueOrProblem(parseListQuery(event.queryStringParameters, []));
    const view = { kind: slot.kind, ...viewAnswer(await fillSlot(deps, slot), viewFor(event, withItems)) };
    return taggedReply(event, jsonReply(view, caching.brieflyPrivate));
  },

  async 'POST /v1/recommendations/basket'(event) {
    const { slot, withItems, customerId, excludeOwned } = valueOrProblem(parseBasket(readJsonBody(event)));
    if (customerId !== undefined && !maySeeCounts(callerScopes(event))) {
      throw requestError('access.scope', 'a key of the scope storefront alone may not name a customer');
    }
    const answer = await fillBasket(deps, slot, excludeOwned ? customerId : undefined);
    const view = { known: answer.known, kind: slot.kind, ...viewAnswer(answer, viewFor(event, withItems)) };
    return jsonReply(view, caching.never);
  },

  async 'POST /v1/recommendations/page'(event) {
    const { slots, withItems } = valueOrProblem(parsePage(readJsonBody(event)));
    const options = viewFor(event, withItems);
    const views = (await fillPage(deps, slots)).map(({ slot: { placement, kind }, answer }) => ({
      placement,
      known: answer.known,
      kind,
      ...viewAnswer(answer, options),
    }));
    return jsonReply({ slots: views }, caching.never);
  },
});
