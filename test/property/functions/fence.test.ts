import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factPartition } from '../../../functions/domain/fact-partition.ts';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import { projectOrder } from '../../../functions/flows/project-order.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { refreshCustomer } from '../../../functions/flows/refresh-customer.ts';
import { exactCounts, refreshItem } from '../../../functions/flows/refresh-item.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { createInterleaving } from '../../support/interleaving.ts';
import { orderOf } from '../../support/orders.ts';
import { type Shop, shopOn, streamOrder } from '../../support/shop.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

const asOf = '2026-04-01T00:00:00.000Z';
const counts = exactCounts({ basketCountOf: () => undefined });
let run = 0;

const picks = () =>
  fc.infiniteStream(fc.record({ turns: fc.integer({ min: 1, max: 14 }), task: fc.integer({ min: 0, max: 1 }) }));

/** The shop as task 0 and task 1 see it: every call waits for its turn. */
function twoTasks(shop: Shop, pick: Iterator<{ turns: number; task: number }>) {
  const interleaving = createInterleaving(pick);
  const as = (task: number): Shop => ({
    ...shop,
    history: interleaving.wrap(task, shop.history),
    baskets: interleaving.wrap(task, shop.baskets),
    recommendations: interleaving.wrap(task, shop.recommendations),
    customers: interleaving.wrap(task, shop.customers),
  });
  return { first: as(0), second: as(1), run: interleaving.run };
}

it('two recomputes of an item and a fact written at any moment between them leave the row of the newest facts', async () => {
  const shop = shopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), async (pick) => {
      run += 1;
      const [a, b, c] = [toItemId(`a${run}`), toItemId(`b${run}`), toItemId(`c${run}`)] as const;
      await streamOrder(shop, orderOf(`before${run}`, [a, b]));
      const order = orderOf(`after${run}`, [a, c]);
      await recordOrders(shop, [{ index: 0, order }]);
      const tasks = twoTasks(shop, pick);
      const writeAndRecompute = async () => {
        await projectOrder(tasks.second, {
          partition: factPartition(order.orderId, undefined),
          orderId: order.orderId,
        });
        await refreshItem(tasks.second, a, asOf, counts);
      };

      await tasks.run([refreshItem(tasks.first, a, asOf, counts), writeAndRecompute()]);

      const row = await shop.recommendations.findTogether(a);
      expect(row?.basketCount).toBe(2);
      expect(row?.neighbours.map(({ itemId }) => itemId)).toEqual([b, c]);
    }),
    { numRuns: 120 },
  );
}, 120_000);

it('two recomputes of a customer and an order written between them leave the row of the newest facts', async () => {
  const shop = shopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), async (pick) => {
      run += 1;
      const customerId = toCustomerId(`customer${run}`);
      await streamOrder(shop, orderOf(`one${run}`, ['x'], { customerId }));
      const order = orderOf(`two${run}`, ['y'], { customerId });
      const tasks = twoTasks(shop, pick);
      const writeAndRecompute = async () => {
        await recordOrders(tasks.second, [{ index: 0, order }]);
        await refreshCustomer(tasks.second, customerId, asOf, 'stream');
      };

      await tasks.run([refreshCustomer(tasks.first, customerId, asOf, 'stream'), writeAndRecompute()]);

      const row = await shop.customers.find(customerId);
      expect(row?.summary.orderCount).toBe(2);
      expect(row?.summary.netSpendMinor).toBe(200);
    }),
    { numRuns: 120 },
  );
}, 120_000);

it('a projection of an old version that is delayed past a newer one changes nothing', async () => {
  const shop = shopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), async (pick) => {
      run += 1;
      const [a, b, c] = [toItemId(`p${run}`), toItemId(`q${run}`), toItemId(`r${run}`)] as const;
      const before = orderOf(`edited${run}`, [a, b]);
      const after = orderOf(`edited${run}`, [a, c], {
        placedAt: '2026-03-02T10:00:00.000Z',
        updatedAt: '2026-03-03T10:00:00.000Z',
      });
      await recordOrders(shop, [{ index: 0, order: before }]);
      const key = { partition: factPartition(before.orderId, undefined), orderId: before.orderId };
      const tasks = twoTasks(shop, pick);
      const edit = async () => {
        await recordOrders(tasks.second, [{ index: 0, order: after }]);
        await projectOrder(tasks.second, key);
      };

      await tasks.run([projectOrder(tasks.first, key), edit()]);

      const postings = await Promise.all([a, b, c].map((itemId) => shop.baskets.listPostings(itemId, 10)));
      expect(postings.map((list) => list.map(({ placedAt, otherItemIds }) => [placedAt, otherItemIds]))).toEqual([
        [[after.placedAt, [c]]],
        [],
        [[after.placedAt, [a]]],
      ]);
    }),
    { numRuns: 120 },
  );
}, 120_000);
