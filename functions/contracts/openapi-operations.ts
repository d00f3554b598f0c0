import * as z from 'zod';
import { customerSchema } from './customer-view.ts';
import { type EnvelopeName, envelopeSchema } from './envelope.ts';
import { erasureSchema } from './erasure-view.ts';
import { returnEventSchema } from './event-contract.ts';
import type { ContractContext } from './fields.ts';
import { healthSchema } from './health-view.ts';
import { type EntryIdName, ingestResultSchema } from './ingest-result.ts';
import { itemSchema } from './item-contract.ts';
import { orderSchema } from './order-contract.ts';
import { putConditionSchema } from './put-condition.ts';
import { recommendationsSchema } from './recommendation-view.ts';
import { recommendationsQuerySchema } from './recommendations-query.ts';
import type { RouteKey } from './routes.ts';

/** What the contract document says of a route beyond what `routes` says. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly body?: z.ZodType;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly answer: { readonly description: string; readonly schema: z.ZodType };
  /** Problems it may answer with, beside those every call may. */
  readonly problemStatuses: readonly number[];
}

const pathId = z.string().meta({
  minLength: 1,
  description: 'The id, or "~" and its base64url without padding, as ids with "/" must be sent.',
});

const bodyStatuses = [400, 413, 415, 503] as const;

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
  'POST /v1/events': ingest('events', 'eventId', returnEventSchema(context).meta({ id: 'ReturnEvent' }), {
    operationId: 'recordEvents',
    summary: 'Send what happened beside orders',
    description: 'An event never changes: the same `eventId` with another content is rejected.',
  }),
  'PUT /v1/items': ingest('items', 'itemId', itemSchema(context).meta({ id: 'Item' }), {
    operationId: 'putItems',
    summary: 'Put items of the catalogue',
    description: 'An item is replaced whole, or with `If-None-Match: *` left as it is.',
    headers: putConditionSchema,
  }),
  'GET /v1/items/{itemId}/recommendations': {
    operationId: 'recommendForItem',
    summary: 'What to show beside an item',
    description: 'Falls back to best-sellers of the category and of the shop, and says so in `source`.',
    params: z.object({ itemId: pathId }),
    query: recommendationsQuerySchema,
    answer: { description: 'The list, best first; also for an item that is not known.', schema: recommendationsSchema },
    problemStatuses: [400, 503],
  },
  'GET /v1/customers/{customerId}': {
    operationId: 'readCustomer',
    summary: 'What a customer’s orders and returns add up to',
    params: z.object({ customerId: pathId }),
    answer: { description: 'The customer.', schema: customerSchema },
    problemStatuses: [400, 404, 503],
  },
  'DELETE /v1/customers/{customerId}': {
    operationId: 'eraseCustomer',
    summary: 'Erase a customer',
    description:
      'Deletes what is kept of the customer. Orders shrink to stubs without lines or money that take the order’s evidence back and expire after 30 days; until then the same order sent again changes nothing. Repeating the call is harmless.',
    params: z.object({ customerId: pathId }),
    answer: { description: 'What was erased.', schema: erasureSchema },
    problemStatuses: [400, 503],
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
