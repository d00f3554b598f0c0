import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toItemId } from '../../functions/domain/ids.ts';
import type { NextItems, RebuyRhythm, SimilarItems } from '../../functions/domain/relations/item-relations.ts';
import { replaceNightlyRows, seeNightlyRows } from '../../functions/flows/relations/replace-nightly-rows.ts';
import {
  createRelationsStore,
  type NightlyRow,
  type RelationsStore,
} from '../../functions/stores/recommendations/relations-store.ts';
import { physicalTableName } from '../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';

let database: EmbeddedDatabase;
let relations: RelationsStore;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  relations = createRelationsStore(database);
});
afterEach(() => database.stop());

const asOf = '2026-04-01T00:00:00.000Z';
const printer = toItemId('printer');
const ink = toItemId('ink');

const next: NextItems = {
  itemId: printer,
  kind: 'next',
  buyerCount: 80,
  neighbours: [{ itemId: ink, buyersAfter: 37, buyersBefore: 7, expectedAfterPerMille: 512, usualGapDays: 34 }],
  asOf,
  relationsVersion: 1,
};
const similar: SimilarItems = {
  itemId: ink,
  kind: 'similar',
  buyerCount: 60,
  neighbours: [
    { itemId: toItemId('ink-2'), buyersOfBoth: 25, expectedBuyersOfBoth: 8.3, baskets: 0, expectedBaskets: 2.1 },
  ],
  asOf,
  relationsVersion: 1,
};
const rebuy: RebuyRhythm = { itemId: ink, buyerCount: 60, rebuyerCount: 31, gapShape: 2.5, gapScaleDays: 41.25 };
const trending = { items: [{ itemId: ink, recentBaskets: 31, expectedBaskets: 12.5 }], asOf };
const fresh = { items: [{ itemId: printer, availableSince: '2026-03-20T00:00:00.000Z', baskets: 9 }], asOf };

const rows: readonly NightlyRow[] = [
  { kind: 'next', row: next },
  { kind: 'similar', row: similar },
  { kind: 'rebuy', row: rebuy, asOf },
  { kind: 'trending', list: 'shop', row: trending },
  { kind: 'new', list: { category: 'Printers' }, row: fresh },
];

const replace = async (made: readonly NightlyRow[], now: string) => {
  const deps = { relations, now: () => new Date(now) };
  return replaceNightlyRows(deps, await seeNightlyRows(deps), made, asOf);
};

const expiryOf = async (pk: string, sk: string): Promise<unknown> => {
  const TableName = physicalTableName(database.stackName, 'recommendations');
  const answer = await database.documents.send(new GetCommand({ TableName, Key: { pk, sk } }));
  return answer.Item?.expiresAtEpochSeconds;
};

it('rows of the night are read as they were written', async () => {
  expect(await replace(rows, asOf)).toEqual({ writtenCount: 5, emptiedCount: 0, outrunCount: 0 });

  expect(await relations.findNext(printer)).toEqual(next);
  expect(await relations.findSimilar(ink)).toEqual(similar);
  expect(await relations.findRebuy([ink, printer, ink])).toEqual(new Map([[ink, rebuy]]));
  expect(await relations.findTrending('shop')).toEqual(trending);
  expect(await relations.findNew({ category: 'Printers' })).toEqual(fresh);
  expect(await relations.findNew('shop')).toBeUndefined();
  expect(await relations.findNext(ink)).toBeUndefined();
});

it('a row that the next night does not make says nothing, and its expiry is not put off by later nights', async () => {
  await replace(rows, asOf);

  expect(await replace(rows.slice(0, 1), '2026-04-02T00:00:00.000Z')).toEqual({
    writtenCount: 1,
    emptiedCount: 4,
    outrunCount: 0,
  });
  expect(await replace(rows.slice(0, 1), '2026-04-02T12:00:00.000Z')).toMatchObject({ emptiedCount: 0 });

  expect(await relations.findSimilar(ink)).toBeUndefined();
  expect(await relations.findTrending('shop')).toBeUndefined();
  expect(await relations.findRebuy([ink])).toEqual(new Map());
  expect(await expiryOf('item#ink', 'similar')).toBe(Date.parse('2026-04-03T00:00:00.000Z') / 1000);
});

it('an emptied row comes back with its entries and without an expiry', async () => {
  await replace(rows, asOf);
  await replace([], '2026-04-02T00:00:00.000Z');

  await replace(rows, '2026-04-03T00:00:00.000Z');

  expect(await relations.findSimilar(ink)).toEqual(similar);
  expect(await expiryOf('item#ink', 'similar')).toBeUndefined();
});

it('a row that another run wrote after this one began is left to it', async () => {
  const deps = { relations, now: () => new Date(asOf) };
  const seen = await seeNightlyRows(deps);
  const others: NextItems = { ...next, buyerCount: 81 };
  await replace([{ kind: 'next', row: others }], asOf);

  const replaced = await replaceNightlyRows(deps, seen, rows.slice(0, 1), asOf);

  expect(replaced).toEqual({ writtenCount: 0, emptiedCount: 0, outrunCount: 1 });
  expect(await relations.findNext(printer)).toEqual(others);
});
