import { BatchGetCommand, GetCommand, PutCommand, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { ClickFact } from '../../domain/attribution/storefront-events.ts';
import type { CustomerProfile } from '../../domain/customers/customer-profile.ts';
import { customerPartition, type FactPartition, isFactPartition } from '../../domain/fact-partition.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { CustomerFact, OrderFact, ReturnFact } from '../../domain/orders/order.ts';
import { type OrderKey, orderKeyText } from '../../domain/orders/order-key.ts';
import type { GroupChangeFact } from '../../domain/standing/customer-group.ts';
import { defined, flagOf, numberOf, type Row, textOf } from '../attributes.ts';
import { decodeProfile, isProfileRow, profileKey } from '../customers/profile-codec.ts';
import { afterServiceEvents, orderSortKey, ownerKey, returnSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { decodeClickFact } from './click-codec.ts';
import { decodeCustomerFact } from './customer-fact-codec.ts';
import { decodeGroupChange } from './group-codec.ts';
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

/** What is kept of a customer, but for views. */
export interface CustomerHistory {
  readonly facts: readonly CustomerFact[];
  /** Ascending by date. */
  readonly groupChanges: readonly GroupChangeFact[];
  readonly profile?: CustomerProfile;
  readonly more: boolean;
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
  /**
   * Everything a customer's row is made of, in one reading. `more`: there are over `limit` orders and returns (default:
   * no limit), and only so many are given; the profile comes in any case.
   */
  listCustomer(customerId: CustomerId, limit?: number): Promise<CustomerHistory>;
  /** Versions of up to 100 orders as stored now, by `orderKeyText`. */
  readVersions(keys: readonly OrderKey[]): Promise<ReadonlyMap<string, number>>;
  /** Every order and return of a segment of the table: for nightly work and rebuilds only. */
  scanFacts(segment: number, totalSegments: number): AsyncIterable<PlacedFact>;
  /** The same and the clicks, which belong to no customer and come without a partition. Not in order of time. */
  scanAllFacts(segment: number, totalSegments: number): AsyncIterable<PlacedFact | PlacedClick>;
  /** True when the table holds nothing. */
  isEmpty(): Promise<boolean>;
}

function placedFact(row: Row): PlacedFact | undefined {
  const partition = textOf(row, 'pk');
  if (!isFactPartition(partition)) return undefined;
  const fact = decodeCustomerFact(row);
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

  /** The rows of a partition behind its service events in order of their keys, a page of at most 1 MB or `limit` and one at a time. */
  async function* partitionRows(partition: FactPartition, limit: number): AsyncIterable<Row> {
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const answer = await request(() =>
        documents.send(
          new QueryCommand({
            TableName,
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :partition AND sk >= :first',
            ExpressionAttributeValues: { ':partition': partition, ':first': afterServiceEvents },
            ...(Number.isFinite(limit) ? { Limit: limit + 1 } : {}),
            ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
          }),
        ),
      );
      yield* answer.Items ?? [];
      ExclusiveStartKey = answer.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }

  /** One row by a query, for roles that may query the table but not get from it. */
  async function readByQuery({ pk, sk }: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    const answer = await request(() =>
      documents.send(
        new QueryCommand({
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk = :sk',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
        }),
      ),
    );
    return answer.Items?.[0];
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

    async claimOwner(orderId, partition) {
      // Once an order was moved its row says where it was, and stays as it is; unless it is about to expire. Without
      // parentheses, as AND binds first: the embedded database takes 4 ms to parse the condition with them, .3 without.
      const isClaimed = await conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...ownerKey(orderId), partition },
            ConditionExpression:
              'attribute_not_exists(pk) OR #partition = :partition AND attribute_not_exists(version) OR #partition = :partition AND attribute_exists(#expiry)',
            ExpressionAttributeNames: { '#partition': 'partition', '#expiry': expiryAttribute },
            ExpressionAttributeValues: { ':partition': partition },
          }),
        ),
      );
      return isClaimed || (await get(ownerKey(orderId)))?.partition === partition;
    },

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
      return row === undefined || flagOf(row, 'moved') ? undefined : decodeReturnFact(row);
    },

    async listFacts(partition, limit = Number.POSITIVE_INFINITY) {
      const facts: CustomerFact[] = [];
      for await (const row of partitionRows(partition, limit)) {
        const fact = decodeCustomerFact(row);
        if (fact !== undefined) facts.push(fact);
        if (facts.length > limit) break;
      }
      return { facts: facts.slice(0, limit), more: facts.length > limit };
    },

    async listCustomer(customerId, limit = Number.POSITIVE_INFINITY) {
      const facts: CustomerFact[] = [];
      const groupChanges: GroupChangeFact[] = [];
      let profileRow: Row | undefined;
      for await (const row of partitionRows(customerPartition(customerId), limit)) {
        const fact = decodeCustomerFact(row);
        if (fact !== undefined) facts.push(fact);
        else if (row.kind === 'group') groupChanges.push(decodeGroupChange(row));
        else if (isProfileRow(row)) profileRow = row;
        if (facts.length > limit) break;
      }
      const more = facts.length > limit;
      // The profile lies behind the orders. An objection must not wait until somebody reads them all.
      if (more) profileRow ??= await readByQuery(profileKey(customerId));
      return defined({
        facts: facts.slice(0, limit),
        groupChanges,
        profile: profileRow && decodeProfile(customerId, profileRow),
        more,
      });
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
