import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { FactPartition, ViewPartition } from '../../domain/fact-partition.ts';
import { type CustomerId, type OrderId, toOrderId } from '../../domain/ids.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import { flagOf, textOf } from '../attributes.ts';
import { orderOfSortKey, ownerKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { isMergeSortKey, sourceOfSortKey } from './merge-keys.ts';
import { encodeOrderFact } from './order-codec.ts';

export interface PartitionRows {
  readonly orderIds: readonly OrderId[];
  readonly otherSortKeys: readonly string[];
  /** Customers who were merged into this one; they may have rows of their own left. */
  readonly mergedFrom: readonly CustomerId[];
}

/** What an erasure may do to the facts, which nothing else deletes. */
export interface ErasureStore {
  /**
   * Every row of a partition, read consistently: orders by id, all others, whatever they are, by sort key. What is
   * left of moved facts is not listed, as it says nothing and expires.
   */
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
      const mergedFrom: CustomerId[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': partition },
          ProjectionExpression: 'pk, sk, moved',
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const sortKey = textOf(row, 'sk');
          const orderId = orderOfSortKey(sortKey);
          const source = sourceOfSortKey(sortKey);
          if (flagOf(row, 'moved') || isMergeSortKey(sortKey)) continue;
          if (source !== undefined) mergedFrom.push(source);
          else if (orderId === undefined) otherSortKeys.push(sortKey);
          else orderIds.push(toOrderId(orderId));
        }
      }
      return { orderIds, otherSortKeys, mergedFrom };
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
      const Key = ownerKey(orderId);
      const stored = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      // Where the order came from stays: who sends it as it was before the move is told that nothing changed.
      const Item = { ...stored.Item, ...Key, partition, [expiryAttribute]: expiresAtEpochSeconds };
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },

    async deleteFact(partition, sortKey) {
      await request(() => documents.send(new DeleteCommand({ TableName, Key: { pk: partition, sk: sortKey } })));
    },
  };
}
