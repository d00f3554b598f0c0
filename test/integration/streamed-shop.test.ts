import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toApiOrder } from '../../bin/api-shapes.ts';
import { makeStartKeys, type StartKeys } from '../../bin/start/start-keys.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import { randomFor } from '../../functions/domain/simulation/random.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { synthesise } from '../../lib/app.ts';
import { type StageSettings, stages } from '../../lib/config.ts';
import { type LocalRuntime, startLocalRuntime } from '../../lib/local/start-local-runtime.ts';
import { BruteForce } from '../support/brute-force.ts';
import { hasOnlineRetail, readOnlineRetailOrders } from '../support/online-retail.ts';

/** Windows long enough that a busy item is refreshed a few times and not dozens of times: the rows are the same. */
const settings: StageSettings = {
  ...stages.dev,
  streams: {
    projectBaskets: { batchSize: 500, windowSeconds: 0 },
    refreshItems: { batchSize: 10_000, windowSeconds: 8 },
    refreshCustomers: { batchSize: 1_000, windowSeconds: 8 },
    reactToCustomers: { batchSize: 1_000, windowSeconds: 0 },
  },
};

const later = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) + minutes * 60_000).toISOString();

/** What a shop may send of its orders: some edited to other items and another time, some cancelled. */
function versionsOf(orders: readonly Order[]): readonly Order[] {
  return orders.flatMap((order, index) => {
    const donor = orders[(index + 1) % orders.length] ?? order;
    if (index % 7 === 3) {
      const edited = { ...order, lines: donor.lines, placedAt: later(order.placedAt, 90) };
      return [order, { ...edited, updatedAt: later(order.updatedAt, 120) }];
    }
    if (index % 11 === 5)
      return [order, { ...order, status: 'cancelled' as const, updatedAt: later(order.updatedAt, 30) }];
    return [order];
  });
}

/** Every fifth twice, and all in drawn order, so that many an older version comes after a newer one. */
function shuffledTwice(messages: readonly Order[]): readonly Order[] {
  const random = randomFor(1, 1, 1);
  return messages
    .flatMap((order, index) => (index % 5 === 0 ? [order, order] : [order]))
    .map((order) => ({ order, draw: random.next() }))
    .sort((left, right) => left.draw - right.draw)
    .map(({ order }) => order);
}

function newestVersions(messages: readonly Order[]): readonly Order[] {
  const newest = new Map<string, Order>();
  for (const order of messages) {
    const known = newest.get(order.orderId);
    if (known === undefined || orderVersion(known) < orderVersion(order)) newest.set(order.orderId, order);
  }
  return [...newest.values()];
}

const simulatedOrders = (): readonly Order[] =>
  [...simulateShop({ orders: 350, seed: 5, end: '2026-01-01T00:00:00.000Z' }).records()].flatMap((record) =>
    record.kind === 'order' && record.order.updatedAt === record.order.placedAt ? [record.order] : [],
  );

/** From all over the year: every ninth order of the file. */
const realOrders = async (): Promise<readonly Order[]> =>
  (await readOnlineRetailOrders()).filter((_, index) => index % 9 === 0).slice(0, 2_000);

const shops = [
  { shop: 'a simulated shop', isThere: true, orders: async () => simulatedOrders(), items: 50 },
  {
    shop: '2,000 orders of UCI Online Retail',
    isThere: hasOnlineRetail('Online Retail through the API'),
    orders: realOrders,
    items: 50,
  },
];

describe.each(shops.filter(({ isThere }) => isThere))('$shop, sent through the API out of order', (given) => {
  let runtime: LocalRuntime;
  let keys: StartKeys;
  let assemblyDirectory: string;

  beforeAll(async () => {
    assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-streamed-'));
    const { stackName } = synthesise(settings, assemblyDirectory);
    runtime = await startLocalRuntime({ assemblyDirectory, stackName, clockSchedules: false });
    keys = await makeStartKeys(stackName, runtime.dynamodbUrl);
  }, 60_000);

  afterAll(async () => {
    await runtime?.stop();
    await rm(assemblyDirectory, { recursive: true, force: true });
  });

  async function send(orders: readonly Order[]): Promise<{ accepted: number; unchanged: number; rejected: unknown[] }> {
    const answer = await fetch(`${runtime.url}/v1/orders`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keys.ingest}`, 'content-type': 'application/json' },
      body: JSON.stringify({ orders: orders.map((order) => toApiOrder(order, 2)) }),
    });
    expect(answer.status).toBe(200);
    return JSON.parse(await answer.text());
  }

  async function neighbours(itemId: string): Promise<{ itemId: string; baskets: number }[]> {
    const answer = await fetch(
      `${runtime.url}/v1/items/${encodeURIComponent(itemId)}/recommendations?limit=50&fill=false`,
      {
        headers: { authorization: `Bearer ${keys.marketer}` },
      },
    );
    const { source, recommendations } = JSON.parse(await answer.text());
    expect(['item', 'shop']).toContain(source);
    if (source !== 'item') return [];
    return recommendations.map((entry: { itemId: string; baskets: number }) => ({
      itemId: entry.itemId,
      baskets: entry.baskets,
    }));
  }

  it('ends in the neighbours and baskets that a brute-force count of the newest versions gives', async () => {
    const messages = shuffledTwice(versionsOf(await given.orders()));
    const expected = new BruteForce(newestVersions(messages));

    let answered = 0;
    for (let start = 0; start < messages.length; start += 250) {
      const result = await send(messages.slice(start, start + 250));
      expect(result.rejected).toEqual([]);
      answered += result.accepted + result.unchanged;
    }
    await runtime.untilIdle(480_000);
    await runtime.runSchedule('SweepHourly');

    expect(answered).toBe(messages.length);
    for (const itemId of expected.spread(given.items)) {
      expect({ itemId, neighbours: await neighbours(itemId) }).toEqual({
        itemId,
        neighbours: expected.shown(itemId, 50).map(({ weight, ...figures }) => figures),
      });
    }
  }, 600_000);
});
