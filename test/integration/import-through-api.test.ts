import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApiClient } from '../../bin/api-client.ts';
import { importThroughApi } from '../../bin/import-through-api.ts';
import { contractContext } from '../../functions/contracts/fields.ts';
import { parseEntries, summariseOutcomes } from '../../functions/contracts/ingest-result.ts';
import { createOrderParser } from '../../functions/contracts/order-contract.ts';
import { createReturnParser } from '../../functions/contracts/return-contract.ts';
import { toCustomerId, toItemId } from '../../functions/domain/ids.ts';
import type { SimulatedRecord } from '../../functions/domain/simulation/customer-life.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { bulkImport } from '../../functions/flows/bulk-import/bulk-import.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { recordReturns } from '../../functions/flows/record-returns.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { orderOf } from '../support/orders.ts';
import { derivedRows, type Shop, shopOn } from '../support/shop.ts';
import { logOf } from './import-log.ts';

interface Received {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly entries: readonly unknown[];
}

type Respond = (received: Received, turn: number) => Promise<{ readonly status: number; readonly body: unknown }>;

interface Api {
  readonly url: string;
  readonly received: readonly Received[];
  stop(): Promise<void>;
}

async function startApi(respond: Respond): Promise<Api> {
  const received: Received[] = [];
  const server: Server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const json: Record<string, unknown[]> = JSON.parse(Buffer.concat(parts).toString());
    const call = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      entries: Object.values(json).flat(),
    };
    received.push(call);
    const { status, body } = await respond(call, received.length);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers as the ingest function does, with the same contracts and flows. */
function ingestOn(shop: Shop): Respond {
  const context = contractContext('GBP', shop.now);
  const [parseOrder, parseReturn] = [createOrderParser(context), createReturnParser(context)];
  return async ({ path, entries }) => {
    if (path === '/v1/items') return { status: 200, body: { accepted: entries.length, unchanged: 0, rejected: [] } };
    if (path === '/v1/orders') {
      const { good, refused } = parseEntries(entries, parseOrder);
      const outcomes = await recordOrders(
        shop,
        good.map(({ index, value }) => ({ index, order: value })),
      );
      return { status: 200, body: summariseOutcomes(entries, [...refused, ...outcomes], 'orderId') };
    }
    const { good, refused } = parseEntries(entries, parseReturn);
    const outcomes = await recordReturns(
      shop,
      good.map(({ index, value }) => ({ index, event: value })),
    );
    return { status: 200, body: summariseOutcomes(entries, [...refused, ...outcomes], 'eventId') };
  };
}

const noPause = async (): Promise<void> => undefined;
const allAccepted = (entries: readonly unknown[]) => ({ accepted: entries.length, unchanged: 0, rejected: [] });

let api: Api | undefined;
afterEach(() => api?.stop());

async function send(respond: Respond, orders = [orderOf('o1', ['a']), orderOf('o2', ['b'])]) {
  api = await startApi(respond);
  const client = createApiClient({ url: `${api.url}/`, key: 'secret', pause: noPause });
  const rejected: unknown[] = [];
  const result = await importThroughApi(client, logOf(orders), {
    decimals: 2,
    pause: noPause,
    onRejected: (entry) => rejected.push(entry),
  });
  return { result, rejected, received: api.received };
}

