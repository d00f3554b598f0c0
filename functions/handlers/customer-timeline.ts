import { parseTimelineQuery } from '../contracts/customer-timeline-query.ts';
import { viewCustomerTimeline } from '../contracts/customer-timeline-view.ts';
import { contractContext } from '../contracts/fields.ts';
import { parsePathId } from '../contracts/path-id.ts';
import { requestError, valueOrProblem } from '../contracts/problem.ts';
import { toCustomerId } from '../domain/ids.ts';
import { readTimeline } from '../flows/customers/read-timeline.ts';
import { createCustomerHistoriesStore } from '../stores/history/customer-histories-store.ts';
import { createItemsStore } from '../stores/items-store.ts';
import { environment } from './environment.ts';
import { httpHandler } from './http/http-handler.ts';
import { caching, jsonReply } from './http/http-reply.ts';
import { tableAccess } from './wiring.ts';

const access = tableAccess();
const contract = contractContext(environment().currency, () => new Date());
const deps = { customerHistories: createCustomerHistoriesStore(access), items: createItemsStore(access) };

/** Answers what happened between a customer and the shop. */
export const handler = httpHandler({
  async 'GET /v1/customers/{customerId}/timeline'(event) {
    const customerId = toCustomerId(valueOrProblem(parsePathId(event.pathParameters?.customerId, 'customerId')));
    const asked = valueOrProblem(parseTimelineQuery(event.queryStringParameters));
    const found = await readTimeline(deps, customerId, asked);
    if (found !== undefined) return jsonReply(viewCustomerTimeline(found, contract), caching.never);
    throw requestError('customer.unknown', `nothing is known of customer ${JSON.stringify(customerId)}`);
  },
});
