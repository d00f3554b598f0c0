import { customerOfPartition, isFactPartition } from '../domain/fact-partition.ts';
import { type CustomerId, type ItemId, toOrderId } from '../domain/ids.ts';
import type { OrderKey } from '../domain/orders/order-key.ts';
import { itemOfKey, orderOfSortKey } from './key-codec.ts';

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

/** The customer a change of `History` is about; undefined for a guest's. */
export const changedCustomer = ({ partitionKey }: ChangedRow): CustomerId | undefined =>
  customerOfPartition(partitionKey);

/** The item a change of `Baskets` is about. */
export const changedItem = ({ partitionKey }: ChangedRow): ItemId | undefined => itemOfKey(partitionKey);
