import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type FactPartition, isFactPartition, type ViewPartition } from '../../domain/fact-partition.ts';
import { type CustomerId, type OrderId, toOrderId } from '../../domain/ids.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import { defined, flagOf, optionalNumberOf, optionalTextOf, type Row, textOf, textsOf } from '../attributes.ts';
import { orderOfSortKey, ownerKey, returnSortKey, serviceEventSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { encodeOrderFact } from './order-codec.ts';

/** Whose an order is, was, and is about to be. */
export interface OrderOwner {
  readonly partition: FactPartition;
  /** Where it stood before, oldest first. */
  readonly formerPartitions: readonly FactPartition[];
  /** The one partition it may go to next; absent where nobody asked for one. */
  readonly movingTo?: FactPartition;
  /** Grows with every change; 0 for an order that never moved. */
  readonly version: number;
}

/** A row that goes from one partition to another under the same sort key. */
export interface MovingRow<Partition extends FactPartition | ViewPartition = FactPartition> {
  readonly from: Partition;
  readonly to: Partition;
  readonly sortKey: string;
  /** Whose it is from now on. */
  readonly customerId: CustomerId;
}

/** The rows of a partition, by what a move does with them. */
export interface LeavingRows {
  readonly orderIds: readonly OrderId[];
  /** Sort keys of returns, views and all other facts. */
  readonly facts: readonly string[];
  /** Sort keys of what is not moved: changes of group, and the profile. */
  readonly dropped: readonly string[];
  /** Orders an earlier move took away, as long as their stubs last. */
  readonly movedOrderCount: number;
}

/** The writes a move is made of. Each can be repeated. */
export interface MovingStore {
  /** Read consistently; rows that tell of merges are none of these. */
  listRows(partition: FactPartition | ViewPartition): Promise<LeavingRows>;
  readOwner(orderId: OrderId): Promise<OrderOwner | undefined>;
  /** Puts the owner on a greater version, on condition that the seen one still stands; false otherwise. */
  putOwner(orderId: OrderId, owner: Omit<OrderOwner, 'version'>, seen: OrderOwner): Promise<boolean>;
  /**
   * Puts an order, or what stays of it, on condition that its version is still the seen one (undefined: no row).
   * Never marked as imported, so that stream consumers take it.
   * @param expiresAtEpochSeconds default: it stays
   */
  putOrder(fact: OrderFact, seenVersion: number | undefined, expiresAtEpochSeconds?: number): Promise<boolean>;
  /**
   * Copies a fact that never changes unless one is there, and leaves a row without content that expires and makes
   * the stream's consumers look at the old customer. False where there is nothing, or was already moved.
   */
  moveFact(row: MovingRow, expiresAtEpochSeconds: number): Promise<boolean>;
  moveReturn(row: Omit<MovingRow, 'sortKey'>, eventId: string, expiresAtEpochSeconds: number): Promise<boolean>;
  moveServiceEvent(row: Omit<MovingRow, 'sortKey'>, eventId: string, expiresAtEpochSeconds: number): Promise<boolean>;
  /** The same for a view, which no consumer looks at: nothing is left. */
  moveView(row: MovingRow<ViewPartition>): Promise<boolean>;
}

const partitionOf = (row: Row, name: string): FactPartition | undefined => {
  const partition = optionalTextOf(row, name);
  return partition !== undefined && isFactPartition(partition) ? partition : undefined;
};

function decodeOwner(row: Row): OrderOwner | undefined {
  const partition = partitionOf(row, 'partition');
  if (partition === undefined) return undefined;
  return defined({
    partition,
    formerPartitions: row.former === undefined ? [] : textsOf(row, 'former').filter(isFactPartition),
    movingTo: partitionOf(row, 'movingTo'),
    version: optionalNumberOf(row, 'version') ?? 0,
  });
}

export function createMovingStore(access: TableAccess): MovingStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;

  async function get(Key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    return (await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item;
  }

  /** The row as it stands where it comes from; undefined where there is nothing to copy. */
  async function copy(row: MovingRow | MovingRow<ViewPartition>): Promise<Row | undefined> {
    const stored = await get({ pk: row.from, sk: row.sortKey });
    if (stored === undefined || flagOf(stored, 'moved')) return undefined;
    const { imported: _, ...content } = stored;
    const Item = {
      ...content,
      pk: row.to,
      ...(stored.customerId === undefined ? {} : { customerId: row.customerId }),
    };
    // What stands there has the same id, so it is the same event, sent for both customers.
    await conditional(() =>
      documents.send(new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' })),
    );
    return stored;
  }

  async function moveFact(row: MovingRow, expiresAtEpochSeconds: number): Promise<boolean> {
    const stored = await copy(row);
    if (stored === undefined) return false;
    const Item = {
      pk: row.from,
      sk: row.sortKey,
      kind: textOf(stored, 'kind'),
      moved: true,
      [expiryAttribute]: expiresAtEpochSeconds,
    };
    await request(() => documents.send(new PutCommand({ TableName, Item })));
    return true;
  }

  return {
    async listRows(partition) {
      const orderIds: OrderId[] = [];
      const facts: string[] = [];
      const dropped: string[] = [];
      let movedOrderCount = 0;
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': partition },
          ProjectionExpression: 'pk, sk, kind, moved',
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const sortKey = textOf(row, 'sk');
          const kind = textOf(row, 'kind');
          if (kind === 'merge' || kind === 'merge-source') continue;
          if (flagOf(row, 'moved')) movedOrderCount += kind === 'order' ? 1 : 0;
          else if (kind === 'order') orderIds.push(toOrderId(orderOfSortKey(sortKey) ?? ''));
          else if (kind === 'group' || kind === 'profile') dropped.push(sortKey);
          else facts.push(sortKey);
        }
      }
      return { orderIds, facts, dropped, movedOrderCount };
    },

    async readOwner(orderId) {
      const row = await get(ownerKey(orderId));
      return row === undefined ? undefined : decodeOwner(row);
    },

    putOwner: (orderId, { partition, formerPartitions, movingTo }, seen) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: defined({
              ...ownerKey(orderId),
              partition,
              former: formerPartitions.length === 0 ? undefined : formerPartitions,
              movingTo,
              version: seen.version + 1,
            }),
            // An order that never moved has no version: a condition on it alone would take any such row for the seen one.
            ConditionExpression:
              '#partition = :seen AND attribute_not_exists(version) OR #partition = :seen AND version < :version',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: { ':seen': seen.partition, ':version': seen.version + 1 },
          }),
        ),
      ),

    putOrder: (fact, seenVersion, expiresAtEpochSeconds) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: defined({ ...encodeOrderFact(fact), [expiryAttribute]: expiresAtEpochSeconds }),
            ...(seenVersion === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seenVersion } }),
          }),
        ),
      ),

    moveFact,

    moveReturn: (row, eventId, expiresAtEpochSeconds) =>
      moveFact({ ...row, sortKey: returnSortKey(eventId) }, expiresAtEpochSeconds),

    moveServiceEvent: (row, eventId, expiresAtEpochSeconds) =>
      moveFact({ ...row, sortKey: serviceEventSortKey(eventId) }, expiresAtEpochSeconds),

    async moveView(row) {
      if ((await copy(row)) === undefined) return false;
      await request(() => documents.send(new DeleteCommand({ TableName, Key: { pk: row.from, sk: row.sortKey } })));
      return true;
    },
  };
}
