import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postingsOf } from '../../functions/domain/copurchase/posting.ts';
import { decideOrderChange } from '../../functions/domain/orders/decide-order-change.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { projectOrder } from '../../functions/flows/project-order.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { recordReturns } from '../../functions/flows/record-returns.ts';
import { physicalTableName, type TableKey } from '../../functions/stores/tables.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { orderOf } from '../support/orders.ts';
import { type Shop, shopOn } from '../support/shop.ts';

// Stream filters pass rows with the mark over: a writer that left it on would keep its change from every consumer.
let database: EmbeddedDatabase;
let shop: Shop;
let run = 0;
let order: Order;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  shop = shopOn(database);
});
afterAll(() => database.stop());

async function markOf(table: TableKey, pk: string, sk: string): Promise<unknown> {
  const TableName = physicalTableName(database.stackName, table);
  const { Item } = await database.documents.send(new GetCommand({ TableName, Key: { pk, sk } }));
  if (Item === undefined) throw new Error(`no row ${pk} ${sk}`);
  return Item.imported;
}

const key = () => ({ partition: `guest#${order.orderId}` as const, orderId: order.orderId });

beforeEach(async () => {
  run += 1;
  order = orderOf(`order-${run}`, ['a', 'b']);
  const decision = decideOrderChange(undefined, order, 100);
  if (decision.change !== 'store') throw new Error('a new order is stored');
  await shop.history.claimOwner(order.orderId, key().partition);
  await shop.history.putOrder({ ...decision.fact, imported: true }, undefined);
  const postings = postingsOf(order, decision.fact.version, 100);
  await shop.baskets.writeImported(postings.map((posting) => ({ write: 'posting', posting })));
});

describe('the mark of a bulk import', () => {
  it('is on the fact and on the postings that the import wrote', async () => {
    expect(await markOf('history', key().partition, `order#${order.orderId}`)).toBe(true);
    expect(await markOf('baskets', 'item#a', `${order.placedAt}#${order.orderId}`)).toBe(true);
  });

  it('goes when an order is changed through the API', async () => {
    const edited = orderOf(order.orderId, ['a'], { updatedAt: '2026-03-05T00:00:00.000Z' });
    expect(await recordOrders(shop, [{ index: 0, order: edited }])).toMatchObject([{ outcome: 'accepted' }]);
    expect(await markOf('history', key().partition, `order#${order.orderId}`)).toBeUndefined();
  });

  it('goes when the projection writes a posting again, and is not on its tombstones', async () => {
    const edited = orderOf(order.orderId, ['a'], { updatedAt: '2026-03-05T00:00:00.000Z' });
    await recordOrders(shop, [{ index: 0, order: edited }]);
    await projectOrder(shop, key());
    expect(await markOf('baskets', 'item#a', `${order.placedAt}#${order.orderId}`)).toBeUndefined();
    expect(await markOf('baskets', 'item#b', `${order.placedAt}#${order.orderId}`)).toBeUndefined();
  });

  it('is not on a return that comes through the API', async () => {
    const event = { eventId: `return-${run}`, occurredAt: order.placedAt, orderId: order.orderId, quantity: 1 };
    const itemId = order.lines[0]?.itemId ?? ('' as never);
    expect(await recordReturns(shop, [{ index: 0, event: { ...event, itemId } }])).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(await markOf('history', key().partition, `return#return-${run}`)).toBeUndefined();
  });
});
