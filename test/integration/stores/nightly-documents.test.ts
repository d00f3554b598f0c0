import { PutCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { createModelsCache } from '../../../functions/flows/customers/models-cache.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn, streamOrder } from '../../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
const firstNight = new Date('2026-04-01T04:10:00.000Z');
const laterNight = (days: number): Shop => shopOn(database, new Date(firstNight.getTime() + days * 86_400_000));

beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database, firstNight);
});
afterEach(() => database.stop());

const keysOf = async (table: 'models' | 'reports', pk: string) => {
  const TableName = physicalTableName(database.stackName, table);
  const { Items } = await database.documents.send(new ScanCommand({ TableName }));
  return (Items ?? [])
    .filter((row) => row.pk === pk)
    .map(({ sk, expiresAtEpochSeconds: expires }) => ({ sk, expires }))
    .sort((left, right) => (String(left.sk) < String(right.sk) ? -1 : 1));
};

describe('models of all customers', () => {
  it('are in force under one key, and each version is kept for 400 days', async () => {
    await fitModels(shop);
    await fitModels(laterNight(1));

    expect((await shop.customerModels.find())?.version).toBe('2026-04-02T04:10:00.000Z');
    const expiryOf = (night: number) => firstNight.getTime() / 1000 + (night + 400) * 86_400;
    expect(await keysOf('models', 'customer-models')).toEqual([
      { sk: '2026-04-01T04:10:00.000Z', expires: expiryOf(0) },
      { sk: '2026-04-02T04:10:00.000Z', expires: expiryOf(1) },
      { sk: 'current', expires: undefined },
    ]);
  });

  it('of a run that was overtaken do not come into force', async () => {
    const seen = await shop.customerModels.readRevision();
    await fitModels(shop);
    const models = await shop.customerModels.find();
    if (models === undefined) throw new Error('models of the night');

    expect(await shop.customerModels.put({ ...models, version: 'late' }, seen, firstNight)).toBe(false);

    expect((await shop.customerModels.find())?.version).toBe(models.version);
  });

  it.each([
    { document: 'no json', why: 'is not JSON' },
    { document: '{"version":"v"}', why: 'is not of schema 1' },
  ])('that are $document are a corrupt row', async ({ document, why }) => {
    const TableName = physicalTableName(database.stackName, 'models');
    const Item = { pk: 'customer-models', sk: 'current', schema: 1, document, revision: 1 };
    await database.documents.send(new PutCommand({ TableName, Item }));

    await expect(shop.customerModels.find()).rejects.toMatchObject({ code: 'store.corrupt-row' });
    await expect(shop.customerModels.find()).rejects.toThrow(why);
  });

  it('of another version of the product are as good as none', async () => {
    const TableName = physicalTableName(database.stackName, 'models');
    const Item = { pk: 'customer-models', sk: 'current', schema: 99, document: '{}', revision: 1 };
    await database.documents.send(new PutCommand({ TableName, Item }));

    expect(await shop.customerModels.find()).toBeUndefined();
    await fitModels(shop);
    expect(await shop.customerModels.find()).toBeDefined();
  });

  it('are read once in two minutes by who scores many customers, and again after a failure', async () => {
    await fitModels(shop);
    let now = firstNight.getTime();
    let reads = 0;
    let fails = true;
    const find = async () => {
      reads += 1;
      if (fails) throw new Error('the database is away');
      return shop.customerModels.find();
    };
    const cache = createModelsCache({ find }, () => new Date(now));

    await expect(cache.find()).rejects.toThrow('away');
    fails = false;
    await Promise.all([cache.find(), cache.find()]);
    now += 119_000;
    await cache.find();
    expect(reads).toBe(2);
    now += 2_000;
    expect(await cache.find()).toMatchObject({ version: firstNight.toISOString() });
    expect(reads).toBe(3);
  });

  it('score a customer as soon as an order comes', async () => {
    await streamOrder(shop, orderOf('o1', ['mug'], { customerId: 'ann' }));
    await fitModels(shop);
    await streamOrder(shop, orderOf('o2', ['mug'], { customerId: 'bob' }));

    const bob = await shop.customers.find(toCustomerId('bob'));
    expect(bob?.score?.modelVersion).toBe(firstNight.toISOString());
    expect(bob).not.toHaveProperty('group');
  });
});

