import type { ItemView, RecommendationClick } from '../domain/attribution/storefront-events.ts';
import { type ItemId, type OrderId, toItemId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';

const itemPrefix = 'item#';
const orderPrefix = 'order#';

export const orderSortKey = (orderId: OrderId): string => `${orderPrefix}${orderId}`;
export const orderOfSortKey = (sortKey: string): string | undefined =>
  sortKey.startsWith(orderPrefix) ? sortKey.slice(orderPrefix.length) : undefined;

export const returnSortKey = (eventId: string): string => `return#${eventId}`;

/** Before all else of a customer, so that who reads orders and returns can begin behind them. */
export const serviceEventPrefix = 'event#';
export const serviceEventSortKey = (eventId: string): string => `${serviceEventPrefix}${eventId}`;
/** The first sort key that no service event has. */
export const afterServiceEvents = 'event$';

/** What the shop says of a customer; one row. */
export const profileSortKey = 'profile';

const groupPrefix = 'group#';
/** @param date calendar day of the shop, `2026-11-23` */
export const groupSortKey = (date: string): string => `${groupPrefix}${date}`;
export const isGroupSortKey = (sortKey: string): boolean => sortKey.startsWith(groupPrefix);

/** Clicks lie together by the UTC day they happened on. A partition takes 1,000 writes a second, so does a day of clicks. */
export const clickKey = ({ occurredAt, eventId }: Pick<RecommendationClick, 'occurredAt' | 'eventId'>) => ({
  pk: `clicks#${occurredAt.slice(0, 10)}`,
  sk: `click#${eventId}`,
});

export const viewSortKey = ({ occurredAt, eventId }: Pick<ItemView, 'occurredAt' | 'eventId'>): string =>
  `view#${occurredAt}#${eventId}`;

/** Partition and sort key of the row that tells which partition holds an order. */
export const ownerKey = (orderId: OrderId): { readonly pk: string; readonly sk: string } => ({
  pk: `${orderPrefix}${orderId}`,
  sk: 'owner',
});

export const itemKey = (itemId: ItemId): string => `${itemPrefix}${itemId}`;
export const itemOfKey = (key: string): ItemId | undefined =>
  key.startsWith(itemPrefix) ? toItemId(key.slice(itemPrefix.length)) : undefined;

export const postingSortKey = (placedAt: Instant, orderId: OrderId): string => `${placedAt}#${orderId}`;

const dryRunPrefix = 'dry-run#';

/** When a dry run of a campaign was asked for, beside the campaigns. */
export const dryRunKey = (campaignId: string) => ({ pk: `${dryRunPrefix}${campaignId}`, sk: 'asked' });

/** The campaign of such a key; undefined for other rows. */
export const campaignOfDryRun = (partitionKey: string): string | undefined =>
  partitionKey.startsWith(dryRunPrefix) ? partitionKey.slice(dryRunPrefix.length) : undefined;
