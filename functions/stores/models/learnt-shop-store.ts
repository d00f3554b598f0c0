import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { LearntShop } from '../../domain/switching/learnt-shop.ts';
import { numberOf } from '../attributes.ts';
import { putFenced, type Revision } from '../fenced-put.ts';
import { type DocumentShape, documentAttributes, documentOf, hasFields } from '../json-document.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** What the night learned of all customers for the signals of each: one row of some 5 KB. */
export interface LearntShopStore {
  /** Undefined before the first night. Half a read unit for each 4 KB. */
  find(): Promise<LearntShop | undefined>;
  /** First step of the fence, before the histories are read. */
  readRevision(): Promise<Revision>;
  /** False when somebody else put another meanwhile. */
  put(shop: LearntShop, seenRevision: Revision): Promise<boolean>;
}

const name = 'switching-shop';
const currentKey = { pk: name, sk: 'current' };

/** Maps and sets as lists, as JSON has neither. */
type Listed = {
  readonly [Name in keyof LearntShop]: LearntShop[Name] extends ReadonlyMap<infer Key, infer Value>
    ? readonly (readonly [Key, Value])[]
    : LearntShop[Name] extends ReadonlySet<infer Value>
      ? readonly Value[]
      : LearntShop[Name];
};

const shape: DocumentShape<Listed> = {
  schema: 1,
  isShape: (value): value is Listed =>
    hasFields(value, { weightsVersion: 'number', asOf: 'string', customerCount: 'number', faultRate: 'number' }) &&
    [value.lateRatio, value.offeredSetUps, value.peers, value.means, value.sentTypes].every(Array.isArray),
};

const listed = (shop: LearntShop): Listed => ({
  ...shop,
  lateRatio: [...shop.lateRatio],
  offeredSetUps: [...shop.offeredSetUps],
  peers: [...shop.peers],
  means: [...shop.means],
  sentTypes: [...shop.sentTypes],
});

const unlisted = (shop: Listed): LearntShop => ({
  ...shop,
  lateRatio: new Map(shop.lateRatio),
  offeredSetUps: new Set(shop.offeredSetUps),
  peers: new Map(shop.peers),
  means: new Map(shop.means),
  sentTypes: new Set(shop.sentTypes),
});

export function createLearntShopStore(access: TableAccess): LearntShopStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  return {
    async find() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key: currentKey })));
      const document = answer.Item === undefined ? undefined : documentOf(answer.Item, shape);
      return document && unlisted(document);
    },

    async readRevision() {
      const answer = await request(() =>
        documents.send(new GetCommand({ TableName, Key: currentKey, ConsistentRead: true })),
      );
      return answer.Item === undefined ? undefined : numberOf(answer.Item, 'revision');
    },

    put: (shop, seenRevision) =>
      putFenced(
        access,
        'models',
        { ...currentKey, ...documentAttributes(name, shape.schema, listed(shop)) },
        seenRevision,
      ),
  };
}
