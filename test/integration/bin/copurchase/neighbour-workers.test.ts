import { afterAll, expect, it } from 'vitest';
import { startNeighbourWorkers } from '../../../../bin/copurchase/neighbour-workers.ts';
import { rankShopInThreads } from '../../../../bin/copurchase/rank-shop-in-threads.ts';
import { neighboursOfPacked } from '../../../../functions/domain/copurchase/kernel.ts';
import { rankShop } from '../../../../functions/domain/copurchase/neighbours.ts';
import { packBaskets } from '../../../../functions/domain/copurchase/packed-baskets.ts';
import { pairSumOf } from '../../../../functions/domain/copurchase/pair-sum.ts';
import { makeWorkload } from '../../../bench/copurchase/workload.ts';
import { columnsOfOrders } from '../../../support/basket-columns.ts';
import { orderOf } from '../../../support/orders.ts';

const itemCount = 500;
const baskets = makeWorkload({ orders: 3_000, items: itemCount, basketSize: 6, geometric: true });
const workers = startNeighbourWorkers(3);
afterAll(() => workers.stop());

it.each([2, 30, 2_000])('several threads give what one gives, items cut at %i orders', async (maximumPostings) => {
  const expected = neighboursOfPacked(packBaskets(baskets, itemCount, { maximumPostings }), 50);

  const { table } = await workers.rank(baskets, { itemCount, limit: 50, maximumPostings });

  expect(table.neighbours).toEqual(expected.neighbours);
  expect(table.sums).toEqual(expected.sums);
  expect(table.lengths).toEqual(expected.lengths);
});

it('takes arrays that are not shared, more threads than orders, and a shop without orders', async () => {
  const two = { offsets: Int32Array.of(0, 2, 4), items: Int32Array.of(0, 1, 1, 0) };
  const none = { offsets: Int32Array.of(0), items: new Int32Array(0) };

  const { table } = await workers.rank(two, { itemCount: 2, limit: 1 });
  const { table: empty } = await workers.rank(none, { itemCount: 2, limit: 1 });

  expect([...table.neighbours]).toEqual([1, 0]);
  expect([...table.sums]).toEqual([2 * pairSumOf(2, false), 2 * pairSumOf(2, false)]);
  expect([...empty.lengths]).toEqual([0, 0]);
});

it('an error in a worker is the error of the call, and stays', async () => {
  const failing = startNeighbourWorkers(2);
  const broken = { offsets: Int32Array.of(0, 1, 3), items: Int32Array.of(0, 1, 7) };

  await expect(failing.rank(broken, { itemCount: 2, limit: 1 })).rejects.toMatchObject({
    code: 'copurchase.worker-failed',
    message: 'a worker thread failed: order 1 has item 7; allowed is 0 to 1',
  });
  await expect(failing.rank(baskets, { itemCount, limit: 1 })).rejects.toThrow('a worker thread');
});

it('counts orders alone when asked, more of them than have room beside their weight', async () => {
  const orderCount = 5_000;
  const offsets = Int32Array.from({ length: orderCount + 1 }, (_, order) => 2 * order);
  const items = Int32Array.from({ length: 2 * orderCount }, (_, line) => line % 2);

  const unlimited = { itemCount: 2, limit: 1, maximumPostings: 10_000 };
  const { table } = await workers.rank({ offsets, items }, { ...unlimited, pairCounting: 'plain' });

  expect([...table.sums]).toEqual([orderCount, orderCount]);
  expect(() => packBaskets({ offsets, items }, 2, unlimited)).toThrow(
    '10000 orders of an item; with weighted pairs at most 2000 are counted',
  );
});

it('a shop ranked in threads is the shop ranked on one', async () => {
  const orders = Array.from({ length: 400 }, (_, order) =>
    orderOf(`o${order}`, [`i${order % 7}`, `i${order % 11}`, `i${order % 13}`], {
      placedAt: new Date(Date.UTC(2026, 0, 1) + order * 3_600_000).toISOString(),
    }),
  );
  const columns = columnsOfOrders(orders);
  const expected = rankShop(columns);

  const ranked = await rankShopInThreads(columns, 0);

  expect(ranked.itemIds).toEqual(expected.itemIds);
  expect([...ranked.countedItems()]).toEqual([...expected.countedItems()]);
  for (const index of expected.itemIds.keys()) expect(ranked.itemAt(index)).toEqual(expected.itemAt(index));
});
