import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import { monthOfDay } from '../../../functions/domain/relations/calendar-day-number.ts';
import { groupNames } from '../../../functions/domain/standing/customer-group.ts';
import { type FitModelsDeps, fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { relateShop } from '../../../functions/flows/relations/relate-shop.ts';
import { createErasureStore } from '../../../functions/stores/history/erasure-store.ts';
import { physicalTableName, type TableKey } from '../../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn } from '../../support/shop.ts';

const firstNight = new Date('2026-04-01T04:10:00.000Z');
const aYearLater = new Date('2027-04-01T04:10:00.000Z');

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database, firstNight);
});
afterEach(() => database.stop());

const ann = toCustomerId('ann');
const order = (orderId: string, customerId: string, placedAt: string, over: Partial<Order> = {}): Order =>
  orderOf(orderId, ['mug'], { ...over, customerId, placedAt: `${placedAt}T10:00:00.000Z` });

/** A regular, a newcomer and somebody long gone. */
const orders = [
  ...['2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-02', '2026-03-31'].map((day) =>
    order(`ann ${day}`, 'ann', day),
  ),
  order('bob', 'bob', '2026-03-20'),
  order('cat 1', 'cat', '2024-01-10'),
  order('cat 2', 'cat', '2024-02-10'),
];

async function record(recorded: readonly Order[], on: Shop = shop): Promise<void> {
  await recordOrders(
    on,
    recorded.map((one, index) => ({ index, order: one })),
  );
  const customers = new Set(recorded.flatMap(({ customerId }) => (customerId === undefined ? [] : [customerId])));
  for (const customerId of customers) await refreshCustomer(on, customerId, on.now().toISOString(), 'stream');
}

async function rowsOf(table: TableKey, from = database): Promise<Record<string, unknown>[]> {
  const answer = await from.documents.send(new ScanCommand({ TableName: physicalTableName(from.stackName, table) }));
  return (answer.Items ?? []).sort((left, right) => (`${left.pk} ${left.sk}` < `${right.pk} ${right.sk}` ? -1 : 1));
}

const groupFacts = async (from = database) => (await rowsOf('history', from)).filter(({ kind }) => kind === 'group');

const listed = async (from: Shop = shop): Promise<string[]> => {
  const pages = await Promise.all(groupNames.map((group) => from.customers.listGroup(group, 100)));
  return pages.flatMap(({ members }) => members.map(({ customerId, group }) => `${customerId} ${group}`)).sort();
};

describe('a night', () => {
  it('gives every customer a group as a fact, a score, and a place in the list of the group', async () => {
    await record(orders);

    const result = await fitModels(shop);

    expect(result).toMatchObject({ customerCount: 3, changedGroupCount: 3, writtenCount: 3 });
    expect(await listed()).toEqual(['ann champions', 'bob new', 'cat dormant']);
    expect(await groupFacts()).toMatchObject([
      { pk: 'customer#ann', sk: 'group#2026-04-01', group: 'champions', modelVersion: firstNight.toISOString() },
      { pk: 'customer#bob', sk: 'group#2026-04-01', group: 'new' },
      { pk: 'customer#cat', sk: 'group#2026-04-01', group: 'dormant' },
    ]);
    expect(await shop.customers.find(ann)).toMatchObject({
      group: { group: 'champions', since: '2026-04-01' },
      score: { modelVersion: firstNight.toISOString() },
    });
    expect(await shop.customerModels.find()).toMatchObject({
      version: firstNight.toISOString(),
      observations: { customers: 3, repeaters: 2, repeatPurchaseDays: 7 },
      mbgNbd: { status: 'too-little-history' },
    });
    expect(await shop.retentionReport.find()).toMatchObject({ asOf: firstNight.toISOString() });
  });

  it('that runs twice puts no row anew and records no change', async () => {
    await record(orders);
    await fitModels(shop);
    const [customers, history] = [await rowsOf('customers'), await rowsOf('history')];

    const again = await fitModels(shop);

    expect(again).toMatchObject({ changedGroupCount: 0, writtenCount: 0 });
    expect(await rowsOf('customers')).toEqual(customers);
    expect(await rowsOf('history')).toEqual(history);
  });

  it('records who moved on, from which group, and leaves the others as they are', async () => {
    await record(orders);
    await fitModels(shop);
    const catBefore = (await rowsOf('customers')).find(({ pk }) => pk === 'customer#cat');

    const result = await fitModels(shopOn(database, aYearLater));

    expect(result.changedGroupCount).toBe(2);
    expect(await groupFacts()).toMatchObject([
      { pk: 'customer#ann', sk: 'group#2026-04-01' },
      { pk: 'customer#ann', sk: 'group#2027-04-01', previousGroup: 'champions' },
      { pk: 'customer#bob', sk: 'group#2026-04-01' },
      { pk: 'customer#bob', sk: 'group#2027-04-01', previousGroup: 'new' },
      { pk: 'customer#cat', sk: 'group#2026-04-01' },
    ]);
    const { group: annNow } = (await shop.customers.find(ann)) ?? {};
    expect(annNow).toMatchObject({ since: '2027-04-01', previousGroup: 'champions' });
    expect((await rowsOf('customers')).find(({ pk }) => pk === 'customer#cat')).toEqual(catBefore);
    // What the night wrote is what the facts alone give.
    await refreshCustomer(shopOn(database, aYearLater), ann, aYearLater.toISOString(), 'stream');
    expect((await shop.customers.find(ann))?.group).toEqual(annNow);
  });

  it('leaves a customer in no list whose orders were all cancelled', async () => {
    await record(orders);
    await fitModels(shop);
    const cancelled = { status: 'cancelled' as const, updatedAt: '2026-03-30T00:00:00.000Z' };
    await record([order('bob', 'bob', '2026-03-20', cancelled)]);

    await fitModels(shop);

    expect(await listed()).toEqual(['ann champions', 'cat dormant']);
    expect(await shop.customers.find(toCustomerId('bob'))).not.toHaveProperty('score');
  });

  it('has no time left: says so, and the next run goes on with the others', async () => {
    await record(orders);
    let asked = 0;
    const hurried = { ...shop, remainingMilliseconds: () => (asked++ < 1 ? 60_000 : 1_000) };

    await expect(fitModels(hurried)).rejects.toMatchObject({ code: 'fit.out-of-time' });

    expect(await fitModels(shop)).toMatchObject({ writtenCount: 2 });
    expect(await listed()).toEqual(['ann champions', 'bob new', 'cat dormant']);
  });
});

