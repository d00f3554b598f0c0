import { DeleteCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { FactPartition, ViewPartition } from '../../domain/fact-partition.ts';
import { type OrderId, toOrderId } from '../../domain/ids.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import { textOf } from '../attributes.ts';
import { orderOfSortKey, ownerKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { encodeOrderFact } from './order-codec.ts';

export interface PartitionRows {
  readonly orderIds: readonly OrderId[];
  readonly otherSortKeys: readonly string[];
}

/** What an erasure may do to the facts, which nothing else deletes. */
export interface ErasureStore {
  /** Every row of a partition, read consistently: orders by id, all others, whatever they are, by sort key. */
  listRows(partition: FactPartition | ViewPartition): Promise<PartitionRows>;
  /** Puts the stub of an erased order on condition that its version is still the seen one; false otherwise. */
  putStub(stub: OrderFact, seenVersion: number, expiresAtEpochSeconds: number): Promise<boolean>;
  /** Lets the row that tells whose an order is expire with the stub. */
  expireOwner(orderId: OrderId, partition: FactPartition, expiresAtEpochSeconds: number): Promise<void>;
  /** Deletes a fact that gives no evidence; repeating it is harmless. */
  deleteFact(partition: FactPartition | ViewPartition, sortKey: string): Promise<void>;
}

export function createErasureStore(access: TableAccess): ErasureStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    async listRows(partition) {
      const orderIds: OrderId[] = [];
      const otherSortKeys: string[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': partition },
          ProjectionExpression: 'pk, sk',
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const sortKey = textOf(row, 'sk');
          const orderId = orderOfSortKey(sortKey);
          if (orderId === undefined) otherSortKeys.push(sortKey);
          else orderIds.push(toOrderId(orderId));
        }
      }
      return { orderIds, otherSortKeys };
    },

    putStub: (stub, seenVersion, expiresAtEpochSeconds) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...encodeOrderFact(stub), [expiryAttribute]: expiresAtEpochSeconds },
            ConditionExpression: 'version = :seen',
            ExpressionAttributeValues: { ':seen': seenVersion },
          }),
        ),
      ),

    async expireOwner(orderId, partition, expiresAtEpochSeconds) {
      const Item = { ...ownerKey(orderId), partition, [expiryAttribute]: expiresAtEpochSeconds };
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },

    async deleteFact(partition, sortKey) {
      await request(() => documents.send(new DeleteCommand({ TableName, Key: { pk: partition, sk: sortKey } })));
    },
  };
}
