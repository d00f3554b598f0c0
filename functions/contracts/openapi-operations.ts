import * as z from 'zod';
import { basketRequestSchema } from './basket-request.ts';
import { callerSchema } from './caller-view.ts';
import { campaignOperations } from './campaign-operations.ts';
import { customerProfileSchema } from './customer-contract.ts';
import { customerListQuerySchema } from './customer-list-query.ts';
import { customerListSchema } from './customer-list-view.ts';
import { customerSwitchingSchema } from './customer-switching-view.ts';
import { timelineQuerySchema } from './customer-timeline-query.ts';
import { customerTimelineSchema } from './customer-timeline-view.ts';
import { customerSchema } from './customer-view.ts';
import { type EnvelopeName, envelopeSchema } from './envelope.ts';
import { erasureSchema } from './erasure-view.ts';
import { eventSchema } from './event-contract.ts';
import type { ContractContext } from './fields.ts';
import { healthSchema } from './health-view.ts';
import { type EntryIdName, ingestResultSchema } from './ingest-result.ts';
import { itemSchema } from './item-contract.ts';
import { claimedOrderSchema, claimRequestSchema, mergedCustomersSchema, mergeRequestSchema } from './moving-orders.ts';
import { offerOperations } from './offer-operations.ts';
import { bodyStatuses, type Operation, pathId } from './operation.ts';
import { orderSchema } from './order-contract.ts';
import { pageRequestSchema } from './page-request.ts';
import { personalQuerySchema } from './personal-query.ts';
import { personalRecommendationsSchema } from './personal-view.ts';
import { putConditionSchema } from './put-condition.ts';
import { recommendationReportSchema } from './recommendation-report-view.ts';
import {
  basketRecommendationsSchema,
  pageRecommendationsSchema,
  recommendationsSchema,
  shopRecommendationsSchema,
} from './recommendation-view.ts';
import { listsQuerySchema, recommendationsQuerySchema } from './recommendations-query.ts';
import { retentionReportSchema } from './retention-report-view.ts';
import { tilePaths } from './retention-tile-path.ts';
import type { RouteKey } from './routes.ts';

const ingest = (
  name: EnvelopeName,
  idName: EntryIdName,
  entry: z.ZodType,
  operation: Pick<Operation, 'operationId' | 'summary' | 'description' | 'headers'>,
): Operation => ({
  ...operation,
  body: envelopeSchema(name, entry),
  answer: {
    description: 'What became of the entries. Good ones are stored though others are bad.',
    schema: ingestResultSchema(idName),
  },
  problemStatuses: bodyStatuses,
});

