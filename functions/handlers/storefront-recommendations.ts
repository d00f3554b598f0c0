import { randomUUID } from 'node:crypto';
import { parsePathId } from '../contracts/path-id.ts';
import { valueOrProblem } from '../contracts/problem.ts';
import { viewRecommendations } from '../contracts/recommendation-view.ts';
import { parseRecommendationsQuery } from '../contracts/recommendations-query.ts';
import { maySeeCounts } from '../domain/access/scope.ts';
import { toItemId } from '../domain/ids.ts';
import { recommend } from '../flows/recommend.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { createRecommendationsStore } from '../stores/recommendations/recommendations-store.ts';
import { callerScopes } from './http/http-event.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const deps = {
  recommendations: createRecommendationsStore(access),
  items: createItemsStore(access),
  newRecommendationId: randomUUID,
};

/** Answers the storefront: what to show beside an item. */
export const handler = httpHandler({
  async 'GET /v1/items/{itemId}/recommendations'(event) {
    const itemId = toItemId(valueOrProblem(parsePathId(event.pathParameters?.itemId, 'itemId')));
    const query = valueOrProblem(parseRecommendationsQuery(event.queryStringParameters));
    const found = await recommend(deps, { itemId, ...query });
    return jsonReply(viewRecommendations(found, maySeeCounts(callerScopes(event))), caching.brieflyPrivate);
  },
});
