import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toCustomerId, toItemId, toOrderId } from '../../../functions/domain/ids.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import type { ServiceEvent } from '../../../functions/domain/service/service-event.ts';
import { fitModels } from '../../../functions/flows/customers/fit-models.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { rebuild } from '../../../functions/flows/rebuild.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordServiceEvents } from '../../../functions/flows/record-service-events.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { measureCustomers } from '../../../functions/flows/switching/measure-customers.ts';
import { readSwitching } from '../../../functions/flows/switching/read-switching.ts';
import { createErasureStore } from '../../../functions/stores/history/erasure-store.ts';
import { physicalTableName } from '../../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { allDerivedRows, type Shop, shopOn } from '../../support/shop.ts';

const night = (date: string): Date => new Date(`${date}T04:50:00.000Z`);

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database, night('2026-04-01'));
});
afterEach(() => database.stop());

const ann = toCustomerId('ann');
const on = (date: string): Shop => shopOn(database, night(date));
const order = (customerId: string, date: string, over: Partial<Order> = {}): Order =>
  orderOf(`${customerId} ${date}`, ['mug', 'tea'], { ...over, customerId, placedAt: `${date}T10:00:00.000Z` });

const orders = [
  ...['2025-10-01', '2025-11-01', '2025-12-01', '2026-01-01', '2026-02-01', '2026-03-02', '2026-03-31'].map((date) =>
    order('ann', date),
  ),
  order('bob', '2026-03-20'),
  order('cat', '2024-01-10'),
];

async function record(recorded: readonly Order[], by: Shop = shop): Promise<void> {
  await recordOrders(
    by,
    recorded.map((one, index) => ({ index, order: one })),
  );
  const customers = new Set(recorded.flatMap(({ customerId }) => (customerId === undefined ? [] : [customerId])));
  for (const customerId of customers) await refreshCustomer(by, customerId, by.now().toISOString(), 'stream');
}

const complaint = (eventId: string, date: string): ServiceEvent => ({
  type: 'case',
  eventId,
  customerId: ann,
  occurredAt: `${date}T12:00:00.000Z`,
  caseId: 'late parcel',
  kind: 'complaint',
  step: 'opened',
  orderId: toOrderId('ann 2026-03-02'),
});
const recordEvents = (...events: readonly ServiceEvent[]) =>
  recordServiceEvents(
    shop,
    events.map((event, index) => ({ index, event })),
  );

async function customerRows(): Promise<Record<string, unknown>[]> {
  const TableName = physicalTableName(database.stackName, 'customers');
  const answer = await database.documents.send(new ScanCommand({ TableName }));
  return (answer.Items ?? []).sort((left, right) => (String(left.pk) < String(right.pk) ? -1 : 1));
}

const keptOf = async (customerId = ann) => (await shop.customers.find(customerId))?.switching;

async function nightly(date: string) {
  await fitModels(on(date));
  return measureCustomers(on(date));
}

