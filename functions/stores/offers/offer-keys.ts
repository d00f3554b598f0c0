import { type CustomerId, type OrderId, toCustomerId } from '../../domain/ids.ts';

const customerPrefix = 'customer#';
const campaignPrefix = 'campaign#';
const codePrefix = 'code#';
const erasedPrefix = 'erased#';

export const offersPartition = (customerId: CustomerId): string => `${customerPrefix}${customerId}`;
export const campaignSortKey = (campaignId: string): string => `${campaignPrefix}${campaignId}`;

export const offerKey = (customerId: CustomerId, campaignId: string) => ({
  pk: offersPartition(customerId),
  sk: campaignSortKey(campaignId),
});

/** The customer of a row's partition; undefined for one that is no customer's. */
export const customerOfOffers = (partition: string): CustomerId | undefined =>
  partition.startsWith(customerPrefix) ? toCustomerId(partition.slice(customerPrefix.length)) : undefined;
export const campaignOfSortKey = (sortKey: string): string | undefined =>
  sortKey.startsWith(campaignPrefix) ? sortKey.slice(campaignPrefix.length) : undefined;

/** Whose offer a code is. */
export const codeKey = (code: string) => ({ pk: `${codePrefix}${code}`, sk: 'offer' });

/** What an order redeemed. */
export const orderRedemptionsKey = (orderId: OrderId) => ({ pk: `order#${orderId}`, sk: 'redemptions' });

/** What is left of a redemption of somebody who was erased. @param randomId tells nothing, and no two rows apart from others */
export const erasedKey = (randomId: string, campaignId: string) => ({
  pk: `${erasedPrefix}${randomId}`,
  sk: campaignSortKey(campaignId),
});

export const isErased = (partition: string): boolean => partition.startsWith(erasedPrefix);
