import { DeleteCommand, GetCommand, PutCommand, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { customerPartition } from '../../domain/fact-partition.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import { flagOf, type Row, textOf } from '../attributes.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { mergeKey, sourceKey, sourceOfSortKey } from './merge-keys.ts';

/** That a customer was merged into another one. */
export interface Merge {
  readonly into: CustomerId;
  /** False while it is not settled that no circle comes of it; nobody follows such a merge. */
  readonly isSettled: boolean;
}

/** Which customers were merged into which: a row at the one that goes and a row at the one that is kept. */
export interface MergesStore {
  /** False where the shop never merged anybody: one read spares one for each customer. */
  hasAny(): Promise<boolean>;
  noteAny(): Promise<void>;
  find(from: CustomerId): Promise<Merge | undefined>;
  /** Puts a merge that is not settled; false where there is one. */
  propose(from: CustomerId, into: CustomerId): Promise<boolean>;
  /** Settles a merge; false where it is not there, or another. */
  settle(from: CustomerId, into: CustomerId): Promise<boolean>;
  /** Takes a merge back unless it was settled. */
  withdraw(from: CustomerId): Promise<void>;
  /** Notes at the one who is kept who was merged into them, so that an erasure finds what is left there. */
  noteSource(into: CustomerId, from: CustomerId): Promise<void>;
  /** Who were merged into a customer, by id. */
  listSources(into: CustomerId): Promise<readonly CustomerId[]>;
  /** Forgets a merge, at both ends. */
  forget(from: CustomerId, into: CustomerId): Promise<void>;
  /** True where anything is kept of the customer that does not expire. */
  isKnown(customerId: CustomerId): Promise<boolean>;
  /** Adds the objection to a profile and leaves the rest of it, in one write: what it says of consent may change meanwhile. */
  addObjection(customerId: CustomerId): Promise<void>;
}

const anyKey = { pk: 'merges', sk: 'any' };

export function createMergesStore(access: TableAccess): MergesStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;

  async function get(Key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    return (await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item;
  }
  const put = (Item: Row) => request(() => documents.send(new PutCommand({ TableName, Item })));

  return {
    hasAny: async () => (await get(anyKey)) !== undefined,

    async noteAny() {
      await put({ ...anyKey, kind: 'merges' });
    },

    async find(from) {
      const row = await get(mergeKey(from));
      return row && { into: toCustomerId(textOf(row, 'into')), isSettled: flagOf(row, 'settled') };
    },

    propose: (from, into) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...mergeKey(from), kind: 'merge', into },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    settle: (from, into) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: { ...mergeKey(from), kind: 'merge', into, settled: true },
            ConditionExpression: '#into = :into',
            ExpressionAttributeNames: { '#into': 'into' },
            ExpressionAttributeValues: { ':into': into },
          }),
        ),
      ),

    async withdraw(from) {
      const ConditionExpression = 'attribute_not_exists(settled)';
      await conditional(() =>
        documents.send(new DeleteCommand({ TableName, Key: mergeKey(from), ConditionExpression })),
      );
    },

    async noteSource(into, from) {
      await put({ ...sourceKey(into, from), kind: 'merge-source' });
    },

    async listSources(into) {
      const { pk, sk } = sourceKey(into, toCustomerId(''));
      const sources: CustomerId[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':partition': pk, ':prefix': sk },
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const source = sourceOfSortKey(textOf(row, 'sk'));
          if (source !== undefined) sources.push(source);
        }
      }
      return sources;
    },

    async forget(from, into) {
      // The note that leads here goes last: an erasure that is cut off in between finds its way again.
      for (const Key of [mergeKey(from), sourceKey(into, from)]) {
        await request(() => documents.send(new DeleteCommand({ TableName, Key })));
      }
    },

    async isKnown(customerId) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition',
          FilterExpression: 'attribute_not_exists(#expiry)',
          ExpressionAttributeNames: { '#expiry': expiryAttribute },
          ExpressionAttributeValues: { ':partition': customerPartition(customerId) },
          ProjectionExpression: 'pk',
          Limit: 100,
        },
      );
      for await (const page of pages) if ((page.Items ?? []).length > 0) return true;
      return false;
    },

    async addObjection(customerId) {
      await request(() =>
        documents.send(
          new UpdateCommand({
            TableName,
            Key: { pk: customerPartition(customerId), sk: 'profile' },
            UpdateExpression: 'SET kind = :kind, objection = :true',
            ExpressionAttributeValues: { ':kind': 'profile', ':true': true },
          }),
        ),
      );
    },
  };
}
