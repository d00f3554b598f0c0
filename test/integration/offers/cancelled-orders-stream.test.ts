import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toApiOrder } from '../../../bin/api-shapes.ts';
import { makeStartKeys, type StartKeys } from '../../../bin/start/start-keys.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import type { Order } from '../../../functions/domain/orders/order.ts';
import { openTables } from '../../../functions/stores/open-tables.ts';
import { synthesise } from '../../../lib/app.ts';
import { stages } from '../../../lib/config.ts';
import { type LocalRuntime, startLocalRuntime } from '../../../lib/local/start-local-runtime.ts';
import { campaignOf, issueTo, leftOf, type OffersShop, offersShopOn, startCampaign } from '../../support/offers.ts';
import { orderOf } from '../../support/orders.ts';

let runtime: LocalRuntime;
let keys: StartKeys;
let tables: ReturnType<typeof openTables>;
let shop: OffersShop;
let assemblyDirectory: string;

beforeAll(async () => {
  assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-offers-'));
  const { stackName } = synthesise(stages.dev, assemblyDirectory);
  runtime = await startLocalRuntime({ assemblyDirectory, stackName, clockSchedules: false });
  keys = await makeStartKeys(stackName, runtime.dynamodbUrl);
  tables = openTables({ stackName, endpoint: runtime.dynamodbUrl });
  shop = offersShopOn(tables, new Date());
}, 60_000);

afterAll(async () => {
  tables?.close();
  await runtime?.stop();
  await rm(assemblyDirectory, { recursive: true, force: true });
});

async function call(method: string, address: string, body?: unknown): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${runtime.url}${address}`, {
    method,
    headers: { authorization: `Bearer ${keys.ingest}`, ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { status: answer.status, body: await answer.json() };
}

async function send(order: Order): Promise<void> {
  expect(await call('POST', '/v1/orders', { orders: [toApiOrder(order, 2)] })).toMatchObject({ body: { accepted: 1 } });
}

async function workedOff(): Promise<void> {
  for (;;) {
    const { body } = await call('GET', '/v1/health');
    if ((body as { pendingRecords: number }).pendingRecords === 0) return;
    await pause(50);
  }
}

it('an order that redeems, through the API, with the rights of the roles, and is cancelled, has its offer back', async () => {
  const budgets = { total: { uses: 60, amountMinor: 10_000 }, perPeriod: { period: 'month', uses: 5 } } as const;
  await startCampaign(shop, campaignOf('stream', budgets));
  await startCampaign(shop, campaignOf('unbounded', { total: {} }));
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const code = await issueTo(shop, 'stream', 'ann', { expiresAt });
  const other = await issueTo(shop, 'unbounded', 'ann', { expiresAt });
  const placed = orderOf('o-1', ['mug', 'tea'], { customerId: 'ann' });
  const checkout = { customerId: 'ann', orderId: 'o-1', basketValue: 100, cost: 50 };

  const offers = await call('GET', '/v1/customers/ann/offers');
  expect((offers.body as { offers: unknown[] }).offers).toHaveLength(2);
  const redeemed = await call('POST', `/v1/offers/${code}/redeem`, checkout);
  expect(redeemed).toMatchObject({ status: 200, body: { orderId: 'o-1', discount: 5 } });
  expect(await call('POST', `/v1/offers/${other}/redeem`, checkout)).toMatchObject({ status: 200 });
  expect(await leftOf(shop, 'stream')).toEqual({ uses: 59, amountMinor: 9_500 });
  await send(placed);
  await workedOff();
  expect(await call('POST', `/v1/offers/${code}/redeem`, checkout)).toEqual(redeemed);

  await send({ ...placed, status: 'cancelled', updatedAt: '2026-03-02T10:00:00.000Z' });
  await workedOff();

  expect(await leftOf(shop, 'stream')).toEqual({ uses: 60, amountMinor: 10_000 });
  for (const campaignId of ['stream', 'unbounded']) {
    expect(await shop.offers.find(toCustomerId('ann'), campaignId)).toMatchObject({ status: 'issued' });
  }
  expect(await call('POST', `/v1/offers/${code}/redeem`, checkout)).toMatchObject({
    status: 409,
    body: { code: 'order.cancelled' },
  });
  expect(await call('POST', `/v1/offers/${code}/redeem`, { ...checkout, orderId: 'o-2' })).toMatchObject({
    status: 200,
  });
}, 120_000);
