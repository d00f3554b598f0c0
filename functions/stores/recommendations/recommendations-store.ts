import { GetCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { BestSellerList, BestSellers } from '../../domain/copurchase/best-sellers.ts';
import type { ItemRecommendations } from '../../domain/copurchase/item-recommendations.ts';
import { emptyRowLifeSeconds } from '../../domain/empty-rows.ts';
import type { ItemId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { numberOf, optionalTextOf, type Row } from '../attributes.ts';
import { getInBatches, type RowKey } from '../batch-get.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { itemKey, itemOfKey } from '../key-codec.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { listKey, listOfKey } from './list-key.ts';
import {
  decodeBestSellers,
  decodeItemRecommendations,
  encodeBestSellers,
  encodeItemRecommendations,
} from './recommendations-codec.ts';

/** What the sweep needs of a row to tell whether it is stale. */
export interface RowState {
  readonly itemId: ItemId;
  readonly revision: Revision;
  readonly basketCount: number;
  readonly ledBasketCount: number;
  readonly truncated: boolean;
  readonly scoringVersion: number;
  readonly countsVersion?: string;
  readonly oldestPlacedAt?: Instant;
}

/** Ranked neighbours of items, and best-sellers. */
export interface RecommendationsStore {
  /** For storefronts: half a read unit, at most a second old. */
  findTogether(itemId: ItemId): Promise<ItemRecommendations | undefined>;
  /** The rows of several items in one answer, those there are. Half a read unit each. */
  findTogetherOf(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, ItemRecommendations>>;
  /** First step of the fence: the row's revision, read consistently. */
  readTogetherRevision(itemId: ItemId): Promise<Revision>;
  /** Third step of the fence. A row without evidence expires after a day. */
  putTogether(row: ItemRecommendations, seenRevision: Revision, computedAt: Date): Promise<boolean>;
  /** Basket counts of items; those without a row are absent. */
  readBasketCounts(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, number>>;
  findBestSellers(list: BestSellerList): Promise<BestSellers | undefined>;
  readBestSellersRevision(list: BestSellerList): Promise<Revision>;
  putBestSellers(list: BestSellerList, row: BestSellers, seenRevision: Revision, computedAt: Date): Promise<boolean>;
  /** State of every `together` row: for the sweep only. */
  scanStates(): AsyncIterable<RowState>;
  /** Categories that have a best-seller list: for the sweep only. */
  scanBestSellerCategories(): Promise<readonly string[]>;
}

const stateAttributes = 'pk, sk, revision, basketCount, led, truncated, scoringVersion, countsVersion, oldestPlacedAt';

export function createRecommendationsStore(access: TableAccess): RecommendationsStore {
  const TableName = tableNameIn(access, 'recommendations');
  const { documents } = access;
  const batchGet = (keys: readonly RowKey[], attributes?: string) =>
    getInBatches(access, 'recommendations', keys, attributes);

  async function get(key: { readonly pk: string; readonly sk: string }): Promise<Row | undefined> {
    const answer = await request(() => documents.send(new GetCommand({ TableName, Key: key })));
    return answer.Item;
  }

  async function readRevision(key: { readonly pk: string; readonly sk: string }): Promise<Revision> {
    const answer = await request(() =>
      documents.send(
        new GetCommand({ TableName, Key: key, ConsistentRead: true, ProjectionExpression: 'pk, sk, revision' }),
      ),
    );
    return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
  }

  const togetherKey = (itemId: ItemId) => ({ pk: itemKey(itemId), sk: 'together' });

  return {
    async findTogether(itemId) {
      const row = await get(togetherKey(itemId));
      return row === undefined ? undefined : decodeItemRecommendations(row);
    },

    async findTogetherOf(itemIds) {
      const rows = new Map<ItemId, ItemRecommendations>();
      for await (const row of batchGet([...new Set(itemIds)].map(togetherKey))) {
        const decoded = decodeItemRecommendations(row);
        rows.set(decoded.itemId, decoded);
      }
      return rows;
    },

    readTogetherRevision: (itemId) => readRevision(togetherKey(itemId)),

    putTogether(row, seenRevision, computedAt) {
      const expires = row.basketCount === 0 ? Math.floor(computedAt.getTime() / 1000) + emptyRowLifeSeconds : undefined;
      return putFenced(
        access,
        'recommendations',
        {
          ...encodeItemRecommendations(row),
          computedAt: computedAt.toISOString(),
          ...(expires === undefined ? {} : { [expiryAttribute]: expires }),
        },
        seenRevision,
      );
    },

    async readBasketCounts(itemIds) {
      const counts = new Map<ItemId, number>();
      for await (const row of batchGet(itemIds.map(togetherKey), 'pk, basketCount')) {
        const itemId = itemOfKey(String(row.pk));
        if (itemId !== undefined) counts.set(itemId, numberOf(row, 'basketCount'));
      }
      return counts;
    },

    async findBestSellers(list) {
      const row = await get(listKey(list, 'bestsellers'));
      return row === undefined ? undefined : decodeBestSellers(row);
    },

    readBestSellersRevision: (list) => readRevision(listKey(list, 'bestsellers')),

    putBestSellers: (list, row, seenRevision, computedAt) =>
      putFenced(
        access,
        'recommendations',
        {
          ...encodeBestSellers(list, row),
          computedAt: computedAt.toISOString(),
          ...(row.items.length === 0
            ? { [expiryAttribute]: Math.floor(computedAt.getTime() / 1000) + emptyRowLifeSeconds }
            : {}),
        },
        seenRevision,
      ),

    async *scanStates() {
      const pages = paginateScan(
        { client: documents },
        { TableName, ConsistentRead: true, ProjectionExpression: stateAttributes },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const itemId = itemOfKey(String(row.pk));
          if (itemId === undefined || row.sk !== 'together') continue;
          const countsVersion = optionalTextOf(row, 'countsVersion');
          const oldestPlacedAt = optionalTextOf(row, 'oldestPlacedAt');
          yield {
            itemId,
            revision: numberOf(row, 'revision'),
            basketCount: numberOf(row, 'basketCount'),
            ledBasketCount: numberOf(row, 'led'),
            truncated: row.truncated === true,
            scoringVersion: numberOf(row, 'scoringVersion'),
            ...(countsVersion === undefined ? {} : { countsVersion }),
            ...(oldestPlacedAt === undefined ? {} : { oldestPlacedAt }),
          };
        }
      }
    },

    async scanBestSellerCategories() {
      const categories: string[] = [];
      const pages = paginateScan({ client: documents }, { TableName, ProjectionExpression: 'pk, sk' });
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const list = row.sk === 'bestsellers' ? listOfKey(String(row.pk)) : undefined;
          if (list !== undefined && list !== 'shop') categories.push(list.category);
        }
      }
      return categories;
    },
  };
}