describe('importing through the API', () => {
  let databases: EmbeddedDatabase[] = [];
  beforeEach(() => {
    databases = [];
  });
  afterEach(() => Promise.all(databases.map((database) => database.stop())));

  it('ends in the same facts as importing into the tables', async () => {
    databases = [await startEmbeddedDatabase(), await startEmbeddedDatabase()];
    const [direct, sent] = databases;
    if (direct === undefined || sent === undefined) throw new Error('no database');
    const now = new Date('2026-04-01T00:00:00.000Z');
    const records: SimulatedRecord[] = [
      ...simulateShop({ orders: 250, seed: 3, end: '2026-03-30T00:00:00.000Z' }).records(),
    ];
    const log = logOf(
      records.flatMap((record) => (record.kind === 'order' ? [record.order] : [])),
      records.flatMap((record) => (record.kind === 'return' ? [record.event] : [])),
    );

    await bulkImport({ ...shopOn(direct, now), pause: noPause }, log);
    api = await startApi(ingestOn(shopOn(sent, now)));
    const client = createApiClient({ url: api.url, key: 'secret' });
    const result = await importThroughApi(client, log, { decimals: 2 });

    expect(result.orders).toMatchObject({ accepted: log.orderCount, unchanged: 0 });
    expect(result.returns).toMatchObject({ accepted: log.returnCount, unchanged: 0 });
    // An import into the tables ends with the night's work on customers; what is sent waits for the night.
    const received = async (database: EmbeddedDatabase) =>
      (await derivedRows(database, 'history')).filter(({ kind }) => kind !== 'group');
    expect(await received(sent)).toEqual(await received(direct));
  });

  it('sends the catalogue and service events before the orders, amounts in major units', async () => {
    api = await startApi(async ({ entries }) => ({ status: 200, body: allAccepted(entries) }));
    const client = createApiClient({ url: api.url, key: 'secret' });
    const of = { customerId: toCustomerId('ann'), occurredAt: '2026-01-01T00:00:00.000Z' };
    const beside = {
      events: [{ ...of, eventId: 'e1', type: 'points' as const, valueMinor: 250, daysToNextReward: 9 }],
      items: [{ itemId: toItemId('mug'), priceMinor: 995 }],
    };

    const result = await importThroughApi(client, logOf([orderOf('o1', ['a'])]), { decimals: 2 }, beside);

    expect(result).toMatchObject({ events: { accepted: 1 }, catalogue: { accepted: 1 }, orders: { accepted: 1 } });
    expect(api.received.map(({ path, entries }) => [path, entries[0]])).toMatchObject([
      ['/v1/items', { itemId: 'mug', price: 9.95 }],
      ['/v1/events', { eventId: 'e1', type: 'points', value: 2.5, daysToNextReward: 9 }],
      ['/v1/orders', { orderId: 'o1' }],
    ]);
  });

  it('sends at most 500 entries a call, with the key', async () => {
    const orders = Array.from({ length: 1_201 }, (_, number) => orderOf(`o${number}`, ['a']));
    const { received, result } = await send(
      async ({ entries }) => ({ status: 200, body: allAccepted(entries) }),
      orders,
    );

    expect(received.map(({ entries }) => entries.length).sort()).toEqual([201, 500, 500].sort());
    expect(received[0]?.authorization).toBe('Bearer secret');
    expect(result.orders.accepted).toBe(1_201);
  });

  it('sends no body above 5 MB', async () => {
    const lines = (name: string) =>
      orderOf(
        'o',
        Array.from({ length: 2_000 }, (_, item) => `${name}-${item}`),
      ).lines;
    const orders = Array.from({ length: 60 }, (_, number) => ({
      ...orderOf(`o${number}`, []),
      lines: lines(`${'long'.repeat(10)}`),
    }));
    const { received } = await send(async ({ entries }) => ({ status: 200, body: allAccepted(entries) }), orders);

    expect(received.length).toBeGreaterThan(1);
    for (const { entries } of received) expect(JSON.stringify({ orders: entries }).length).toBeLessThan(5_000_000);
  });

  it('tries again when the API is busy, and what it calls retryable', async () => {
    const { result, received, rejected } = await send(async ({ entries }, turn) => {
      if (turn === 1) return { status: 429, body: { message: 'Too Many Requests' } };
      if (turn === 2) return { status: 503, body: { message: 'Service Unavailable' } };
      if (turn > 3) return { status: 200, body: allAccepted(entries) };
      const late = { index: 1, orderId: 'o2', code: 'order.not-stored', retryable: true, issues: [] };
      return { status: 200, body: { accepted: 1, unchanged: 0, rejected: [late] } };
    });

    expect(received.map(({ entries }) => entries.length)).toEqual([2, 2, 2, 1]);
    expect(result.orders).toMatchObject({ accepted: 2, unchanged: 0 });
    expect(rejected).toEqual([]);
  });

  it('halves a call that is too large for a gateway on the way', async () => {
    const { result, received } = await send(async ({ entries }) =>
      entries.length > 1 ? { status: 413, body: {} } : { status: 200, body: allAccepted(entries) },
    );
    expect(received.map(({ entries }) => entries.length)).toEqual([2, 1, 1]);
    expect(result.orders.accepted).toBe(2);
  });

  it('hands over what is rejected with its reason, and counts it', async () => {
    const { result, rejected } = await send(async ({ path, entries }) => {
      if (path !== '/v1/orders') return { status: 200, body: allAccepted(entries) };
      const bad = {
        index: 0,
        orderId: 'o1',
        code: 'order.customer-changed',
        issues: [{ path: 'customerId', message: 'x' }],
      };
      return { status: 200, body: { accepted: 1, unchanged: 0, rejected: [bad] } };
    });
    expect([...result.orders.rejected]).toEqual([['order.customer-changed', 1]]);
    expect(rejected).toMatchObject([{ code: 'order.customer-changed', entry: { orderId: 'o1' } }]);
  });

  it.each([
    [403, {}, /refuses the key.*scope ingest/],
    [404, { detail: 'no such route' }, /404: no such route/],
    [200, { hello: 'world' }, /does not answer as Holdfast does/],
  ])('stops at a status of %d with %o and says why', async (status, body, words) => {
    await expect(send(async () => ({ status, body }))).rejects.toThrow(words);
  });

  it('says that nothing answers at an address, and does not take other texts for one', async () => {
    const client = createApiClient({ url: 'http://127.0.0.1:9', key: 'secret', pause: noPause });
    await expect(importThroughApi(client, logOf([orderOf('o1', ['a'])]), { decimals: 2 })).rejects.toMatchObject({
      code: 'api.unreachable',
    });
    expect(() => createApiClient({ url: 'shop.example', key: 'secret' })).toThrow(/needed is an http or https address/);
  });
});
