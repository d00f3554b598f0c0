import { customerOfPartition, isFactPartition } from '../domain/fact-partition.ts';
import { type CustomerId, type ItemId, toOrderId } from '../domain/ids.ts';
import type { OrderKey } from '../domain/orders/order-key.ts';
import { campaignOfDryRun, isGroupSortKey, itemOfKey, orderOfSortKey } from './key-codec.ts';

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
 * The customer a change of `History` is about, or of `Customers`: an order, a return, or what the shop says of them. Undefined for a
 * guest's, and for a change of group, which the nightly job writes together with the row.
 */
export const changedCustomer = ({ partitionKey, sortKey }: ChangedRow): CustomerId | undefined =>
  isGroupSortKey(sortKey) ? undefined : customerOfPartition(partitionKey);

/** A row before or after a change, attribute by attribute, as a stream record gives it. */
export type RowImage = Readonly<Record<string, unknown>>;

/** What a change of an order changes in its customer's row; the nights change none of it. */
const attributesOfOrders = ['orders', 'cancelledOrders', 'netSpendMinor', 'lastPlacedAt'];

/**
 * The customer a change of `Customers` is about, where orders of theirs changed; also where the row is queued again as
 * it stands, which is told from a write by the revision.
 */
export function customerOfChangedOrders({
  partitionKey,
  before,
  after,
}: Pick<ChangedRow, 'partitionKey'> & {
  readonly before?: RowImage | undefined;
  readonly after?: RowImage | undefined;
}): CustomerId | undefined {
  const same = (name: string): boolean => JSON.stringify(before?.[name]) === JSON.stringify(after?.[name]);
  const isQueuedAgain = same('revision');
  return isQueuedAgain || !attributesOfOrders.every(same) ? customerOfPartition(partitionKey) : undefined;
}

/** The item a change of `Baskets` is about. */
export const changedItem = ({ partitionKey }: ChangedRow): ItemId | undefined => itemOfKey(partitionKey);

/** The campaign whose dry run a change of `Campaigns` asks for. */
export const changedDryRun = ({ partitionKey }: ChangedRow): string | undefined => campaignOfDryRun(partitionKey);
