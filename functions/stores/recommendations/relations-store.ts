import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { BestSellerList } from '../../domain/copurchase/best-sellers.ts';
import { emptyRowLifeSeconds } from '../../domain/empty-rows.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type {
  NewItem,
  NextItems,
  RebuyRhythm,
  SimilarItems,
  TrendingItem,
} from '../../domain/relations/item-relations.ts';
import { flagOf, numberOf, type Row, textOf } from '../attributes.ts';
import { getInBatches } from '../batch-get.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { itemKey, itemOfKey } from '../key-codec.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { listKey, listOfKey } from './list-key.ts';
import {
  decodeNewItems,
  decodeNextItems,
  decodeRebuyRhythm,
  decodeSimilarItems,
  decodeTrendingItems,
  encodeNewItems,
  encodeNextItems,
  encodeRebuyRhythm,
  encodeSimilarItems,
  encodeTrendingItems,
} from './relations-codec.ts';

/** A list of the shop or of a category, and the shop's clock when it was made. */
export interface DatedList<Entry> {
  readonly items: readonly Entry[];
  readonly asOf: Instant;
}

/** A row of the night's work. Rows without entries expire after a day. */
export type NightlyRow =
  | { readonly kind: 'next'; readonly row: NextItems }
  | { readonly kind: 'similar'; readonly row: SimilarItems }
  | { readonly kind: 'rebuy'; readonly row: RebuyRhythm; readonly asOf: Instant }
  | { readonly kind: 'trending'; readonly list: BestSellerList; readonly row: DatedList<TrendingItem> }
  | { readonly kind: 'new'; readonly list: BestSellerList; readonly row: DatedList<NewItem> };

/** Which row: of an item, or a list of the shop or a category. */
export type NightlyKey =
  | { readonly kind: 'next' | 'similar' | 'rebuy'; readonly itemId: ItemId }
  | { readonly kind: 'trending' | 'new'; readonly list: BestSellerList };

/** A row as the fence sees it. */
export interface SeenNightlyRow {
  readonly key: NightlyKey;
  readonly revision: Revision;
  /** It has no entries any more and waits for its expiry. */
  readonly isEmptied: boolean;
}

