import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFailedKeys } from '../../bin/failures/failed-invocation.ts';
import { openFailureStore } from '../../bin/failures/failure-store.ts';
import { toItemId } from '../../functions/domain/ids.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { redrive } from '../../functions/flows/redrive.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { orderOf } from '../support/orders.ts';
import { type Shop, shopOn, streamOrder } from '../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
let folder: string;

beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
  folder = await mkdtemp(path.join(tmpdir(), 'holdfast-redrive-'));
});
afterEach(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

/** What Lambda writes for a batch that a consumer gave up on, as far as it matters here. */
const failedInvocation = (table: string, keys: readonly { pk: string; sk: string }[]): string =>
  JSON.stringify({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 11 },
    DDBStreamBatchInfo: { batchSize: keys.length },
    payload: JSON.stringify({
      Records: keys.map(({ pk, sk }) => ({
        eventName: 'INSERT',
        eventSourceARN: `arn:aws:dynamodb:eu-west-1:123456789012:table/holdfast-test-${table}/stream/2026-03-01T00:00:00.000`,
        dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' },
      })),
    }),
  });

async function redriveFolder(): Promise<void> {
  const store = openFailureStore(folder);
  for (const name of await store.list()) {
    await redrive(shop, readFailedKeys(name, await store.read(name), database.stackName));
    await store.finish(name);
  }
}

describe('failed stream records', () => {
  it('bring an order that no consumer worked off into postings and the customer row, and are marked as done', async () => {
    const order = orderOf('1', ['a', 'b'], { customerId: 'ada' });
    await recordOrders(shop, [{ index: 0, order }]);
    const keys = [{ pk: 'customer#ada', sk: 'order#1' }];
    await writeFile(path.join(folder, 'one.json'), failedInvocation('History', [...keys, ...keys]));

    await redriveFolder();

    expect(await shop.baskets.listPostings(toItemId('a'), 10)).toMatchObject([{ orderId: '1', otherItemIds: ['b'] }]);
    const customer = order.customerId === undefined ? undefined : await shop.customers.find(order.customerId);
    expect(customer?.summary.orderCount).toBe(1);
    expect(await readdir(folder)).toEqual(['one.json.redriven']);
    expect(await openFailureStore(folder).list()).toEqual([]);
  });

  it('of postings refresh the item from what holds now, however old they are', async () => {
    await streamOrder(shop, orderOf('1', ['a', 'b']));
    const second = orderOf('2', ['a', 'c']);
    await recordOrders(shop, [{ index: 0, order: second }]);
    await redrive(shop, {
      orders: [{ partition: 'guest#2', orderId: second.orderId }],
      customers: [],
      items: [],
      offers: [],
      redeemers: [],
    });
    await writeFile(
      path.join(folder, 'two.json'),
      failedInvocation('Baskets', [{ pk: 'item#a', sk: '2026-03-01T10:00:00.000Z#1' }]),
    );

    await redriveFolder();

    expect(await shop.recommendations.findTogether(toItemId('a'))).toMatchObject({ basketCount: 2 });
  });

  it('of another stack, or that are none, are refused by name', () => {
    const foreign = failedInvocation('History', [{ pk: 'customer#ada', sk: 'order#1' }]).replaceAll('-test-', '-prod-');
    expect(() => readFailedKeys('three.json', foreign, 'holdfast-test')).toThrow(
      'three.json holds records of table "holdfast-prod-History", not of stack holdfast-test',
    );
    expect(() => readFailedKeys('four.json', '{"payload": 1}', 'holdfast-test')).toThrow('four.json holds no stream');
    expect(() => readFailedKeys('five.json', 'x', 'holdfast-test')).toThrow('five.json is not JSON');
  });

  it('that are nowhere are an error that names the folder', async () => {
    await expect(openFailureStore('/no/such/folder').list()).rejects.toThrow('/no/such/folder');
  });
});
