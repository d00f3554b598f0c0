import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factPartition } from '../../../functions/domain/fact-partition.ts';
import { toCustomerId, toItemId } from '../../../functions/domain/ids.ts';
import { claimGuestOrder } from '../../../functions/flows/moving/claim-guest-order.ts';
import { projectOrder } from '../../../functions/flows/project-order.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordReturns } from '../../../functions/flows/record-returns.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import { createInterleaving } from '../../support/interleaving.ts';
import { type MovingShop, merge, movingShopOn, returnOf, wrapStores } from '../../support/moving-shop.ts';
import { orderOf } from '../../support/orders.ts';

let database: EmbeddedDatabase;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
});
afterAll(() => database.stop());

let run = 0;
/** Turns of 80 let one task run to its end while the other stands still, as a straggler does. */
const picks = () =>
  fc.infiniteStream(
    fc.record({
      turns: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(80)),
      task: fc.integer({ min: 0, max: 1 }),
    }),
  );

/** The shop as task 0 and task 1 see it: every call waits for its turn. */
function twoTasks(shop: MovingShop, pick: Iterator<{ turns: number; task: number }>) {
  const interleaving = createInterleaving(pick);
  const as = (task: number): MovingShop => ({
    ...shop,
    ...wrapStores(shop, (store) => interleaving.wrap(task, store)),
    baskets: interleaving.wrap(task, shop.baskets),
  });
  return { mover: as(0), sender: as(1), run: interleaving.run };
}

/** Where the order stands as more than a stub, of these customers and the guest. */
async function holders(shop: MovingShop, orderId: ReturnType<typeof orderOf>['orderId'], names: readonly string[]) {
  const all = [undefined, ...names.map(toCustomerId)];
  const facts = await Promise.all(
    all.map((customerId) => shop.history.getOrder({ partition: factPartition(orderId, customerId), orderId })),
  );
  return facts.flatMap((fact, place) => (fact === undefined || fact.moved ? [] : [{ who: all[place], fact }]));
}

async function postingsOf(shop: MovingShop, items: readonly string[]) {
  const lists = await Promise.all(items.map((item) => shop.baskets.listPostings(toItemId(item), 10)));
  return lists.map((list) => list.map(({ otherItemIds }) => otherItemIds));
}

/** Sends an order as a shop does: again while it is told to. */
async function send(shop: MovingShop, order: ReturnType<typeof orderOf>): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const [outcome] = await recordOrders(shop, [{ index: 0, order }]);
    if (outcome?.outcome !== 'rejected') return outcome?.outcome ?? 'none';
    if (outcome.retryable !== true) return outcome.code;
  }
  return 'never';
}

it('a change of an order that comes at any moment of a merge stands in the end, whichever id it names, and no order is lost', async () => {
  const shop = movingShopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), fc.boolean(), fc.boolean(), async (pick, underKept, projects) => {
      run += 1;
      const [gone, kept] = [`gone${run}`, `kept${run}`];
      const [a, b, c] = [`a${run}`, `b${run}`, `c${run}`];
      const before = orderOf(`o${run}`, [a, b], { customerId: gone });
      const edit = orderOf(`o${run}`, [a, c], {
        customerId: underKept ? kept : gone,
        updatedAt: '2026-03-03T10:00:00.000Z',
      });
      const fresh = orderOf(`n${run}`, [a], { customerId: gone, placedAt: '2026-03-04T10:00:00.000Z' });
      await send(shop, before);
      await send(shop, orderOf(`k${run}`, ['x'], { customerId: kept }));
      const tasks = twoTasks(shop, pick);
      let edited = '';
      let sent = '';
      const changes = async () => {
        edited = await send(tasks.sender, edit);
        if (projects) {
          const key = { partition: factPartition(edit.orderId, edit.customerId), orderId: edit.orderId };
          await projectOrder(tasks.sender, key);
        }
        sent = await send(tasks.sender, fresh);
      };

      await tasks.run([merge(tasks.mover, gone, kept), changes()]);
      // Before the shop says that two customers are one, the kept one's id is another's.
      if (edited === 'order.customer-changed') edited = await send(shop, edit);

      expect([edited, sent]).toEqual(['accepted', 'accepted']);
      const expected = { ...edit, customerId: kept };
      expect(await holders(shop, edit.orderId, [gone, kept])).toMatchObject([{ who: kept, fact: { order: expected } }]);
      expect(await holders(shop, fresh.orderId, [gone, kept])).toMatchObject([{ who: kept }]);
      expect(await shop.history.getOwner(edit.orderId)).toBe(`customer#${kept}`);
      for (const customerId of [gone, kept].map(toCustomerId)) {
        await projectOrder(shop, { partition: factPartition(edit.orderId, customerId), orderId: edit.orderId });
      }
      expect(await postingsOf(shop, [a, b, c])).toEqual([[[c]], [], [[a]]]);
    }),
    { numRuns: 60 },
  );
}, 240_000);

it('a change of a guest’s order and a return of it that come at any moment of its claim are the customer’s in the end', async () => {
  const shop = movingShopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), async (pick) => {
      run += 1;
      const name = `claimer${run}`;
      const before = orderOf(`g${run}`, ['x', 'y']);
      const edit = { ...before, status: 'cancelled' as const, updatedAt: '2026-03-03T10:00:00.000Z' };
      await send(shop, before);
      const tasks = twoTasks(shop, pick);
      let edited = '';
      const changes = async () => {
        edited = await send(tasks.sender, edit);
        const event = returnOf(`r${run}`, 'x', { orderId: before.orderId });
        await recordReturns(tasks.sender, [{ index: 0, event }]);
      };

      await tasks.run([claimGuestOrder(tasks.mover, before.orderId, toCustomerId(name)), changes()]);

      expect(edited).toBe('accepted');
      expect(await holders(shop, before.orderId, [name])).toMatchObject([
        { who: name, fact: { order: { status: 'cancelled' } } },
      ]);
      const { facts } = await shop.history.listFacts(factPartition(before.orderId, toCustomerId(name)));
      expect(facts.map(({ kind }) => kind)).toEqual(['order', 'return']);
      expect((await shop.history.listFacts(factPartition(before.orderId, undefined))).facts).toEqual([]);
    }),
    { numRuns: 60 },
  );
}, 240_000);

it('of two merges of two customers into each other, interleaved at any call, at most one comes about', async () => {
  const shop = movingShopOn(database);
  await fc.assert(
    fc.asyncProperty(picks(), async (pick) => {
      run += 1;
      const [one, two] = [`one${run}`, `two${run}`];
      await send(shop, orderOf(`p${run}`, ['x'], { customerId: one }));
      await send(shop, orderOf(`q${run}`, ['x'], { customerId: two }));
      const tasks = twoTasks(shop, pick);
      const fails: unknown[] = [];
      const noting = (error: unknown) => fails.push(error);

      await tasks.run([merge(tasks.mover, one, two).catch(noting), merge(tasks.sender, two, one).catch(noting)]);

      expect(fails.length).toBeGreaterThan(0);
      for (const fail of fails) expect(fail).toMatchObject({ code: 'customer.merged' });
      // Where both were refused, neither may stand in the way of the next try.
      if (fails.length === 2) await merge(shop, one, two);
      const counts = await Promise.all(
        [one, two].map(
          async (name) =>
            (await shop.history.listFacts(factPartition(orderOf('z', []).orderId, toCustomerId(name)))).facts.length,
        ),
      );
      expect(counts.sort()).toEqual([0, 2]);
    }),
    { numRuns: 60 },
  );
}, 240_000);
