import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { customerPartition } from '../../functions/domain/fact-partition.ts';
import { toCustomerId, toItemId } from '../../functions/domain/ids.ts';
import { erasedStubLifeDays } from '../../functions/domain/orders/erase-order.ts';
import { eraseCustomer } from '../../functions/flows/erase-customer.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { createErasureStore } from '../../functions/stores/history/erasure-store.ts';
import { createStorefrontFactsStore } from '../../functions/stores/history/storefront-facts-store.ts';
import { physicalTableName } from '../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { orderOf } from '../support/orders.ts';
import { derivedRows, type Shop, settleOrder, shopOn, streamOrder, streamReturn } from '../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
});
afterEach(() => database.stop());

const ann = toCustomerId('ann');
const annsOrder = orderOf('a1', ['mug', 'tea', 'spoon'], { customerId: 'ann' });
const bobsOrder = orderOf('b1', ['mug', 'tea'], { customerId: 'bob' });

const basketsWith = async (item: string, other: string): Promise<number> => {
  const row = await shop.recommendations.findTogether(toItemId(item));
  return row?.neighbours.find(({ itemId }) => itemId === other)?.baskets ?? 0;
};

const pairCounts = async () => [
  await basketsWith('mug', 'tea'),
  await basketsWith('tea', 'mug'),
  await basketsWith('mug', 'spoon'),
  await basketsWith('spoon', 'mug'),
];

const erase = (over: Partial<ReturnType<typeof createErasureStore>> = {}) =>
  eraseCustomer({ ...shop, erasure: { ...createErasureStore(database), ...over } }, ann);

it('a cancelled order takes the counts of its pairs back, at both ends', async () => {
  await streamOrder(shop, annsOrder);
  await streamOrder(shop, bobsOrder);
  expect(await pairCounts()).toEqual([2, 2, 1, 1]);

  await streamOrder(shop, { ...annsOrder, status: 'cancelled', updatedAt: '2026-03-02T10:00:00.000Z' });

  expect(await pairCounts()).toEqual([1, 1, 0, 0]);
});

it('an erased customer takes the counts of their pairs back, and nothing of theirs is left but stubs that expire', async () => {
  await streamOrder(shop, annsOrder);
  await streamOrder(shop, bobsOrder);
  await streamReturn(shop, {
    eventId: 'r1',
    occurredAt: '2026-03-05T10:00:00.000Z',
    customerId: ann,
    itemId: toItemId('spoon'),
    quantity: 1,
  });

  const storefrontFacts = createStorefrontFactsStore(database);
  const view = { eventId: 'v1', occurredAt: '2026-03-05T10:00:00.000Z', customerId: ann, itemId: toItemId('mug') };
  await storefrontFacts.putView(view);

  expect(await erase()).toEqual({ orderCount: 1, otherFactCount: 2, offerCount: 0 });
  await settleOrder(shop, annsOrder);

  expect(await pairCounts()).toEqual([1, 1, 0, 0]);
  expect((await derivedRows(database, 'customers')).map((row) => row.pk)).toEqual(['customer#bob']);
  const stub = await database.documents.send(
    new GetCommand({
      TableName: physicalTableName(database.stackName, 'history'),
      Key: { pk: customerPartition(ann), sk: 'order#a1' },
    }),
  );
  expect(stub.Item).toMatchObject({
    erased: true,
    lines: [],
    expiresAtEpochSeconds: shop.now().getTime() / 1000 + erasedStubLifeDays * 86_400,
  });
  expect((await createErasureStore(database).listRows(customerPartition(ann))).otherSortKeys).toEqual([]);
  expect(await storefrontFacts.findView(view)).toBeUndefined();
});

it('an erased order that the shop sends again, even changed, stays erased', async () => {
  await streamOrder(shop, annsOrder);
  await erase();

  const outcomes = await recordOrders(shop, [
    { index: 0, order: { ...annsOrder, updatedAt: '2026-03-20T10:00:00.000Z' } },
  ]);
  await settleOrder(shop, annsOrder);

  expect(outcomes).toEqual([{ index: 0, outcome: 'unchanged' }]);
  expect(await pairCounts()).toEqual([0, 0, 0, 0]);
});

it('an erasure that was cut off after any of its writes is finished by the same call again', async () => {
  for (const cutAt of ['putStub', 'expireOwner', 'deleteFact'] as const) {
    await streamOrder(shop, { ...annsOrder, orderId: orderOf(`a-${cutAt}`, []).orderId });
    const real = createErasureStore(database);
    const cut = async () => {
      throw new Error('cut off');
    };
    if (cutAt === 'deleteFact') {
      await streamReturn(shop, {
        eventId: 'r2',
        occurredAt: '2026-03-05T10:00:00.000Z',
        customerId: ann,
        itemId: toItemId('spoon'),
        quantity: 1,
      });
    }
    await expect(erase({ ...real, [cutAt]: cut })).rejects.toThrow('cut off');

    await erase();
    await settleOrder(shop, { ...annsOrder, orderId: orderOf(`a-${cutAt}`, []).orderId });

    expect(await pairCounts()).toEqual([0, 0, 0, 0]);
    const owner = await database.documents.send(
      new GetCommand({
        TableName: physicalTableName(database.stackName, 'history'),
        Key: { pk: `order#a-${cutAt}`, sk: 'owner' },
      }),
    );
    expect(owner.Item?.expiresAtEpochSeconds).toBeDefined();
  }
});
