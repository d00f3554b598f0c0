import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postingsOf } from '../../functions/domain/copurchase/posting.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import type { SimulatedRecord } from '../../functions/domain/simulation/customer-life.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { type BulkImportDeps, bulkImport } from '../../functions/flows/bulk-import/bulk-import.ts';
import { fitModels } from '../../functions/flows/customers/fit-models.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { relateShop } from '../../functions/flows/relations/relate-shop.ts';
import { sweepStale } from '../../functions/flows/sweep-stale.ts';
import { measureCustomers } from '../../functions/flows/switching/measure-customers.ts';
import { physicalTableName, type TableKey } from '../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { linesOf, orderOf } from '../support/orders.ts';
import { derivedRows, settleOrder, shopOn, streamOrder, streamReturn } from '../support/shop.ts';
import { logOf } from './import-log.ts';

const compared: readonly TableKey[] = ['history', 'baskets', 'recommendations', 'customers', 'items', 'program'];

async function stateOf(database: EmbeddedDatabase): Promise<Record<string, unknown>> {
  const rows = await Promise.all(compared.map(async (table) => [table, await derivedRows(database, table)] as const));
  return Object.fromEntries(rows);
}

const now = new Date('2026-04-01T00:00:00.000Z');
const depsOn = (database: EmbeddedDatabase) => ({ ...shopOn(database, now), pause: async () => {} });

/** Few items, so that they are often together. */
const sizes = {
  backgroundItems: 24,
  complementPairs: 1,
  substituteSets: 0,
  variantProducts: 0,
  directionalPairs: 1,
  christmasItems: 0,
  easterItems: 0,
  singles: 0,
};

/** Every fifth line was bought through a recommendation. */
const withAttribution = (order: Order): Order => ({
  ...order,
  lines: order.lines.map((line, place) =>
    (order.orderId.length + order.lines.length + place) % 5 === 0 ? { ...line, recommendationId: 'r' } : line,
  ),
});

function shopFile(orderCount: number): { readonly orders: Order[]; readonly returns: ReturnEvent[] } {
  const records: SimulatedRecord[] = [
    ...simulateShop({ orders: orderCount, seed: 11, end: '2026-02-01T00:00:00.000Z', sizes }).records(),
  ];
  return {
    orders: records.flatMap((record) => (record.kind === 'order' ? [withAttribution(record.order)] : [])),
    returns: records.flatMap((record) => (record.kind === 'return' ? [record.event] : [])),
  };
}

let database: EmbeddedDatabase;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
});
afterEach(() => database.stop());

describe('importing a file', () => {
  const { orders, returns } = shopFile(34);
  const log = logOf(orders, returns);

  it('gives the same rows as streaming its orders and returns', async () => {
    const other = await startEmbeddedDatabase();
    try {
      const imported = await bulkImport(depsOn(database), log);
      const shop = shopOn(other, now);
      await shop.program.putClock(await shopOn(database, now).program.readClock());
      // Backwards, so that older versions come after newer ones.
      for (const event of [...returns].reverse()) await streamReturn(shop, event);
      for (const order of [...orders].reverse()) await streamOrder(shop, order);
      for (const item of log.namedItems()) await shop.items.putIfAbsent(item);
      await sweepStale(shop);
      await relateShop(shop);
      await fitModels(shop);
      await measureCustomers(shop);

      expect(imported).toMatchObject({ derivedFrom: 'file', orders: { accepted: log.orderCount, unchanged: 0 } });
      expect(imported.orders.rejected.size + imported.returns.rejected.size).toBe(0);
      expect(await stateOf(database)).toEqual(await stateOf(other));
    } finally {
      await other.stop();
    }
  });

  it('changes nothing when it is run again, and says so', async () => {
    await bulkImport(depsOn(database), log);
    const before = await stateOf(database);

    const again = await bulkImport(depsOn(database), log);

    expect(await stateOf(database)).toEqual(before);
    expect(again).toMatchObject({
      derivedFrom: 'tables',
      orders: { accepted: 0, unchanged: log.orderCount },
      returns: { accepted: 0, unchanged: log.returnCount },
      namedItemCount: 0,
    });
  });

  it('sets the clock to the day after the newest order before the first fact, and leaves a live shop alone', async () => {
    const deps = depsOn(database);
    await bulkImport(deps, log);
    const newest = Date.parse(log.newestPlacedAt ?? '');
    expect(await deps.program.readClock()).toEqual({
      mode: 'data',
      asOf: new Date(newest + 86_400_000).toISOString(),
    });

    await bulkImport(deps, logOf([orderOf('late', ['a'], { placedAt: '2026-03-31T00:00:00.000Z' })]));
    expect(await deps.program.readClock()).toEqual({ mode: 'live' });

    await bulkImport(deps, log);
    expect(await deps.program.readClock()).toEqual({ mode: 'live' });
  });

  it('marks facts and evidence as imported, so that consumers pass them over', async () => {
    await bulkImport(depsOn(database), log);

    for (const table of ['history', 'baskets'] as const) {
      const TableName = physicalTableName(database.stackName, table);
      const { Items: rows = [] } = await database.documents.send(new ScanCommand({ TableName }));
      // Changes of group are the night's own; no consumer takes them.
      const written = rows.filter(({ sk, kind }) => sk !== 'owner' && kind !== 'group');
      expect(written.length).toBeGreaterThan(0);
      expect(written.filter(({ imported }) => imported !== true)).toEqual([]);
    }
  });

  it('puts names only where the catalogue has none', async () => {
    const deps = depsOn(database);
    await deps.items.put({ itemId: toItemId('tea'), name: 'Our finest tea' });
    const lines = [...linesOf(['tea'], { name: 'TEA' }), ...linesOf(['cup'], { name: 'CUP' })];

    const result = await bulkImport(deps, logOf([orderOf('o1', [], { lines })]));

    expect(result.namedItemCount).toBe(1);
    expect((await deps.items.find(toItemId('tea')))?.name).toBe('Our finest tea');
    expect((await deps.items.find(toItemId('cup')))?.name).toBe('CUP');
  });

  it('counts orders too large for pair evidence and keeps them as facts', async () => {
    const deps = { ...depsOn(database), maximumBasketItems: 2 };
    const result = await bulkImport(deps, logOf([orderOf('o1', ['a', 'b', 'c']), orderOf('o2', ['a', 'b'])]));

    expect(result).toMatchObject({ tooLargeOrderCount: 1, orders: { accepted: 2 } });
    expect(await deps.baskets.listPostings(toItemId('c'), 10)).toEqual([]);
    expect(await deps.baskets.listPostings(toItemId('a'), 10)).toHaveLength(1);
  });
});