describe('the retention report', () => {
  it('is kept by day for 800 days, and found again around a day', async () => {
    await fitModels(shop);
    await fitModels(laterNight(1));

    const expiryOf = (night: number) => firstNight.getTime() / 1000 + (night + 800) * 86_400;
    expect(await keysOf('reports', 'retention')).toEqual([
      { sk: '2026-04-01', expires: expiryOf(0) },
      { sk: '2026-04-02', expires: expiryOf(1) },
      { sk: 'current', expires: undefined },
    ]);
    const dayOf = (date: string): number => Date.parse(date) / 86_400_000;
    const around = async (date: string) => (await shop.retentionReport.findAround(dayOf(date)))?.asOf;
    expect(await around('2026-04-01')).toBe('2026-04-01T04:10:00.000Z');
    expect(await around('2026-03-29')).toBe('2026-04-01T04:10:00.000Z');
    expect(await around('2026-04-05')).toBe('2026-04-02T04:10:00.000Z');
    expect(await around('2026-04-06')).toBeUndefined();
  });

  it('names customers in force alone, and none who was forgotten', async () => {
    await fitModels(shop);
    const report = await shop.retentionReport.find();
    if (report === undefined) throw new Error('the report of the night');
    const atRisk = ['ann', 'bob'].map((id) => ({
      customerId: toCustomerId(id),
      group: 'at-risk' as const,
      valueAtRiskMinor: 100,
      lifetimeValue12MonthsDiscounted1PercentMinor: 200,
      probabilityAlive: 0.5,
      netSpendMinor: 1_000,
      purchaseDayCount: 5,
      daysSinceLastOrder: 90,
      daysLate: 30,
      gapsOf: 'own' as const,
      gapMedianDays: 60,
      gap80Days: 80,
    }));
    await shop.retentionReport.put(
      { ...report, atRisk },
      (await shop.retentionReport.readCurrent()).revision,
      firstNight,
    );

    await shop.retentionReport.forget(toCustomerId('ann'));
    const named = async () => (await shop.retentionReport.find())?.atRisk.map(({ customerId }) => customerId);
    expect(await named()).toEqual(['bob']);

    // An objection takes the customer off as soon as it is known.
    const bob = toCustomerId('bob');
    await streamOrder(shop, orderOf('o1', ['mug'], { customerId: 'bob' }));
    await shop.profiles.put({ customerId: bob, objection: true });
    await refreshCustomer(shop, bob, firstNight.toISOString(), 'stream');
    expect(await named()).toEqual([]);
    expect((await shop.retentionReport.findAround(report.asOfDay))?.atRisk).toEqual([]);
  });

  it('that is too large for a row says how large it is', async () => {
    await fitModels(shop);
    const report = await shop.retentionReport.find();
    if (report === undefined) throw new Error('the report of the night');
    const large = { ...report, padding: 'x'.repeat(400_000) };

    await expect(shop.retentionReport.put(large, 1, firstNight)).rejects.toMatchObject({
      code: 'store.item-too-large',
      message: expect.stringMatching(/^the retention report takes 4\d\d\d\d\d bytes; a row holds at most 395000$/),
    });
  });
});

it('a customer of too many facts who objects loses group and score without waiting for the night', async () => {
  const ann = toCustomerId('ann');
  for (const number of [1, 2, 3]) await streamOrder(shop, orderOf(`o${number}`, ['mug'], { customerId: 'ann' }));
  await fitModels(shop);
  await shop.profiles.put({ customerId: ann, objection: true });
  // As if two facts were too many.
  const history = {
    ...shop.history,
    listCustomer: (customerId: typeof ann, limit?: number) =>
      shop.history.listCustomer(customerId, limit === undefined ? undefined : 2),
  };

  await refreshCustomer({ ...shop, history }, ann, firstNight.toISOString(), 'stream');

  const row = await shop.customers.find(ann);
  expect(row).toMatchObject({ objects: true, summary: { orderCount: 3 } });
  expect(row).not.toHaveProperty('group');
  expect(await shop.oversizedCustomers.list()).toEqual(['ann']);
});
