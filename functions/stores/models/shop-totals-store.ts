import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { ShopTotals } from '../../domain/copurchase/shop-totals.ts';
import { compareIds, type ItemId } from '../../domain/ids.ts';
import { numberOf, type Row, textOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { parseCounts } from './counts-text.ts';

/** Totals of the shop's orders as of the last night. One row of some 15 bytes an item with over 2,000 orders. */
export interface ShopTotalsStore {
  /** Undefined before the first night. Half a read unit for each 4 KB. */
  find(): Promise<ShopTotals | undefined>;
  /** First step of the fence, before the facts are read. */
  readRevision(): Promise<Revision>;
  /** Overwrites the totals; false when somebody else wrote them meanwhile. */
  put(totals: ShopTotals, seenRevision: Revision): Promise<boolean>;
}

const Key = { pk: 'shop-totals', sk: 'current' };
/**
 * UTF-16 units of the counts: at most 3 bytes each, so the row stays below the 400 KB of an item. It is room for 8,000
 * items with ids of ten characters, which have over 16 million order lines.
 */
const maximumLength = 120_000;

/** Most orders first: what finds no room are the counts nearest to the 2,000 that neighbours' rows have for them. */
function countsText(counts: ReadonlyMap<ItemId, number>): string {
  const descending = [...counts].sort(
    ([leftId, left], [rightId, right]) => right - left || compareIds(leftId, rightId),
  );
  const text = descending.map(([itemId, basketCount]) => `${itemId}\t${basketCount}\n`).join('');
  return text.slice(0, text.lastIndexOf('\n', maximumLength - 1) + 1);
}

const decode = (row: Row): ShopTotals => ({
  basketCount: numberOf(row, 'basketCount'),
  truncatedBasketCounts: parseCounts(textOf(row, 'truncatedBasketCounts')),
  asOf: textOf(row, 'asOf'),
});

export function createShopTotalsStore(access: TableAccess): ShopTotalsStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  return {
    async find() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key })));
      return answer.Item === undefined ? undefined : decode(answer.Item);
    },

    async readRevision() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
    },

    put: ({ basketCount, truncatedBasketCounts, asOf }, seenRevision) =>
      putFenced(
        access,
        'models',
        { ...Key, basketCount, truncatedBasketCounts: countsText(truncatedBasketCounts), asOf },
        seenRevision,
      ),
  };
}