/** Dies at the n-th write, before or after it was done. */
function dyingAt(deps: Shop, fatalWrite: number, when: 'before' | 'after'): FitModelsDeps {
  let writes = 0;
  const dying =
    <Parameters extends unknown[], Result>(write: (...parameters: Parameters) => Promise<Result>) =>
    async (...parameters: Parameters): Promise<Result> => {
      writes += 1;
      const isFatal = writes === fatalWrite;
      if (isFatal && when === 'before') throw new Error('killed');
      const result = await write(...parameters);
      if (isFatal) throw new Error('killed');
      return result;
    };
  return {
    ...deps,
    customers: { ...deps.customers, put: dying(deps.customers.put) },
    groupChanges: { ...deps.groupChanges, putAbsent: dying(deps.groupChanges.putAbsent) },
    customerModels: { ...deps.customerModels, put: dying(deps.customerModels.put) },
    retentionReport: { ...deps.retentionReport, put: dying(deps.retentionReport.put) },
  };
}

it('a night that is killed between any two steps and run again leaves what an undisturbed one leaves', async () => {
  const calm = await startEmbeddedDatabase();
  try {
    await record(orders, shopOn(calm, firstNight));
    await fitModels(shopOn(calm, firstNight));
    const expected = { customers: await rowsOf('customers', calm), facts: await groupFacts(calm) };
    const withoutRevision = (rows: Record<string, unknown>[]) => rows.map(({ revision: _, ...row }) => row);

    let deaths = 0;
    for (let write = 1; write <= 8; write += 1) {
      for (const when of ['before', 'after'] as const) {
        const disturbed = await startEmbeddedDatabase();
        try {
          const on = shopOn(disturbed, firstNight);
          await record(orders, on);
          await fitModels(dyingAt(on, write, when)).catch(() => (deaths += 1));

          await fitModels(on);

          expect(withoutRevision(await rowsOf('customers', disturbed))).toEqual(withoutRevision(expected.customers));
          expect(await groupFacts(disturbed)).toEqual(expected.facts);
          expect(await on.retentionReport.find()).toEqual(await shopOn(calm, firstNight).retentionReport.find());
        } finally {
          await disturbed.stop();
        }
      }
    }
    // Two documents and two writes a customer.
    expect(deaths).toBe(16);
  } finally {
    await calm.stop();
  }
}, 60_000);

/** Does something between the night's reading of a customer's row and its put. */
function interrupted(work: () => Promise<void>): FitModelsDeps {
  let done = false;
  const put: Shop['customers']['put'] = async (row, ...rest) => {
    if (row.summary.customerId === ann && !done) {
      done = true;
      await work();
    }
    return shop.customers.put(row, ...rest);
  };
  return { ...shop, customers: { ...shop.customers, put } };
}