describe('a night', () => {
  it('keeps state and scores with each customer, and what it learned of the shop', async () => {
    await record(orders);

    expect(await nightly('2026-04-01')).toEqual({
      asOf: '2026-04-01T04:50:00.000Z',
      customerCount: 3,
      writtenCount: 3,
    });

    expect(await keptOf()).toMatchObject({ since: '2026-04-01', version: 2, coverage: expect.any(Number) });
    expect(await keptOf(toCustomerId('bob'))).toMatchObject({ state: 'new', rule: 'new' });
    expect(await keptOf(toCustomerId('cat'))).toMatchObject({ state: 'gone', rule: 'gone' });
    const learnt = await shop.learntShop.find();
    // Of the three, cat has no line within the year.
    expect(learnt).toMatchObject({ asOf: '2026-04-01T04:50:00.000Z', weightsVersion: 2, customerCount: 2 });
    expect(learnt?.means.get('reorderShare')).toMatchObject({ customerCount: 1 });
    expect([...(learnt?.sentTypes ?? ['?'])]).toEqual([]);
  });

  it('reports on the shop: states as they are kept, what is known, and from which brand to which', async () => {
    const choice = (brand: string): Partial<Order> => ({
      lines: [{ itemId: toItemId(brand), quantity: 1, unitPriceMinor: 500, category: 'Tea', brand }],
    });
    await record([
      ...orders,
      order('dan', '2026-01-05', choice('Alder')),
      order('dan', '2026-02-05', choice('Brook')),
      order('dan', '2026-03-05', choice('Brook')),
    ]);

    await nightly('2026-04-01');

    const report = await shop.switchingReport.find();
    expect(report).toMatchObject({ asOf: '2026-04-01T04:50:00.000Z', weightsVersion: 2, customerCount: 4 });
    const counts = new Map<string, number>();
    for (const one of ['ann', 'bob', 'cat', 'dan']) {
      const state = (await keptOf(toCustomerId(one)))?.state ?? 'unknown';
      counts.set(state, (counts.get(state) ?? 0) + 1);
    }
    for (const { state, customerCount } of report?.states ?? []) expect(customerCount).toBe(counts.get(state) ?? 0);
    expect(report?.categories).toMatchObject([
      {
        category: 'Tea',
        customerCount: 1,
        brands: [{ brand: 'Brook' }, { brand: 'Alder' }],
        switches: [
          [1, 0],
          [1, 0],
        ],
      },
    ]);

    await measureCustomers(on('2026-04-01'));
    expect(await shop.switchingReport.find()).toEqual(report);
  });

  it('that runs again writes no row, and learns the same', async () => {
    await record(orders);
    await nightly('2026-04-01');
    const [rows, learnt] = [await customerRows(), await shop.learntShop.find()];

    expect(await measureCustomers(on('2026-04-01'))).toMatchObject({ customerCount: 3, writtenCount: 0 });

    expect(await customerRows()).toEqual(rows);
    expect(await shop.learntShop.find()).toEqual(learnt);
  });

  it('takes another state only when two days agree on it', async () => {
    await record(orders);
    await recordEvents({ ...complaint('e0', '2025-12-24'), customerId: toCustomerId('cat') });
    await nightly('2026-04-01');
    const before = await keptOf();
    expect(before?.state).not.toBe('captive');
    await recordEvents(complaint('e1', '2026-04-01'));

    // Opened after the last night, and not there a day before this one.
    await nightly('2026-04-02');
    expect(await keptOf()).toMatchObject({ state: before?.state, since: '2026-04-01' });

    await nightly('2026-04-03');
    expect(await keptOf()).toMatchObject({ state: 'captive', rule: 'open-complaint', since: '2026-04-03' });

    // The state since when is kept while it stays.
    await nightly('2026-04-04');
    expect(await keptOf()).toMatchObject({ state: 'captive', since: '2026-04-03' });
  });

  it('measures by kinds of event that the shop came to send since, from the night after', async () => {
    await record(orders);
    await nightly('2026-04-01');
    await recordEvents(
      { type: 'rating', eventId: 'r', customerId: ann, occurredAt: '2026-03-31T12:00:00.000Z', stars: 5 },
      {
        type: 'setup',
        eventId: 's',
        customerId: ann,
        occurredAt: '2026-03-31T12:00:00.000Z',
        kind: 'list',
        isInUse: true,
      },
    );
    await nightly('2026-04-02');
    expect((await shop.learntShop.find())?.sentTypes).toEqual(new Set(['rating', 'setup']));

    await nightly('2026-04-03');

    const learnt = await shop.learntShop.find();
    expect(learnt?.means.get('goodwill')).toEqual({ mean: 1, customerCount: 1 });
    expect(learnt?.offeredSetUps).toEqual(new Set(['list']));
  });

  it('leaves out who objects, whose row holds nothing of it', async () => {
    await record(orders);
    await nightly('2026-04-01');
    await shop.profiles.put({ customerId: ann, objection: true });
    await refreshCustomer(on('2026-04-01'), ann, '2026-04-01T08:00:00.000Z', 'stream');
    expect(await shop.customers.find(ann)).toMatchObject({ objects: true });
    expect(await keptOf()).toBeUndefined();

    expect(await nightly('2026-04-02')).toMatchObject({ customerCount: 2 });

    expect(await keptOf()).toBeUndefined();
    expect(await readSwitching(on('2026-04-02'), ann)).toEqual({
      customerId: ann,
      asOf: '2026-04-02T04:50:00.000Z',
      objects: true,
    });
  });

  it('has no time left: says so, and the next run goes on', async () => {
    await record(orders);
    let asked = 0;
    const hurried = { ...shop, remainingMilliseconds: () => (asked++ < 7 ? 60_000 : 1_000) };

    await expect(measureCustomers(hurried)).rejects.toMatchObject({ code: 'signals.out-of-time' });

    expect(await shop.learntShop.find()).toBeUndefined();
    expect(await measureCustomers(shop)).toMatchObject({ customerCount: 3 });
  });

  it('does not overwrite what came between its reading and its writing', async () => {
    await record(orders);
    let isFirst = true;
    const customers: Shop['customers'] = {
      ...shop.customers,
      async put(row, seenRevision, now) {
        if (isFirst && row.summary.customerId === ann) {
          isFirst = false;
          await record([order('ann', '2026-03-15')]);
        }
        return shop.customers.put(row, seenRevision, now);
      },
    };

    await measureCustomers({ ...shop, customers });

    expect(await shop.customers.find(ann)).toMatchObject({
      summary: { orderCount: 8 },
      switching: { since: '2026-04-01' },
    });
  });
});