/** What is made from the histories of all customers, at night and by import and rebuild, instead of order by order. */
export interface RelationsStore {
  findNext(itemId: ItemId): Promise<NextItems | undefined>;
  findSimilar(itemId: ItemId): Promise<SimilarItems | undefined>;
  /** Rhythms of the items that have one. Half a read unit each. */
  findRebuy(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, RebuyRhythm>>;
  /** Items bought after each of these, of those that have any. Half a read unit each. */
  findNextOf(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, NextItems>>;
  /** The same of every item: for the night's work only. */
  scanNext(): AsyncIterable<NextItems>;
  findTrending(list: BestSellerList): Promise<DatedList<TrendingItem> | undefined>;
  findNew(list: BestSellerList): Promise<DatedList<NewItem> | undefined>;
  /** First step of the fence for all rows at once: every row there is, with its revision, read consistently. */
  scanRevisions(): AsyncIterable<SeenNightlyRow>;
  /** Third step of the fence: false when somebody else wrote the row since its revision was read. */
  put(row: NightlyRow, seenRevision: Revision, computedAt: Date): Promise<boolean>;
  /** Puts a row without entries in place of one that no longer has any; it expires after a day. */
  putEmpty(key: NightlyKey, asOf: Instant, seenRevision: Revision, computedAt: Date): Promise<boolean>;
}

const rowKey = (key: NightlyKey) =>
  'itemId' in key ? { pk: itemKey(key.itemId), sk: key.kind } : listKey(key.list, key.kind);

function keyOfRow(pk: string, sk: string): NightlyKey | undefined {
  if (sk === 'next' || sk === 'similar' || sk === 'rebuy') {
    const itemId = itemOfKey(pk);
    return itemId === undefined ? undefined : { kind: sk, itemId };
  }
  if (sk !== 'trending' && sk !== 'new') return undefined;
  const list = listOfKey(pk);
  return list === undefined ? undefined : { kind: sk, list };
}

function encode(row: NightlyRow): Row {
  switch (row.kind) {
    case 'next':
      return encodeNextItems(row.row);
    case 'similar':
      return encodeSimilarItems(row.row);
    case 'rebuy':
      return { ...encodeRebuyRhythm(row.row), asOf: row.asOf };
    case 'trending':
      return { ...listKey(row.list, row.kind), asOf: row.row.asOf, neighbours: encodeTrendingItems(row.row.items) };
    case 'new':
      return { ...listKey(row.list, row.kind), asOf: row.row.asOf, neighbours: encodeNewItems(row.row.items) };
  }
}

export function createRelationsStore(access: TableAccess): RelationsStore {
  const TableName = tableNameIn(access, 'recommendations');
  const { documents } = access;

  /** An emptied row says nothing. */
  async function find<Value>(key: NightlyKey, decode: (row: Row) => Value): Promise<Value | undefined> {
    const answer = await request(() => documents.send(new GetCommand({ TableName, Key: rowKey(key) })));
    return answer.Item === undefined || answer.Item.emptied === true ? undefined : decode(answer.Item);
  }

  return {
    findNext: (itemId) => find({ kind: 'next', itemId }, decodeNextItems),
    findSimilar: (itemId) => find({ kind: 'similar', itemId }, decodeSimilarItems),
    findTrending: (list) =>
      find({ kind: 'trending', list }, (row) => ({
        items: decodeTrendingItems(textOf(row, 'neighbours')),
        asOf: textOf(row, 'asOf'),
      })),
    findNew: (list) =>
      find({ kind: 'new', list }, (row) => ({
        items: decodeNewItems(textOf(row, 'neighbours')),
        asOf: textOf(row, 'asOf'),
      })),

    async findRebuy(itemIds) {
      const rhythms = new Map<ItemId, RebuyRhythm>();
      const keys = [...new Set(itemIds)].map((itemId) => rowKey({ kind: 'rebuy', itemId }));
      for await (const row of getInBatches(access, 'recommendations', keys)) {
        if (row.emptied === true) continue;
        const rhythm = decodeRebuyRhythm(row);
        rhythms.set(rhythm.itemId, rhythm);
      }
      return rhythms;
    },

    async findNextOf(itemIds) {
      const found = new Map<ItemId, NextItems>();
      const keys = [...new Set(itemIds)].map((itemId) => rowKey({ kind: 'next', itemId }));
      for await (const row of getInBatches(access, 'recommendations', keys)) {
        if (row.emptied === true) continue;
        const next = decodeNextItems(row);
        found.set(next.itemId, next);
      }
      return found;
    },

    async *scanNext() {
      const pages = paginateScan(
        { client: documents },
        { TableName, FilterExpression: 'sk = :next', ExpressionAttributeValues: { ':next': 'next' } },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) if (row.emptied !== true) yield decodeNextItems(row);
      }
    },

    async *scanRevisions() {
      const pages = paginateScan(
        { client: documents },
        { TableName, ConsistentRead: true, ProjectionExpression: 'pk, sk, revision, emptied' },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const key = keyOfRow(textOf(row, 'pk'), textOf(row, 'sk'));
          if (key !== undefined) yield { key, revision: numberOf(row, 'revision'), isEmptied: flagOf(row, 'emptied') };
        }
      }
    },

    put: (row, seenRevision, computedAt) =>
      putFenced(access, 'recommendations', { ...encode(row), computedAt: computedAt.toISOString() }, seenRevision),

    putEmpty: (key, asOf, seenRevision, computedAt) =>
      putFenced(
        access,
        'recommendations',
        {
          ...rowKey(key),
          emptied: true,
          asOf,
          computedAt: computedAt.toISOString(),
          [expiryAttribute]: Math.floor(computedAt.getTime() / 1000) + emptyRowLifeSeconds,
        },
        seenRevision,
      ),
  };
}