/** One for each route; a route without one does not compile. */
export const operations = (context: ContractContext): Readonly<Record<RouteKey, Operation>> => ({
  'POST /v1/orders': ingest('orders', 'orderId', orderSchema(context).meta({ id: 'Order' }), {
    operationId: 'recordOrders',
    summary: 'Send orders, new and changed',
    description:
      'An order is sent whole whenever it changes, with a later `updatedAt`. Sending one again, or an older state of it, changes nothing.',
  }),
  'POST /v1/events': ingest('events', 'eventId', eventSchema(context), {
    operationId: 'recordEvents',
    summary: 'Send what happened beside orders',
    description:
      'An event never changes: the same `eventId` with another content is rejected. A storefront key may send `recommendation-click` and `item-view` alone. Views are kept only when a server key sends them and they name a customer.',
  }),
  'PUT /v1/items': ingest('items', 'itemId', itemSchema(context).meta({ id: 'Item' }), {
    operationId: 'putItems',
    summary: 'Put items of the catalogue',
    description: 'An item is replaced whole, or with `If-None-Match: *` left as it is.',
    headers: putConditionSchema,
  }),
  'PUT /v1/customers': ingest(
    'customers',
    'customerId',
    customerProfileSchema(context).meta({ id: 'CustomerProfile' }),
    {
      operationId: 'putCustomers',
      summary: 'Put what the shop says of customers: consent, objection, profile',
      description:
        'A profile is replaced whole: what is not sent again is forgotten, an objection or a consent too. It holds from the answer on.',
    },
  ),
  'GET /v1/items/{itemId}/recommendations': {
    operationId: 'recommendForItem',
    summary: 'What to show beside an item',
    description:
      'Falls back to best-sellers of the category and of the shop, and says so in `source`. An `etag` comes along; the same in `if-none-match` gives a 304.',
    params: z.object({ itemId: pathId }),
    query: recommendationsQuerySchema(context),
    answer: { description: 'The list, best first; also for an item that is not known.', schema: recommendationsSchema },
    problemStatuses: [400, 503],
  },
  'GET /v1/recommendations': {
    operationId: 'recommendOfShop',
    summary: 'Best-sellers, trending and new items of the shop or a category',
    description:
      'A list that is short is filled up with best-sellers, and each entry says so in `source` and `reasonCode`.',
    query: listsQuerySchema(context),
    answer: { description: 'The list, best first.', schema: shopRecommendationsSchema },
    problemStatuses: [400, 503],
  },
  'POST /v1/recommendations/basket': {
    operationId: 'recommendForBasket',
    summary: 'What to add to a cart',
    description:
      'Adds up what is bought together with each item of the cart; `becauseOf` names the one that says most.',
    body: basketRequestSchema(context),
    answer: { description: 'The list, best first.', schema: basketRecommendationsSchema },
    problemStatuses: bodyStatuses,
  },
  'POST /v1/recommendations/page': {
    operationId: 'recommendForPage',
    summary: 'Several lists for one page, without repeats',
    description:
      'Slots are filled in their order; no item, nor a second variant of a product, is named twice on the page.',
    body: pageRequestSchema(context),
    answer: { description: 'A list for each slot.', schema: pageRecommendationsSchema },
    problemStatuses: bodyStatuses,
  },
  'GET /v1/customers/{customerId}': {
    operationId: 'readCustomer',
    summary: 'What is known of a customer: facts, group, and what is to be expected',
    description:
      'Facts are as of the latest refresh, the standing is computed when read. `definitions` says what each number is. Null is not known, and `notKnown` says why. Of a customer who objects to being profiled the facts alone are given.',
    params: z.object({ customerId: pathId }),
    answer: { description: 'The customer.', schema: customerSchema },
    problemStatuses: [400, 404, 503],
  },
  'GET /v1/customers/{customerId}/timeline': {
    operationId: 'readTimeline',
    summary: 'What happened between a customer and the shop, newest first',
    description:
      'Orders, returns, cases with their steps, other service events and changes of group; open cases on every page. Offers are not in it. Of a customer who objects to being profiled there are facts, and no groups.',
    params: z.object({ customerId: pathId }),
    query: timelineQuerySchema,
    answer: { description: 'A page of the timeline.', schema: customerTimelineSchema },
    problemStatuses: [400, 404, 503],
  },
  'GET /v1/customers/{customerId}/switching-costs': {
    operationId: 'readSwitchingCosts',
    summary: 'What holds a customer, and what pulls',
    description:
      'Signals with value, interval, evidence and reason, scores by kind, and the state they lead to, by all orders and service events of the last 365 days until now. The shop’s means are of the latest night. Nothing is measured of a customer who objects to being profiled.',
    params: z.object({ customerId: pathId }),
    answer: { description: 'The signals, scores and state.', schema: customerSwitchingSchema },
    problemStatuses: [400, 404, 503],
  },
  'GET /v1/customers/{customerId}/recommendations': {
    operationId: 'recommendForCustomer',
    summary: 'What a customer may like, or may want again',
    description:
      '`for-you` goes with what the customer bought lately and falls back to best-sellers; `buy-again` names what is due, and takes fewer parameters: `limit`, `exclude`, `inStock`, `category`, `minPrice`, `maxPrice`, `placement`, `expand`. A customer who objects to being profiled gets an empty list.',
    params: z.object({ customerId: pathId }),
    query: personalQuerySchema(context),
    answer: { description: 'The list; also for a customer who is not known.', schema: personalRecommendationsSchema },
    problemStatuses: [400, 503],
  },
  'GET /v1/customers': {
    operationId: 'listCustomers',
    summary: 'The customers of a group, by value at risk',
    description:
      'Highest value at risk first, as of the latest night. Pages follow each other by `nextCursor`; a customer whose value changes meanwhile may be missed or come twice. Customers who object to being profiled are in no list.',
    query: customerListQuerySchema,
    answer: { description: 'A page of the list; empty before the first night.', schema: customerListSchema },
    problemStatuses: [400, 503],
  },
  'GET /v1/reports/retention': {
    operationId: 'readRetentionReport',
    summary: 'Who buys again, who is leaving and what they are worth',
    description: 'Made every night of all customers’ rows, at the shop’s `as of`.',
    answer: { description: 'The report; an empty one before the first night.', schema: retentionReportSchema },
    problemStatuses: [503],
  },
  'GET /v1/reports/retention/{tile}': {
    operationId: 'downloadRetentionTile',
    summary: 'A tile of that report for a spreadsheet',
    params: z.object({
      tile: z.string().meta({ enum: [...tilePaths], description: 'The tile’s name with the ending `.csv`.' }),
    }),
    answer: {
      description:
        'UTF-8, a header and a line for each row. A cell that begins like a formula is led by an apostrophe.',
      schema: z.string(),
      mediaType: 'text/csv',
    },
    problemStatuses: [404, 503],
  },
  'DELETE /v1/customers/{customerId}': {
    operationId: 'eraseCustomer',
    summary: 'Erase a customer',
    description:
      'Deletes what is kept of the customer. Orders shrink to stubs without lines or money that take the order’s evidence back and expire after 30 days; until then the same order sent again changes nothing. Repeating the call is harmless.',
    params: z.object({ customerId: pathId }),
    answer: { description: 'What was erased.', schema: erasureSchema },
    problemStatuses: [400, 409, 503],
  },
  'POST /v1/orders/{orderId}/claim': {
    operationId: 'claimOrder',
    summary: 'Make a guest’s order a customer’s',
    description:
      'For a guest who turns out to be a customer. The returns kept beside the order come with it. A customer who is not known yet may claim too; somebody else’s order is 409 `order.customer-changed`. Repeating the call is harmless.',
    params: z.object({ orderId: pathId }),
    body: claimRequestSchema(),
    answer: { description: 'Who has the order now.', schema: claimedOrderSchema },
    problemStatuses: [...bodyStatuses, 404, 409],
  },
  'POST /v1/customers/{customerId}/merge': {
    operationId: 'mergeCustomers',
    summary: 'Merge another customer into this one',
    description:
      'Orders, returns and views of the other come to the customer of the path, whose profile stands; an objection to being profiled holds, whoever of the two made it. Orders that still come under the old id go on to the kept one. Both must be known. Repeating the call finishes one that was cut off. A merge is not undone.',
    params: z.object({ customerId: pathId }),
    body: mergeRequestSchema(),
    answer: { description: 'What was moved.', schema: mergedCustomersSchema },
    problemStatuses: [...bodyStatuses, 404, 409],
  },
  'GET /v1/reports/recommendations': {
    operationId: 'readRecommendationReport',
    summary: 'What came of recommendations',
    description: 'Clicks and purchases of the lists of the last 90 days, made every night.',
    answer: { description: 'The report; without rows before the first night.', schema: recommendationReportSchema },
    problemStatuses: [503],
  },
  'GET /v1/reports/recommendations.csv': {
    operationId: 'downloadRecommendationReport',
    summary: 'The rows of that report for a spreadsheet',
    answer: {
      description: 'A header and a line for each row. A cell that begins like a formula is led by an apostrophe.',
      schema: z.string(),
      mediaType: 'text/csv',
    },
    problemStatuses: [503],
  },
  ...campaignOperations(context),
  ...offerOperations(context),
  'GET /v1/caller': {
    operationId: 'readCaller',
    summary: 'What the caller may do, by the scopes of the key',
    answer: { description: 'The scopes.', schema: callerSchema },
    problemStatuses: [],
  },
  'GET /v1/openapi.json': {
    operationId: 'readContract',
    summary: 'This document',
    answer: { description: 'OpenAPI 3.1.', schema: z.looseObject({}) },
    problemStatuses: [],
  },
  'GET /v1/health': {
    operationId: 'readHealth',
    summary: 'Whether the service answers',
    answer: { description: 'It does.', schema: healthSchema },
    problemStatuses: [],
  },
});
