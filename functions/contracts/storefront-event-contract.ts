import { decodeRecommendationId } from '../domain/attribution/recommendation-id.ts';
import type { ItemView, RecommendationClick } from '../domain/attribution/storefront-events.ts';
import { toCustomerId, toItemId } from '../domain/ids.ts';
import { refusal } from './describe-value.ts';
import { type ContractContext, closedObject, id, instant, oneOf } from './fields.ts';

const idOfAnswer = () =>
  id().refine((text) => decodeRecommendationId(text) !== undefined, {
    error: ({ input }) => refusal(input, 'the recommendationId that an answer came with, unchanged'),
  });

/** A click on a recommended item. Who clicked may be sent and is not kept. */
export const clickEventSchema = (context: ContractContext) =>
  closedObject({
    type: oneOf(['recommendation-click']),
    eventId: id(),
    occurredAt: instant(context),
    recommendationId: idOfAnswer(),
    itemId: id().transform(toItemId),
    visitorId: id().optional(),
    customerId: id().optional(),
  }).transform(
    ({ eventId, occurredAt, recommendationId, itemId }): RecommendationClick => ({
      eventId,
      occurredAt,
      recommendationId,
      itemId,
    }),
  );

/** A look at an item's page. */
export const viewEventSchema = (context: ContractContext) =>
  closedObject({
    type: oneOf(['item-view']),
    eventId: id(),
    occurredAt: instant(context),
    itemId: id().transform(toItemId),
    visitorId: id().optional(),
    customerId: id().transform(toCustomerId).optional(),
  }).transform(
    ({ eventId, occurredAt, itemId, customerId }): ItemView => ({
      eventId,
      occurredAt,
      itemId,
      ...(customerId === undefined ? {} : { customerId }),
    }),
  );