describe('importing into tables that hold orders', () => {
  it('replaces older versions, keeps newer ones, and refuses another customer and another content', async () => {
    const shop = shopOn(database, now);
    const deps = depsOn(database);
    const late = { placedAt: '2026-03-01T10:00:00.000Z', updatedAt: '2026-03-02T10:00:00.000Z' };
    const stored = [
      orderOf('edited', ['a', 'b'], { customerId: 'c1' }),
      orderOf('newer', ['a', 'd'], { customerId: 'c1', ...late }),
      orderOf('owned', ['a', 'e'], { customerId: 'c1' }),
      orderOf('same-time', ['a', 'f'], { customerId: 'c1' }),
    ];
    for (const order of stored) await streamOrder(shop, order);
    const rejected: unknown[] = [];

    const result = await bulkImport(
      deps,
      logOf([
        orderOf('edited', ['a', 'c'], { customerId: 'c1', ...late }),
        orderOf('newer', ['a', 'b'], { customerId: 'c1' }),
        orderOf('owned', ['a', 'e'], { customerId: 'c2', ...late }),
        orderOf('same-time', ['a', 'g'], { customerId: 'c1' }),
      ]),
      { onRejected: ({ code }) => rejected.push(code) },
    );

    expect(result).toMatchObject({ derivedFrom: 'tables', orders: { accepted: 1, unchanged: 1 } });
    expect(rejected.sort()).toEqual(['order.customer-changed', 'order.same-time-conflict']);
    const itemsOf = async (itemId: string) =>
      (await deps.baskets.listPostings(toItemId(itemId), 10)).map(({ orderId }) => orderId).sort();
    expect(await itemsOf('b')).toEqual([]);
    expect(await itemsOf('c')).toEqual(['edited']);
    expect(await itemsOf('d')).toEqual(['newer']);
    expect(await itemsOf('f')).toEqual(['same-time']);
    expect(await itemsOf('g')).toEqual([]);
    expect((await deps.recommendations.findTogether(toItemId('b')))?.basketCount).toBe(0);
    expect((await deps.recommendations.findTogether(toItemId('c')))?.basketCount).toBe(1);
    expect(await sweepStale(deps)).toMatchObject({ recountedItemCount: 0, rescoredItemCount: 0 });
  });

  it('projects an order again that somebody changed while its old evidence was written', async () => {
    const deps = depsOn(database);
    const shop = shopOn(database, now);
    const changed = orderOf('o1', ['a', 'c'], { customerId: 'c1', updatedAt: '2026-03-05T00:00:00.000Z' });
    const meddling: BulkImportDeps = {
      ...deps,
      baskets: {
        ...deps.baskets,
        async writeImported(writes) {
          // The change is stored and projected just before the import's batch, which knows no conditions, arrives.
          await streamOrder(shop, changed);
          return deps.baskets.writeImported(writes);
        },
      },
    };

    await bulkImport(meddling, logOf([orderOf('o1', ['a', 'b'], { customerId: 'c1' })]));

    expect(await deps.baskets.listPostings(toItemId('b'), 10)).toEqual([]);
    expect((await deps.baskets.listPostings(toItemId('a'), 10))[0]?.otherItemIds).toEqual(['c']);
    // Evidence that is projected is not marked as imported, so the stream brings it to the consumers.
    await settleOrder(shop, changed);
    await sweepStale(shop);
    await relateShop(shop);
    expect((await deps.recommendations.findTogether(toItemId('a')))?.neighbours).toMatchObject([{ itemId: 'c' }]);
    expect((await deps.recommendations.findTogether(toItemId('b')))?.basketCount).toBe(0);
  });

  it('makes no row from an order of the file that somebody stored with another content meanwhile', async () => {
    const deps = depsOn(database);
    const stored = orderOf('o1', ['a', 'f'], { customerId: 'c1' });
    const meddling: BulkImportDeps = {
      ...deps,
      program: {
        ...deps.program,
        async putClock(clock) {
          // The tables were found empty just before.
          await recordOrders(deps, [{ index: 0, order: stored }]);
          await deps.program.putClock(clock);
        },
      },
    };

    const result = await bulkImport(meddling, logOf([orderOf('o1', ['a', 'g'], { customerId: 'c1' })]));

    expect(result).toMatchObject({ derivedFrom: 'file', orders: { accepted: 0 } });
    expect([...result.orders.rejected]).toEqual([['order.same-time-conflict', 1]]);
    expect(await deps.recommendations.findTogether(toItemId('g'))).toBeUndefined();
    expect(await deps.baskets.isEmpty()).toBe(true);
  });

  it('takes back the old evidence that a killed run gave an order which had changed meanwhile', async () => {
    const deps = depsOn(database);
    const shop = shopOn(database, now);
    const old = orderOf('o1', ['a', 'b'], { customerId: 'c1' });
    const changed = orderOf('o1', ['a', 'c'], { customerId: 'c1', updatedAt: '2026-03-05T00:00:00.000Z' });
    await streamOrder(shop, old);
    await streamOrder(shop, changed);
    const late = postingsOf(old, orderVersion(old), 100);
    await deps.baskets.writeImported(late.map((posting) => ({ write: 'posting', posting })));

    await bulkImport(deps, logOf([old]));

    expect(await deps.baskets.listPostings(toItemId('b'), 10)).toEqual([]);
    expect((await deps.baskets.listPostings(toItemId('a'), 10))[0]?.otherItemIds).toEqual(['c']);
  });

  it('tries again what the database had no time for', async () => {
    const deps = depsOn(database);
    const pauses: number[] = [];
    let calls = 0;
    const busy: BulkImportDeps = {
      ...deps,
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
      baskets: {
        ...deps.baskets,
        async writeImported(writes) {
          calls += 1;
          if (calls > 2) return deps.baskets.writeImported(writes);
          await deps.baskets.writeImported(writes.slice(0, 1));
          return writes.slice(1);
        },
      },
    };

    await bulkImport(busy, logOf([orderOf('o1', ['a', 'b', 'c', 'd'])]));

    expect(pauses).toEqual([50, 100]);
    for (const item of ['a', 'b', 'c', 'd']) {
      expect(await deps.baskets.listPostings(toItemId(item), 10)).toHaveLength(1);
    }
  });
});

