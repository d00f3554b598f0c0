import { BatchGetCommand, GetCommand, PutCommand, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ClickFact } from '../../domain/attribution/storefront-events.ts';
import { type FactPartition, isFactPartition } from '../../domain/fact-partition.ts';
import type { OrderId } from '../../domain/ids.ts';
import type { CustomerFact, OrderFact, ReturnFact } from '../../domain/orders/order.ts';
import { type OrderKey, orderKeyText } from '../../domain/orders/order-key.ts';
import { numberOf, type Row, textOf } from '../attributes.ts';
import { orderSortKey, ownerKey, returnSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { decodeClickFact } from './click-codec.ts';
import { decodeOrderFact, encodeOrderFact } from './order-codec.ts';
import { decodeReturnFact, encodeReturnFact } from './return-codec.ts';

export interface PlacedFact {
  readonly partition: FactPartition;
  readonly fact: CustomerFact;
}

export interface PlacedClick {
  readonly partition: undefined;
  readonly fact: ClickFact;
}

/** The facts: what happened, kept whole. Every read is consistent, as recomputes feed on it. */
export interface HistoryStore {
  /** The fact of an order, or undefined. One read unit per 4 KB. */
  getOrder(key: OrderKey): Promise<OrderFact | undefined>;
  /** The partition that holds an order, or undefined where nobody claimed it. */
  getOwner(orderId: OrderId): Promise<FactPartition | undefined>;
  /** Claims an order for a partition; false when another one holds it. Repeating it is harmless. */
  claimOwner(orderId: OrderId, partition: FactPartition): Promise<boolean>;
  /** Puts an order whole on condition that its version is still the seen one (undefined: no row); false otherwise. */
  putOrder(fact: OrderFact, seenVersion: number | undefined): Promise<boolean>;
  /** Puts a return where none of its id is; false where there is one. */
  putReturn(fact: ReturnFact, partition: FactPartition): Promise<boolean>;
  getReturn(partition: FactPartition, eventId: string): Promise<ReturnFact | undefined>;
  /** Orders and returns of a partition, at most `limit` of them (default: all); `more` when there are others. */
  listFacts(
    partition: FactPartition,
    limit?: number,
  ): Promise<{ readonly facts: readonly CustomerFact[]; readonly more: boolean }>;
  /** Versions of up to 100 orders as stored now, by `orderKeyText`. */
  readVersions(keys: readonly OrderKey[]): Promise<ReadonlyMap<string, number>>;
  /** Every order and return of a segment of the table: for nightly work and rebuilds only. */
  scanFacts(segment: number, totalSegments: number): AsyncIterable<PlacedFact>;
  /** The same and the clicks, which belong to no customer and come without a partition. Not in order of time. */
  scanAllFacts(segment: number, totalSegments: number): AsyncIterable<PlacedFact | PlacedClick>;
  /** True when the table holds nothing. */
  isEmpty(): Promise<boolean>;
}

function decodeFact(row: Row): CustomerFact | undefined {
  if (row.kind === 'order') return decodeOrderFact(row);
  if (row.kind === 'return') return decodeReturnFact(row);
  return undefined;
}

function placedFact(row: Row): PlacedFact | undefined {
  const partition = textOf(row, 'pk');
  if (!isFactPartition(partition)) return undefined;
  const fact = decodeFact(row);
  return fact === undefined ? undefined : { partition, fact };
}

export function createHistoryStore(access: TableAccess): HistoryStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;

  async function get(key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    const answer = await request(() => documents.send(new GetCommand({ TableName, Key: key, ConsistentRead: true })));
    return answer.Item;
  }

  async function* scanRows(segment: number, totalSegments: number): AsyncIterable<Row> {
    const pages = paginateScan(
      { client: documents },
      { TableName, ConsistentRead: true, Segment: segment, TotalSegments: totalSegments },
    );
    for await (const page of pages) yield* page.Items ?? [];
  }

  return {
    async getOrder({ partition, orderId }) {
      const row = await get({ pk: partition, sk: orderSortKey(orderId) });
      return row === undefined ? undefined : decodeOrderFact(row);
    },

    async getOwner(orderId) {
      const row = await get(ownerKey(orderId));
      const partition = row === undefined ? undefined : textOf(row, 'partition');
      return partition !== undefined && isFactPartition(partition) ? partition : undefined;
    },

    claimOwner: (orderId, partition) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...ownerKey(orderId), partition },
            ConditionExpression: 'attribute_not_exists(pk) OR #partition = :partition',
            ExpressionAttributeNames: { '#partition': 'partition' },
            ExpressionAttributeValues: { ':partition': partition },
          }),
        ),
      ),

    putOrder: (fact, seenVersion) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: encodeOrderFact(fact),
            ...(seenVersion === undefined
              ? { ConditionExpression: 'attribute_not_exists(pk)' }
              : { ConditionExpression: 'version = :seen', ExpressionAttributeValues: { ':seen': seenVersion } }),
          }),
        ),
      ),

    putReturn: (fact, partition) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: encodeReturnFact(fact, partition),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    async getReturn(partition, eventId) {
      const row = await get({ pk: partition, sk: returnSortKey(eventId) });
      return row === undefined ? undefined : decodeReturnFact(row);
    },

    async listFacts(partition, limit = Number.POSITIVE_INFINITY) {
      const facts: CustomerFact[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const answer = await request(() =>
          documents.send(
            new QueryCommand({
              TableName,
              ConsistentRead: true,
              KeyConditionExpression: 'pk = :partition',
              ExpressionAttributeValues: { ':partition': partition },
              ...(Number.isFinite(limit) ? { Limit: limit + 1 } : {}),
              ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
            }),
          ),
        );
        for (const row of answer.Items ?? []) {
          const fact = decodeFact(row);
          if (fact !== undefined) facts.push(fact);
        }
        ExclusiveStartKey = answer.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && facts.length <= limit);
      return { facts: facts.slice(0, limit), more: facts.length > limit };
    },

    async readVersions(keys) {
      const versions = new Map<string, number>();
      let pending: Record<string, unknown>[] = keys.map((key) => ({
        pk: key.partition,
        sk: orderSortKey(key.orderId),
      }));
      while (pending.length > 0) {
        const Keys = pending;
        const answer = await request(() =>
          documents.send(
            new BatchGetCommand({
              RequestItems: {
                [TableName]: { Keys, ConsistentRead: true, ProjectionExpression: 'pk, orderId, version' },
              },
            }),
          ),
        );
        for (const row of answer.Responses?.[TableName] ?? []) {
          const key = { partition: textOf(row, 'pk'), orderId: textOf(row, 'orderId') };
          versions.set(orderKeyText(key), numberOf(row, 'version'));
        }
        pending = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
      }
      return versions;
    },

    async *scanFacts(segment, totalSegments) {
      for await (const row of scanRows(segment, totalSegments)) {
        const placed = placedFact(row);
        if (placed !== undefined) yield placed;
      }
    },

    async *scanAllFacts(segment, totalSegments) {
      for await (const row of scanRows(segment, totalSegments)) {
        const placed = row.kind === 'click' ? { partition: undefined, fact: decodeClickFact(row) } : placedFact(row);
        if (placed !== undefined) yield placed;
      }
    },

    async isEmpty() {
      const pages = paginateScan({ client: documents }, { TableName, Limit: 1, ConsistentRead: true });
      for await (const page of pages) return (page.Items ?? []).length === 0;
      return true;
    },
  };
}