describe('between the night’s reading of a row and its put', () => {
  it('an order may come: it is in the row, and so are group and score', async () => {
    await record(orders);
    const late = order('ann late', 'ann', '2026-03-31', { lines: orderOf('x', ['tea']).lines });

    await fitModels(interrupted(() => record([late])));

    const row = await shop.customers.find(ann);
    expect(row?.summary.orderCount).toBe(8);
    expect(row?.group?.group).toBe('champions');
    expect(row?.score).toBeDefined();
  });

  it('the customer may be erased: no change of group is left, and no place in a list', async () => {
    await record(orders);
    const erase = () => eraseCustomer({ ...shop, erasure: createErasureStore(database) }, ann).then(() => undefined);

    await fitModels(interrupted(erase));

    expect(await listed()).toEqual(['bob new', 'cat dormant']);
    expect((await groupFacts()).map(({ pk }) => pk)).toEqual(['customer#bob', 'customer#cat']);
  });

  it('the customer may object to profiling: the change found is taken back', async () => {
    await record(orders);

    await fitModels(
      interrupted(async () => {
        await shop.profiles.put({ customerId: ann, objection: true });
        await refreshCustomer(shop, ann, firstNight.toISOString(), 'stream');
      }),
    );

    expect(await listed()).toEqual(['bob new', 'cat dormant']);
    expect((await groupFacts()).map(({ pk }) => pk)).toEqual(['customer#bob', 'customer#cat']);
  });
});

it('a change of group that is recorded while the customer is erased is deleted with the rest', async () => {
  await record(orders);
  await fitModels(shop);
  const erasure = createErasureStore(database);
  const change = { kind: 'group', date: '2026-04-02', group: 'loyal', modelVersion: 'v' } as const;
  const rowsListed = async (...parameters: Parameters<typeof erasure.listRows>) => {
    const rows = await erasure.listRows(...parameters);
    await shop.groupChanges.putAbsent(ann, change);
    return rows;
  };

  await eraseCustomer({ ...shop, erasure: { ...erasure, listRows: rowsListed } }, ann);

  expect((await groupFacts()).filter(({ pk }) => pk === 'customer#ann')).toEqual([]);
});

it('an erased customer is in no list, no model and no report of the next night', async () => {
  await record(orders);
  await fitModels(shop);

  await eraseCustomer({ ...shop, erasure: createErasureStore(database) }, ann);
  expect(await listed()).toEqual(['bob new', 'cat dormant']);
  const result = await fitModels(shop);

  expect(result.customerCount).toBe(2);
  expect(JSON.stringify(await shop.retentionReport.find())).not.toContain('"ann"');
});

describe('a customer who objects to profiling', () => {
  beforeEach(async () => {
    await record(orders);
    await fitModels(shop);
    await shop.profiles.put({ customerId: ann, objection: true });
    await refreshCustomer(shop, ann, firstNight.toISOString(), 'stream');
  });

  it('loses group and score at once, and the facts stay', async () => {
    const row = await shop.customers.find(ann);

    expect(row).toMatchObject({ objects: true, summary: { orderCount: 7 } });
    expect(row).not.toHaveProperty('group');
    expect(row).not.toHaveProperty('score');
    expect(await listed()).toEqual(['bob new', 'cat dormant']);
  });

  it('is passed over by the next night', async () => {
    expect(await fitModels(shop)).toMatchObject({ customerCount: 2, changedGroupCount: 0 });
    expect(await shop.customers.find(ann)).not.toHaveProperty('score');
  });

  it('gets both again after taking it back', async () => {
    await shop.profiles.put({ customerId: ann });
    await refreshCustomer(shop, ann, firstNight.toISOString(), 'stream');
    await fitModels(shop);

    expect(await listed()).toEqual(['ann champions', 'bob new', 'cat dormant']);
  });
});

it('a profile without any order leaves no row for good', async () => {
  const dan = toCustomerId('dan');
  await shop.profiles.put({ customerId: dan, region: 'Kent' });

  await refreshCustomer(shop, dan, firstNight.toISOString(), 'stream');
  await fitModels(shop);

  expect(await rowsOf('customers')).toMatchObject([
    { pk: 'customer#dan', expiresAtEpochSeconds: firstNight.getTime() / 1000 + 86_400 },
  ]);
});

it('orders of guests are counted by month, for the report', async () => {
  const guestOrder = (orderId: string, placedAt: string, over: Partial<Order> = {}) =>
    orderOf(orderId, ['mug', 'tea'], { ...over, placedAt: `${placedAt}T10:00:00.000Z` });
  await record([
    ...orders,
    guestOrder('g1', '2026-02-01'),
    guestOrder('g2', '2026-03-01'),
    guestOrder('g3', '2026-03-02', { discountMinor: 50 }),
    guestOrder('g4', '2026-03-03', { status: 'cancelled' }),
    guestOrder('g5', '2026-03-04', { currency: 'EUR' }),
  ]);

  await relateShop(shop);

  const month = (day: string): number => monthOfDay(Date.parse(day) / 86_400_000);
  expect(await shop.guestOrders.find()).toEqual({
    asOf: firstNight.toISOString(),
    months: [
      { month: month('2026-02-01'), orderCount: 1, lineCount: 2, netSpendMinor: 200 },
      { month: month('2026-03-01'), orderCount: 3, lineCount: 6, netSpendMinor: 350 },
    ],
  });
});
