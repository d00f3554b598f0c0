import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withStack } from '../../../bin/open-stack.ts';
import { toCustomerId } from '../../../functions/domain/ids.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { createOffersStore } from '../../../functions/stores/offers/offers-store.ts';
import { openTables } from '../../../functions/stores/open-tables.ts';
import { synthesise } from '../../../lib/app.ts';
import { stages } from '../../../lib/config.ts';
import { type LocalRuntime, startLocalRuntime } from '../../../lib/local/start-local-runtime.ts';
import { nightAtRisk, nightBefore, ordersOfOneAtRisk } from '../../support/customer-at-risk.ts';
import { decidedOffer, issuedOffer } from '../../support/delivered-offers.ts';

const settings = {
  ...stages.dev,
  streams: {
    projectBaskets: { batchSize: 500, windowSeconds: 0 },
    refreshItems: { batchSize: 5_000, windowSeconds: 0 },
    refreshCustomers: { batchSize: 1_000, windowSeconds: 0 },
    // Holds changes back for a moment, so that several come in one batch.
    deliverEvents: { batchSize: 100, windowSeconds: 1 },
  },
  delivery: {
    webhook: { url: 'https://shop.example/events', secretName: 'shop/webhook' },
    email: { from: 'offers@shop.example', shopName: 'Shop', unsubscribeUrl: 'https://shop.example/no' },
  },
};

let runtime: LocalRuntime;
let assemblyDirectory: string;
let stack: { readonly stack: string; readonly endpoint: string };
const told: string[] = [];
/** Customers of whom the bus takes no event, and how often more. */
const refusals = new Map<string, number>();

beforeAll(async () => {
  assemblyDirectory = await mkdtemp(path.join(tmpdir(), 'holdfast-delivery-'));
  const { stackName } = synthesise(settings, assemblyDirectory);
  runtime = await startLocalRuntime({
    assemblyDirectory,
    stackName,
    clockSchedules: false,
    onEvent: (line) => told.push(line),
    refuseEvent: ({ detail }) => {
      const left = refusals.get(String(detail.customerId)) ?? 0;
      refusals.set(String(detail.customerId), left - 1);
      return left > 0 ? 'ThrottlingException' : undefined;
    },
  });
  stack = { stack: stackName, endpoint: runtime.dynamodbUrl };
}, 120_000);
afterAll(async () => {
  await runtime?.stop();
  await rm(assemblyDirectory, { recursive: true, force: true });
});
beforeEach(() => {
  told.splice(0);
  refusals.clear();
});

async function issue(...customers: readonly string[]): Promise<void> {
  const access = openTables({ stackName: stack.stack, endpoint: stack.endpoint });
  try {
    const offers = createOffersStore(access);
    for (const customer of customers) {
      const { code = '', issuedAt = '', expiresAt = '' } = issuedOffer(customer);
      await offers.putDecision(decidedOffer(customer));
      expect(await offers.issue(decidedOffer(customer), { code, issuedAt, expiresAt })).toBe('done');
    }
  } finally {
    access.close();
  }
  await runtime.untilIdle(60_000);
}

const customersTold = (): string[] => told.map((line) => line.replace(/, id .*/, ''));

describe('the stack on this machine, with every target', () => {
  it('tells an issued offer once', async () => {
    await issue('one');

    expect(told).toEqual([
      expect.stringMatching(/^event offer\.issued, customer one, campaign spring, id [0-9a-f]{64}$/),
    ]);
  });

  it('tells what the bus refuses for a while, within the call', async () => {
    refusals.set('two', 2);

    await issue('two', 'three');

    expect(customersTold().sort()).toEqual([
      'event offer.issued, customer three, campaign spring',
      'event offer.issued, customer two, campaign spring',
    ]);
  });

  it('tells what the bus refuses for longer, when the stream comes back to it', async () => {
    refusals.set('five', 7);

    await issue('four', 'five', 'six');

    expect(customersTold().sort()).toEqual([
      'event offer.issued, customer five, campaign spring',
      'event offer.issued, customer four, campaign spring',
      'event offer.issued, customer six, campaign spring',
    ]);
    expect(new Set(told).size).toBe(3);
  });

  it('tells in the night who came to be at risk, under the functions’ own rights, and once', async () => {
    await withStack(stack, async (open) => {
      await recordOrders(
        open,
        ordersOfOneAtRisk.map((order, index) => ({ index, order })),
      );
      await runtime.untilIdle(60_000);
      for (const asOf of [nightBefore, nightAtRisk, nightAtRisk]) {
        await open.program.putClock({ mode: 'data', asOf });
        await runtime.runSchedule('ModelsNightly');
        await runtime.runSchedule('SignalsNightly');
      }
      await runtime.untilIdle(60_000);

      expect(customersTold()).toEqual(['event customer.at-risk, customer ann']);
      expect(await open.customers.find(toCustomerId('ann'))).toMatchObject({
        group: { group: 'at-risk' },
        switching: { state: 'wavering-valuable' },
      });
    });
  }, 120_000);
});
