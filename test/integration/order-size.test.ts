import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { linesOf, orderOf } from '../support/orders.ts';
import { shopOn } from '../support/shop.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

it('an order of over 400 KB as stored is rejected by name, and costs no other', async () => {
  const shop = shopOn(database);
  const itemIds = Array.from({ length: 2_000 }, (_, index) => `item-${index}`);
  const large = orderOf('large', itemIds, { lines: linesOf(itemIds, { name: 'n'.repeat(256) }) });

  const outcomes = await recordOrders(shop, [
    { index: 0, order: large },
    { index: 1, order: orderOf('small', ['a']) },
  ]);

  expect(outcomes).toMatchObject([
    { index: 0, outcome: 'rejected', code: 'order.too-large', issues: [{ path: 'lines' }] },
    { index: 1, outcome: 'accepted' },
  ]);
});
