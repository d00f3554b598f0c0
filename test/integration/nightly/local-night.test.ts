import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toApiOrder } from '../../../bin/api-shapes.ts';
import { withStack } from '../../../bin/open-stack.ts';
import { makeStartKeys, type StartKeys } from '../../../bin/start/start-keys.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { synthesise } from '../../../lib/app.ts';
import { stages } from '../../../lib/config.ts';
import { type LocalRuntime, startLocalRuntime } from '../../../lib/local/start-local-runtime.ts';
import { orderOf } from '../../support/orders.ts';

let runtime: LocalRuntime;
let keys: StartKeys;
let assemblyDirectory: string;
let stack: { readonly stack: string; readonly endpoint: string };

const settings = {
  ...stages.dev,
  streams: {
    projectBaskets: { batchSize: 500, windowSeconds: 0 },
    refreshItems: { batchSize: 5_000, windowSeconds: 0 },
    refreshCustomers: { batchSize: 1_000, windowSeconds: 0 },
    reactToCustomers: { batchSize: 1_000, windowSeconds: 0 },
  },
};

beforeAll(async () => {
  assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-night-'));
  const { stackName } = synthesise(settings, assemblyDirectory);
  runtime = await startLocalRuntime({ assemblyDirectory, stackName, clockSchedules: false });
  keys = await makeStartKeys(stackName, runtime.dynamodbUrl);
  stack = { stack: stackName, endpoint: runtime.dynamodbUrl };
}, 120_000);
afterAll(async () => {
  await runtime?.stop();
  await rm(assemblyDirectory, { recursive: true, force: true });
});

const send = async (method: string, address: string, body: unknown): Promise<void> => {
  const answer = await fetch(`${runtime.url}${address}`, {
    method,
    headers: { authorization: `Bearer ${keys.ingest}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
  expect(JSON.parse(await answer.text())).toMatchObject({ rejected: [] });
};

async function switchingCostsOf(customerId: string): Promise<unknown> {
  const answer = await fetch(`${runtime.url}/v1/customers/${customerId}/switching-costs`, {
    headers: { authorization: `Bearer ${keys.marketer}` },
  });
  expect(answer.status).toBe(200);
  return answer.json();
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

it('the night runs under its own rights, and an objection sent to the API takes effect through the stream', async () => {
  const orders = [
    ...[150, 120, 90, 60, 30, 2].map((days) =>
      orderOf(`ann ${days}`, ['mug'], { customerId: 'ann', placedAt: daysAgo(days), currency: settings.currency }),
    ),
    orderOf('bob', ['mug'], { customerId: 'bob', placedAt: daysAgo(5), currency: settings.currency }),
    orderOf('guest', ['mug'], { placedAt: daysAgo(5), currency: settings.currency }),
  ];
  await send('POST', '/v1/orders', { orders: orders.map((order) => toApiOrder(order, 2)) });
  await runtime.untilIdle(60_000);
  await runtime.runSchedule('RelationsNightly');

  await runtime.runSchedule('ModelsNightly');
  await runtime.runSchedule('SignalsNightly');

  await withStack(stack, async (open) => {
    expect((await open.customerModels.find())?.observations.customers).toBe(2);
    expect((await open.guestOrders.find())?.months).toMatchObject([{ orderCount: 1 }]);
    expect(await open.retentionReport.find()).toBeDefined();
    expect(await open.customers.find(toCustomerId('bob'))).toMatchObject({
      group: { group: 'new' },
      switching: { state: 'new', rule: 'new' },
    });
    expect(await switchingCostsOf('ann')).toMatchObject({
      profiling: 'allowed',
      state: { since: expect.any(String) },
      scores: { weightsVersion: 2 },
      signals: expect.arrayContaining([expect.objectContaining({ signal: 'tenure', reason: expect.any(String) })]),
    });
    const ann = await open.customers.find(toCustomerId('ann'));
    const group = ann?.group?.group;
    if (group === undefined) throw new Error('ann is in a group');
    expect((await open.customers.listGroup(group, 10)).members.map(({ customerId }) => customerId)).toContain('ann');

    await send('PUT', '/v1/customers', { customers: [{ customerId: 'ann', objection: true }] });
    await runtime.untilIdle(60_000);

    expect(await open.customers.find(toCustomerId('ann'))).toMatchObject({ objects: true });
    expect(await switchingCostsOf('ann')).toMatchObject({ profiling: 'objected', state: null, scores: null });
    expect((await open.customers.listGroup(group, 10)).members.map(({ customerId }) => customerId)).not.toContain(
      'ann',
    );
  });
  // The night's own writes called no consumer again: what a group fact does would else never end.
  expect(runtime.pendingRecords()).toBe(0);
}, 120_000);