describe('between two nights', () => {
  it('a refresh for new orders keeps what the night measured', async () => {
    await record(orders);
    await nightly('2026-04-01');
    const kept = await keptOf();

    await record([order('ann', '2026-04-01')], on('2026-04-02'));

    expect(await shop.customers.find(ann)).toMatchObject({ summary: { orderCount: 8 }, switching: kept });
    expect(kept).toBeDefined();
  });

  it('reading measures by the facts of now, beside the state of the night', async () => {
    await record(orders);
    await nightly('2026-04-01');
    const kept = await keptOf();
    await recordEvents(complaint('e1', '2026-04-01'));

    const read = await readSwitching(on('2026-04-02'), ann);

    expect(read).toMatchObject({ kept, objects: false, asOf: '2026-04-02T04:50:00.000Z' });
    // The shop was not known to send cases when it was last learned of; an open complaint counts all the same.
    expect(read?.measured?.signals.find(({ name }) => name === 'reorderShare')?.value).toBeGreaterThan(0.5);
    expect(await readSwitching(on('2026-04-02'), toCustomerId('nobody'))).toBeUndefined();
  });

  it('before the first night there is nothing to measure by', async () => {
    await record(orders);
    expect(await readSwitching(shop, ann)).toEqual({
      customerId: ann,
      asOf: '2026-04-01T04:50:00.000Z',
      objects: false,
    });
  });

  it('an erased customer leaves nothing', async () => {
    await record(orders);
    await nightly('2026-04-01');

    await eraseCustomer({ ...shop, erasure: createErasureStore(database) }, ann);

    expect(await keptOf()).toBeUndefined();
    expect(await readSwitching(shop, ann)).toBeUndefined();
  });
});

it('a rebuild of emptied tables gives the rows of the night', async () => {
  await record(orders);
  await rebuild(shop);
  const { customers } = await allDerivedRows(database);
  for (const { pk, sk } of await customerRows()) {
    const TableName = physicalTableName(database.stackName, 'customers');
    await database.documents.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
  }

  await rebuild(shop);

  expect(customers).toMatchObject([{ switching: expect.any(String) }, {}, {}]);
  expect((await allDerivedRows(database)).customers).toEqual(customers);
});
