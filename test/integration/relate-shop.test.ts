import { afterEach, beforeEach, expect, it } from 'vitest';
import { toItemId } from '../../functions/domain/ids.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { relateShop } from '../../functions/flows/relations/relate-shop.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { orderOf } from '../support/orders.ts';
import { type Shop, shopOn } from '../support/shop.ts';

let database: EmbeddedDatabase;
let shop: Shop;
beforeEach(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database, new Date('2026-12-31T00:00:00.000Z'));
});
afterEach(() => database.stop());

const printer = toItemId('printer');
const ink = toItemId('ink');
const firstDay = Date.parse('2026-01-01T10:00:00.000Z');
const onDay = (day: number) => ({ placedAt: new Date(firstDay + day * 86_400_000).toISOString() });

/** Thirty customers buy a printer all through the year, and ink thirty days later. */
const orders = Array.from({ length: 30 }, (_, customer) => customer).flatMap((customer) => [
  orderOf(`p${customer}`, ['printer'], { customerId: `c${customer}`, ...onDay(customer * 10) }),
  orderOf(`i${customer}`, ['ink'], { customerId: `c${customer}`, ...onDay(customer * 10 + 30) }),
]);

const record = (recorded: typeof orders) =>
  recordOrders(
    shop,
    recorded.map((order, index) => ({ index, order })),
  );

it('what customers go on to buy is found in all histories, with its gap, and never the other way round', async () => {
  await record(orders);

  expect(await relateShop(shop)).toMatchObject({ orderCount: 60, outrunCount: 0, emptiedCount: 0 });

  expect(await shop.relations.findNext(printer)).toMatchObject({
    buyerCount: 30,
    neighbours: [{ itemId: ink, buyersAfter: 30, buyersBefore: 0, usualGapDays: 30 }],
    asOf: '2026-12-31T00:00:00.000Z',
  });
  expect(await shop.relations.findNext(ink)).toBeUndefined();
});

it('what is cancelled since is gone the next night', async () => {
  await record(orders);
  await relateShop(shop);
  await record(
    orders.map((order) => ({ ...order, status: 'cancelled' as const, updatedAt: '2026-12-30T00:00:00.000Z' })),
  );

  expect(await relateShop(shop)).toMatchObject({ writtenCount: 0 });

  expect(await shop.relations.findNext(printer)).toBeUndefined();
});

it('orders after the shop’s clock are not of its past yet', async () => {
  await record(orders);
  await shop.program.putClock({ mode: 'data', asOf: '2026-02-15T00:00:00.000Z' });

  await relateShop(shop);

  expect(await shop.relations.findNext(printer)).toBeUndefined();
});

it('orders with evidence are counted up to the shop’s clock, whoever placed them', async () => {
  await shop.program.putClock({ mode: 'data', asOf: '2026-02-15T00:00:00.000Z' });
  await record([
    orderOf('by-a-customer', ['printer', 'ink'], { customerId: 'c1', ...onDay(0) }),
    orderOf('by-a-guest', ['ink'], onDay(1)),
    orderOf('cancelled', ['ink'], { status: 'cancelled', ...onDay(2) }),
    orderOf('after-the-clock', ['ink'], onDay(60)),
  ]);

  await relateShop({ ...shop, evidenceWindowDays: 365 });
  const whole = await shop.shopTotals.find();
  await relateShop({ ...shop, evidenceWindowDays: 44 });
  const ofWindow = await shop.shopTotals.find();

  expect(whole).toEqual({ basketCount: 2, truncatedBasketCounts: new Map(), asOf: '2026-02-15T00:00:00.000Z' });
  expect(ofWindow?.basketCount).toBe(1);
});
