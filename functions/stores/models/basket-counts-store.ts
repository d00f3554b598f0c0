import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type BasketCounts, basketCountsText } from '../../domain/copurchase/basket-counts.ts';
import { emptyRowLifeSeconds } from '../../domain/empty-rows.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { defined, numberOf, optionalNumberOf, type Row, textOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { expiryAttribute } from '../tables.ts';
import { parseCounts } from './counts-text.ts';

/** Which snapshot of the shop's basket counts is in force. */
export interface BasketCountsHeader {
  /** Comes from the counts alone: equal counts, equal version. */
  readonly version: string;
  readonly partCount: number;
  readonly shopBasketCount?: number;
  readonly asOf: Instant;
}

/** The shop's basket counts as of the last sweep, so that scoring one item need not read its neighbours' rows. */
export interface BasketCountsStore {
  /** Half a read unit. */
  findHeader(): Promise<BasketCountsHeader | undefined>;
  readCounts(header: BasketCountsHeader): Promise<BasketCounts | undefined>;
  readHeaderRevision(): Promise<Revision>;
  /** Writes the parts, then the header under the fence; false when somebody else wrote the header meanwhile. */
  put(counts: BasketCounts, version: string, asOf: Instant, seenRevision: Revision, now: Date): Promise<boolean>;
}

const name = 'basket-counts';
const headerKey = { pk: name, sk: 'current' };
/** UTF-16 units of a part: at most 3 bytes each, so a part stays below the 400 KB of an item. */
const partLength = 120_000;

function splitText(text: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  while (start < text.length) {
    const limit = start + partLength;
    const end = limit >= text.length ? text.length : text.lastIndexOf('\n', limit) + 1;
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}

const decodeHeader = (row: Row): BasketCountsHeader =>
  defined({
    version: textOf(row, 'version'),
    partCount: numberOf(row, 'parts'),
    shopBasketCount: optionalNumberOf(row, 'shopBasketCount'),
    asOf: textOf(row, 'asOf'),
  });

export function createBasketCountsStore(access: TableAccess): BasketCountsStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  const partKey = (version: string, part: number) => ({ pk: name, sk: `${version}#${String(part).padStart(4, '0')}` });

  return {
    async findHeader() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key: headerKey })));
      return answer.Item === undefined ? undefined : decodeHeader(answer.Item);
    },

    async readCounts(header) {
      const texts: string[] = [];
      for (let part = 0; part < header.partCount; part += 1) {
        const Key = partKey(header.version, part);
        const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
        // A part can only be missing when a newer snapshot replaced this one long ago.
        if (answer.Item === undefined) return undefined;
        texts.push(textOf(answer.Item, 'counts'));
      }
      const basketCountOf = parseCounts(texts.join(''));
      return defined({ basketCountOf, shopBasketCount: header.shopBasketCount });
    },

    async readHeaderRevision() {
      const answer = await request(() =>
        documents.send(new GetCommand({ TableName, Key: headerKey, ConsistentRead: true })),
      );
      return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
    },

    async put(counts, version, asOf, seenRevision, now) {
      const parts = splitText(basketCountsText(counts));
      for (const [part, text] of parts.entries()) {
        const Item = {
          ...partKey(version, part),
          counts: text,
          // Readers hold a header for minutes; the sweep renews the parts of a version that stays in force.
          [expiryAttribute]: Math.floor(now.getTime() / 1000) + 7 * emptyRowLifeSeconds,
        };
        await request(() => documents.send(new PutCommand({ TableName, Item })));
      }
      const header = defined({
        ...headerKey,
        version,
        parts: parts.length,
        shopBasketCount: counts.shopBasketCount,
        asOf,
      });
      return putFenced(access, 'models', header, seenRevision);
    },
  };
}
