import { afterAll, beforeAll, expect, it } from 'vitest';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import { createOfferItemsReader } from '../../../functions/flows/offers/offer-items-reader.ts';
import { createStores } from '../../../functions/stores/create-stores.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { orderOf } from '../../support/orders.ts';
import { shopOn, streamOrder } from '../../support/shop.ts';

const asOf = '2026-04-01T10:00:00.000Z';
const now = () => new Date(asOf);
const neighbour = (itemId: string) => ({
  itemId: toItemId(itemId),
  buyersAfter: 37,
  buyersBefore: 7,
  expectedAfterPerMille: 500,
  usualGapDays: 34,
});

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

it('finds a gift among recommendations, and a complement among what is bought after what the customer has', async () => {
  const shop = shopOn(database, new Date(asOf));
  await shop.items.put({ itemId: toItemId('paper'), stock: 0 });
  for (const [itemId, after] of Object.entries({ printer: ['paper', 'ink'], lamp: ['bulb'], mug: ['printer'] })) {
    const row = { itemId: toItemId(itemId), kind: 'next', buyerCount: 50, relationsVersion: 1, asOf } as const;
    await shop.relations.put({ kind: 'next', row: { ...row, neighbours: after.map(neighbour) } }, undefined, now());
  }
  for (const place of [1, 2, 3]) await streamOrder(shop, orderOf(`g-${place}`, ['lamp', 'shade']));
  const bought: readonly (readonly [string, readonly string[]])[] = [
    ['2026-01-01', ['lamp']],
    ['2026-02-01', ['printer']],
    ['2026-03-01', ['mug']],
  ];
  for (const [day, items] of bought) {
    const placedAt = `${day}T10:00:00.000Z`;
    await streamOrder(shop, orderOf(`a-${day}`, items, { customerId: 'ann', placedAt }));
  }
  const row = await shop.customers.find(toCustomerId('ann'));
  if (row === undefined) throw new Error('ann is not there');
  const itemsFor = createOfferItemsReader(createStores(database), { now, timeZone: 'Europe/London' });

  // The mug, bought last, leads to what she has; of the printer's, paper is out of stock.
  expect(await itemsFor(row, ['percent', 'gift-item', 'bundle'])).toEqual({
    giftItemId: 'shade',
    complementItemId: 'ink',
  });
  expect(await itemsFor(row, ['bundle'])).toEqual({ giftItemId: undefined, complementItemId: 'ink' });
  expect(await itemsFor(row, ['percent'])).toEqual({ giftItemId: undefined, complementItemId: undefined });
});
