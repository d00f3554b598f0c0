import { customerOfPartition, isFactPartition } from '../domain/fact-partition.ts';
import { type CustomerId, type ItemId, toOrderId } from '../domain/ids.ts';
import type { OrderKey } from '../domain/orders/order-key.ts';
import { isGroupSortKey, itemOfKey, orderOfSortKey } from './key-codec.ts';

/** The key of a row that changed, as a stream record gives it. */
export interface ChangedRow {
  readonly partitionKey: string;
  readonly sortKey: string;
}

/** The order a change of `History` is about; undefined for other facts. */
export function changedOrder({ partitionKey, sortKey }: ChangedRow): OrderKey | undefined {
  const orderId = orderOfSortKey(sortKey);
  return orderId !== undefined && isFactPartition(partitionKey)
    ? { partition: partitionKey, orderId: toOrderId(orderId) }
    : undefined;
}

/**
 * The customer a change of `History` is about: an order, a return, or what the shop says of them. Undefined for a
 * guest's, and for a change of group, which the nightly job writes together with the row.
 */
export const changedCustomer = ({ partitionKey, sortKey }: ChangedRow): CustomerId | undefined =>
  isGroupSortKey(sortKey) ? undefined : customerOfPartition(partitionKey);

/** The item a change of `Baskets` is about. */
export const changedItem = ({ partitionKey }: ChangedRow): ItemId | undefined => itemOfKey(partitionKey);
