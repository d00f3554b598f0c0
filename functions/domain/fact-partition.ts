import { type CustomerId, type OrderId, toCustomerId } from './ids.ts';

/** Whose facts stand together: a customer's, or a guest order's own. It is the partition key of `History`. */
export type FactPartition = `customer#${string}` | `guest#${string}`;

const customerPrefix = 'customer#';
const guestPrefix = 'guest#';

export const customerPartition = (customerId: CustomerId): FactPartition => `${customerPrefix}${customerId}`;

/**
 * Where the views of a customer lie: apart from the orders and returns, which are read whole for every refresh of
 * the customer, while views are many.
 */
export type ViewPartition = `views#${string}`;

export const viewPartition = (customerId: CustomerId): ViewPartition => `views#${customerId}`;

/** The partition that holds an order: its customer's, or its own when a guest placed it. */
export const factPartition = (orderId: OrderId, customerId: CustomerId | undefined): FactPartition =>
  customerId === undefined ? `${guestPrefix}${orderId}` : customerPartition(customerId);

export const isFactPartition = (text: string): text is FactPartition =>
  text.startsWith(customerPrefix) || text.startsWith(guestPrefix);

/** The customer of a partition; undefined for a guest's. */
export const customerOfPartition = (partition: string): CustomerId | undefined =>
  partition.startsWith(customerPrefix) ? toCustomerId(partition.slice(customerPrefix.length)) : undefined;