/** Stores of which the call number `fatal` fails before it is sent, and every later one. */
function killedAt(
  deps: BulkImportDeps,
  fatal: number,
): { readonly deps: BulkImportDeps; readonly calls: () => number } {
  let calls = 0;
  const wrap = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return (...args: unknown[]) => {
          calls += 1;
          if (calls >= fatal) throw new Error('killed');
          return method.apply(target, args);
        };
      },
    });
  const { history, baskets, items, recommendations, customers, oversizedCustomers, basketCounts, program } = deps;
  return {
    calls: () => calls,
    deps: {
      ...deps,
      history: wrap(history),
      baskets: wrap(baskets),
      items: wrap(items),
      recommendations: wrap(recommendations),
      customers: wrap(customers),
      oversizedCustomers: wrap(oversizedCustomers),
      basketCounts: wrap(basketCounts),
      program: wrap(program),
    },
  };
}

describe('an import that is killed', () => {
  const { orders, returns } = shopFile(16);
  const log = logOf(orders, returns);

  it('is repaired by running it again, wherever it was cut off', async () => {
    const whole = killedAt(depsOn(database), Number.POSITIVE_INFINITY);
    await bulkImport(whole.deps, log);
    const wanted = await stateOf(database);
    const step = 3;

    for (let fatal = 1; fatal <= whole.calls(); fatal += step) {
      const other = await startEmbeddedDatabase();
      try {
        await expect(bulkImport(killedAt(depsOn(other), fatal).deps, log)).rejects.toThrow('killed');
        await bulkImport(depsOn(other), log);
        expect(await stateOf(other), `killed at call ${fatal}`).toEqual(wanted);
      } finally {
        await other.stop();
      }
    }
  }, 120_000);
});
