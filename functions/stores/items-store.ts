import { GetCommand, PutCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { type ItemId, toItemId } from '../domain/ids.ts';
import { type CatalogueItem, itemTags } from '../domain/items/item.ts';
import { defined, flagOf, optionalNumberOf, optionalTextOf, type Row, textOf, textsOf } from './attributes.ts';
import { getInBatches } from './batch-get.ts';
import { itemKey, itemOfKey } from './key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from './table-access.ts';

/** Where an item stands in the catalogue. */
export type ItemInCatalogue = Pick<
  CatalogueItem,
  'itemId' | 'category' | 'variantOf' | 'launchedAt' | 'tags' | 'unitCostMinor'
>;

/** The shop's catalogue, as last sent. */
export interface ItemsStore {
  find(itemId: ItemId): Promise<CatalogueItem | undefined>;
  /** Several items in one answer, those there are. Half a read unit each. */
  findMany(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, CatalogueItem>>;
  /** Puts an item whole in place of what was sent before. */
  put(item: CatalogueItem): Promise<void>;
  /** Puts an item only where the catalogue has none; false where it has. */
  putIfAbsent(item: CatalogueItem): Promise<boolean>;
  /** What lists, relations and signals need of every item: for the sweep and the night's work only. */
  scanCatalogue(): AsyncIterable<ItemInCatalogue>;
}

const encode = ({ itemId, ...rest }: CatalogueItem): Row => defined({ pk: itemKey(itemId), ...rest });

function decode(itemId: ItemId, row: Row): CatalogueItem {
  const variantOf = optionalTextOf(row, 'variantOf');
  const tags = row.tags === undefined ? undefined : textsOf(row, 'tags');
  return defined({
    itemId,
    name: optionalTextOf(row, 'name'),
    title: optionalTextOf(row, 'title'),
    url: optionalTextOf(row, 'url'),
    imageUrl: optionalTextOf(row, 'imageUrl'),
    category: optionalTextOf(row, 'category'),
    brand: optionalTextOf(row, 'brand'),
    priceMinor: optionalNumberOf(row, 'priceMinor'),
    listPriceMinor: optionalNumberOf(row, 'listPriceMinor'),
    unitCostMinor: optionalNumberOf(row, 'unitCostMinor'),
    stock: optionalNumberOf(row, 'stock'),
    tags: tags === undefined ? undefined : itemTags.filter((tag) => tags.includes(tag)),
    variantOf: variantOf === undefined ? undefined : toItemId(variantOf),
    launchedAt: optionalTextOf(row, 'launchedAt'),
    neverRecommend: row.neverRecommend === undefined ? undefined : flagOf(row, 'neverRecommend'),
  });
}

export function createItemsStore(access: TableAccess): ItemsStore {
  const TableName = tableNameIn(access, 'items');
  const { documents } = access;
  return {
    async find(itemId) {
      const Key = { pk: itemKey(itemId) };
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key })));
      return answer.Item === undefined ? undefined : decode(itemId, answer.Item);
    },

    async findMany(itemIds) {
      const items = new Map<ItemId, CatalogueItem>();
      const keys = [...new Set(itemIds)].map((itemId) => ({ pk: itemKey(itemId) }));
      for await (const row of getInBatches(access, 'items', keys)) {
        const itemId = itemOfKey(textOf(row, 'pk'));
        if (itemId !== undefined) items.set(itemId, decode(itemId, row));
      }
      return items;
    },

    async put(item) {
      await request(() => documents.send(new PutCommand({ TableName, Item: encode(item) })));
    },

    putIfAbsent: (item) =>
      conditional(() =>
        documents.send(
          new PutCommand({ TableName, Item: encode(item), ConditionExpression: 'attribute_not_exists(pk)' }),
        ),
      ),

    async *scanCatalogue() {
      const pages = paginateScan(
        { client: documents },
        {
          TableName,
          ProjectionExpression: 'pk, #category, variantOf, launchedAt, tags, unitCostMinor',
          ExpressionAttributeNames: { '#category': 'category' },
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const itemId = itemOfKey(textOf(row, 'pk'));
          if (itemId !== undefined) yield decode(itemId, row);
        }
      }
    },
  };
}
