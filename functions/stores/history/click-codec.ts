import { type ClickFact, clickLifeDays, type RecommendationClick } from '../../domain/attribution/storefront-events.ts';
import { toItemId } from '../../domain/ids.ts';
import { type Row, textOf } from '../attributes.ts';
import { clickKey } from '../key-codec.ts';
import { expiryAttribute } from '../tables.ts';
import { expiryAfterDays } from './expiry-after-days.ts';

/** A click as a row of `History`; stream consumers pass its `kind` over. */
export const encodeClick = (click: RecommendationClick): Row => ({
  ...clickKey(click),
  kind: 'click',
  ...click,
  [expiryAttribute]: expiryAfterDays(click.occurredAt, clickLifeDays),
});

export const decodeClickFact = (row: Row): ClickFact => ({
  kind: 'click',
  click: {
    eventId: textOf(row, 'eventId'),
    occurredAt: textOf(row, 'occurredAt'),
    recommendationId: textOf(row, 'recommendationId'),
    itemId: toItemId(textOf(row, 'itemId')),
  },
});
