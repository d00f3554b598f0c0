import { BatchWriteCommand, PutCommand, paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { CountedPosting, Posting } from '../../domain/copurchase/posting.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { Row } from '../attributes.ts';
import { itemKey, itemOfKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { countedAttributes, decodePosting, encodePosting, encodeTombstone, type Tombstone } from './posting-codec.ts';

/** A row of `Baskets` to write in bulk. */
export type BasketWrite =
  | { readonly write: 'posting'; readonly posting: Posting }
  | { readonly write: 'tombstone'; readonly tombstone: Tombstone };

/** The evidence of each item: one posting an order line. */
export interface BasketsStore {
  /** Puts a posting unless a newer version of its order wrote the place; false then. */
  putPosting(posting: Posting): Promise<boolean>;
  /** Overwrites a place that holds no evidence any more, under the same condition. */
  putTombstone(tombstone: Tombstone): Promise<boolean>;
  /** An item's postings, newest first, read consistently: at most `limit`, none placed before `since`. */
  listPostings(itemId: ItemId, limit: number, since?: Instant): Promise<readonly CountedPosting[]>;
  /**
   * Bulk import only: puts up to 25 rows without condition, marked so that stream consumers pass them over.
   * Returns those the database had no time for.
   */
  writeImported(writes: readonly BasketWrite[]): Promise<readonly BasketWrite[]>;
  /** Every item that has or had evidence: for rebuilds only. */
  scanItems(): AsyncIterable<ItemId>;
  isEmpty(): Promise<boolean>;
}

const unlessNewer = {
  ConditionExpression: 'attribute_not_exists(version) OR version <= :version',
};

export function createBasketsStore(access: TableAccess): BasketsStore {
  const TableName = tableNameIn(access, 'baskets');
  const { documents } = access;

  const putUnlessNewer = (row: Row, version: number): Promise<boolean> =>
    conditional(() =>
      documents.send(
        new PutCommand({
          TableName,
          Item: row,
          ...unlessNewer,
          ExpressionAttributeValues: { ':version': version },
        }),
      ),
    );

  return {
    putPosting: (posting) => putUnlessNewer(encodePosting(posting, false), posting.version),

    putTombstone: (tombstone) => putUnlessNewer(encodeTombstone(tombstone, false), tombstone.version),

    async listPostings(itemId, limit, since) {
      const postings: CountedPosting[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const answer = await request(() =>
          documents.send(
            new QueryCommand({
              TableName,
              ConsistentRead: true,
              ScanIndexForward: false,
              ProjectionExpression: countedAttributes,
              KeyConditionExpression: since === undefined ? 'pk = :item' : 'pk = :item AND sk >= :since',
              ExpressionAttributeValues: {
                ':item': itemKey(itemId),
                ...(since === undefined ? {} : { ':since': since }),
              },
              Limit: limit - postings.length,
              ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
            }),
          ),
        );
        for (const row of answer.Items ?? []) {
          const posting = decodePosting(itemId, row);
          if (posting !== undefined) postings.push(posting);
        }
        ExclusiveStartKey = answer.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && postings.length < limit);
      return postings;
    },

    async writeImported(writes) {
      const rows = writes.map((write) =>
        write.write === 'posting' ? encodePosting(write.posting, true) : encodeTombstone(write.tombstone, true),
      );
      const answer = await request(() =>
        documents.send(
          new BatchWriteCommand({ RequestItems: { [TableName]: rows.map((Item) => ({ PutRequest: { Item } })) } }),
        ),
      );
      const unprocessed = answer.UnprocessedItems?.[TableName] ?? [];
      if (unprocessed.length === 0) return [];
      const left = new Set(unprocessed.map(({ PutRequest }) => `${PutRequest?.Item?.pk} ${PutRequest?.Item?.sk}`));
      return writes.filter((_, index) => left.has(`${rows[index]?.pk} ${rows[index]?.sk}`));
    },

    async *scanItems() {
      const seen = new Set<ItemId>();
      const pages = paginateScan({ client: documents }, { TableName, ProjectionExpression: 'pk' });
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const itemId = typeof row.pk === 'string' ? itemOfKey(row.pk) : undefined;
          if (itemId === undefined || seen.has(itemId)) continue;
          seen.add(itemId);
          yield itemId;
        }
      }
    },

    async isEmpty() {
      const pages = paginateScan({ client: documents }, { TableName, Limit: 1, ConsistentRead: true });
      for await (const page of pages) return (page.Items ?? []).length === 0;
      return true;
    },
  };
}
