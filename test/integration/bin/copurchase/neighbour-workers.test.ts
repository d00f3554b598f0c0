import { afterAll, expect, it } from 'vitest';
import { startNeighbourWorkers } from '../../../../bin/copurchase/neighbour-workers.ts';
import { neighboursOfPacked } from '../../../../functions/domain/copurchase/kernel.ts';
import { packBaskets } from '../../../../functions/domain/copurchase/packed-baskets.ts';
import { makeWorkload } from '../../../bench/copurchase/workload.ts';

const itemCount = 500;
const baskets = makeWorkload({ orders: 3_000, items: itemCount, basketSize: 6, geometric: true });
const workers = startNeighbourWorkers(3);
afterAll(() => workers.stop());

it.each([2, 30, 2_000])('several threads give what one gives, items cut at %i orders', async (maximumPostings) => {
  const expected = neighboursOfPacked(packBaskets(baskets, itemCount, maximumPostings), 50);

  const table = await workers.rank(baskets, { itemCount, limit: 50, maximumPostings });

  expect(table.neighbours).toEqual(expected.neighbours);
  expect(table.counts).toEqual(expected.counts);
  expect(table.lengths).toEqual(expected.lengths);
});

it('takes arrays that are not shared, more threads than orders, and a shop without orders', async () => {
  const two = { offsets: Int32Array.of(0, 2, 4), items: Int32Array.of(0, 1, 1, 0) };
  const none = { offsets: Int32Array.of(0), items: new Int32Array(0) };

  const table = await workers.rank(two, { itemCount: 2, limit: 1 });
  const empty = await workers.rank(none, { itemCount: 2, limit: 1 });

  expect([...table.neighbours]).toEqual([1, 0]);
  expect([...table.counts]).toEqual([2, 2]);
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
