import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerPartition } from '../../../functions/domain/fact-partition.ts';
import { toCustomerId, toItemId, toOrderId } from '../../../functions/domain/ids.ts';
import { eraseCustomer } from '../../../functions/flows/erase-customer.ts';
import { recordProfiles } from '../../../functions/flows/personal/record-profiles.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordReturns } from '../../../functions/flows/record-returns.ts';
import { createStorefrontFactsStore } from '../../../functions/stores/history/storefront-facts-store.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../support/embedded-database.ts';
import {
  historyRows,
  Killed,
  killedAt,
  type MovingShop,
  merge,
  movingShopOn,
  returnOf,
  settle,
} from '../../support/moving-shop.ts';
import { orderOf } from '../../support/orders.ts';
import { allDerivedRows, streamOrder } from '../../support/shop.ts';

let databases: EmbeddedDatabase[];
let shop: MovingShop;
let database: EmbeddedDatabase;
async function newShop() {
  const started = await startEmbeddedDatabase();
  databases.push(started);
  return { database: started, shop: movingShopOn(started) };
}
beforeEach(async () => {
  databases = [];
  ({ database, shop } = await newShop());
});
afterEach(() => Promise.all(databases.map((each) => each.stop())));

const ann = toCustomerId('ann');
const anna = toCustomerId('anna');
const day = (number: number) => `2026-03-0${number}T10:00:00.000Z`;

/** Orders and returns as the shop would have sent them had both accounts been `who` from the start. */
const ordersOf = (who: string, other: string) => [
  orderOf('o1', ['mug', 'tea', 'spoon'], { customerId: other, placedAt: day(1) }),
  orderOf('o2', ['mug', 'tea'], { customerId: who, placedAt: day(2) }),
  // Changed once: its postings on the spoon are retired.
  orderOf('o3', ['tea', 'spoon'], { customerId: other, placedAt: day(3) }),
  orderOf('o3', ['tea', 'mug'], { customerId: other, placedAt: day(3), updatedAt: day(4) }),
  orderOf('b1', ['mug', 'spoon'], { customerId: 'bob', placedAt: day(5) }),
];
const returnsOf = (who: string, other: string) => [
  returnOf('r1', 'spoon', { customerId: toCustomerId(other), orderId: toOrderId('o1') }),
  returnOf('r2', 'tea', { customerId: toCustomerId(who) }),
];

/** The facts alone, as if the stream were late. */
async function record(filled: MovingShop, who: string, other: string): Promise<void> {
  for (const order of ordersOf(who, other)) await recordOrders(filled, [{ index: 0, order }]);
  await recordReturns(
    filled,
    returnsOf(who, other).map((event, index) => ({ index, event })),
  );
  await filled.profiles.put({ customerId: toCustomerId(other), objection: true });
}

async function fill(filled: MovingShop, who: string, other: string): Promise<void> {
  for (const order of ordersOf(who, other)) await streamOrder(filled, order);
  await recordReturns(
    filled,
    returnsOf(who, other).map((event, index) => ({ index, event })),
  );
  await settle(filled, ordersOf(who, other), [who, other, 'bob']);
}

async function referenceRows() {
  const reference = await newShop();
  await fill(reference.shop, 'anna', 'anna');
  return allDerivedRows(reference.database);
}

/** The facts that count, without where they came from. */
async function factsOf(of: EmbeddedDatabase) {
  const rows = await historyRows(of);
  return rows
    .filter((row) => (row.kind === 'order' || row.kind === 'return') && row.moved !== true)
    .map(({ expiresAtEpochSeconds: _, ...row }) => row);
}

describe('a merge of two customers', () => {
  it('gives the rows of a shop where everything had been the kept one’s from the start', async () => {
    const reference = await newShop();
    await fill(reference.shop, 'anna', 'anna');
    await fill(shop, 'anna', 'ann');

    const merged = await merge(shop, 'ann', 'anna');
    await settle(shop, ordersOf('anna', 'ann'), ['ann', 'anna']);

    expect(merged).toEqual({
      customerId: anna,
      movedOrderCount: 2,
      alreadyThereCount: 0,
      movedFactCount: 1,
      objects: false,
    });
    expect(await allDerivedRows(database)).toEqual(await allDerivedRows(reference.database));
    expect(await factsOf(database)).toEqual(await factsOf(reference.database));
  });

  it('leaves the derived rows right whichever stream record is worked off first, and when they come again', async () => {
    const rows = await referenceRows();
    await fill(shop, 'anna', 'ann');
    await merge(shop, 'ann', 'anna');

    for (const order of [
      ['anna', 'ann'],
      ['ann', 'anna'],
      ['ann', 'ann'],
    ]) {
      await settle(shop, ordersOf('anna', 'ann'), order);
      expect(await allDerivedRows(database)).toEqual(rows);
    }
  });

  it('projects an order whose first record is worked off only after the move', async () => {
    const rows = await referenceRows();
    const orders = ordersOf('anna', 'ann');
    await recordOrders(
      shop,
      orders.map((order, index) => ({ index, order })),
    );
    await recordReturns(
      shop,
      returnsOf('anna', 'ann').map((event, index) => ({ index, event })),
    );
    await merge(shop, 'ann', 'anna');

    // The records under the old customer alone bring the evidence of both of her orders.
    await settle(shop, orders, ['ann', 'bob']);
    await settle(shop, orders.slice(1, 2), ['anna']);

    expect((await allDerivedRows(database)).baskets).toEqual(rows.baskets);
  });

  it('that is killed at any call and repeated ends as one in a piece', async () => {
    const wanted = await newShop();
    await record(wanted.shop, 'anna', 'ann');
    await merge(wanted.shop, 'ann', 'anna');
    const ends = async (of: Awaited<ReturnType<typeof newShop>>) => {
      await settle(of.shop, ordersOf('anna', 'ann'), ['ann', 'anna', 'bob']);
      return { history: await historyRows(of.database), derived: await allDerivedRows(of.database) };
    };
    const wantedEnd = await ends(wanted);

    for (let call = 1; ; call += 1) {
      const each = await newShop();
      await record(each.shop, 'anna', 'ann');
      const killed = killedAt(each.shop, call);
      const outcome = await merge(killed.shop, 'ann', 'anna').catch((error: unknown) => error);
      if (!killed.reached()) {
        expect(call).toBeGreaterThan(30);
        return;
      }
      expect(outcome).toBeInstanceOf(Killed);

      await merge(each.shop, 'ann', 'anna');

      expect(await ends(each), `killed at call ${call}`).toEqual(wantedEnd);
      await each.database.stop();
      databases.pop();
    }
  }, 240_000);

  it('repeated moves nothing and counts what is there', async () => {
    await fill(shop, 'anna', 'ann');
    await merge(shop, 'ann', 'anna');
    const before = await historyRows(database);

    expect(await merge(shop, 'ann', 'anna')).toMatchObject({
      movedOrderCount: 0,
      alreadyThereCount: 2,
      movedFactCount: 0,
    });
    expect(await historyRows(database)).toEqual(before);
  });

  it('keeps the profile of the kept one, and an objection of either', async () => {
    await fill(shop, 'anna', 'ann');
    await shop.profiles.put({ customerId: anna, consent: { email: true }, region: 'Tyrol' });
    await shop.profiles.put({ customerId: ann, consent: { sms: true }, region: 'Wien', objection: true });

    expect(await merge(shop, 'ann', 'anna')).toMatchObject({ objects: true });

    expect(await shop.profiles.find(anna)).toEqual({
      customerId: anna,
      consent: { email: true },
      region: 'Tyrol',
      objection: true,
    });
    expect(await shop.profiles.find(ann)).toBeUndefined();
    expect((await shop.customers.find(anna))?.objects).toBe(true);
  });

  it('brings views over, and drops changes of group', async () => {
    await fill(shop, 'anna', 'ann');
    const views = createStorefrontFactsStore(database);
    const view = { eventId: 'v1', occurredAt: day(6), customerId: ann, itemId: toItemId('mug') };
    await views.putView(view);
    await shop.groupChanges.putAbsent(ann, { kind: 'group', date: '2026-03-09', group: 'dormant', modelVersion: 'v1' });

    await merge(shop, 'ann', 'anna');

    expect(await views.findView(view)).toBeUndefined();
    expect(await views.findView({ ...view, customerId: anna })).toEqual({ ...view, customerId: anna });
    const groups = (await historyRows(database)).filter(({ kind }) => kind === 'group');
    expect(groups).toEqual([]);
  });
});

describe('what cannot be merged', () => {
  beforeEach(() => fill(shop, 'anna', 'ann'));

  it.each([
    ['a customer and themselves', 'ann', 'ann', 'customer.merge-itself'],
    ['somebody nobody knows', 'nobody', 'anna', 'customer.unknown'],
    ['a customer into somebody nobody knows', 'ann', 'nobody', 'customer.unknown'],
  ])('is %s', async (_, from, into, code) => {
    const before = await historyRows(database);
    await expect(merge(shop, from, into)).rejects.toMatchObject({ code });
    expect(await historyRows(database)).toEqual(before);
  });

  it('is a circle', async () => {
    await merge(shop, 'ann', 'anna');
    await expect(merge(shop, 'anna', 'ann')).rejects.toMatchObject({ code: 'customer.merged' });
    await merge(shop, 'anna', 'bob');
    await expect(merge(shop, 'bob', 'ann')).rejects.toMatchObject({ code: 'customer.merged' });
  });

  it('is one who went to another one before', async () => {
    await merge(shop, 'ann', 'anna');
    await expect(merge(shop, 'ann', 'bob')).rejects.toMatchObject({
      code: 'customer.merged',
      message: 'customer ann was merged into anna before; merge anna instead',
    });
  });

  it('is two into each other at the same time', async () => {
    const results = await Promise.allSettled([merge(shop, 'ann', 'anna'), merge(shop, 'anna', 'ann')]);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(2);
    const settled = await Promise.all([shop.merges.find(ann), shop.merges.find(anna)]);
    expect(settled.filter((each) => each?.isSettled).length).toBeLessThan(2);
  });
});

describe('a chain of merges', () => {
  it('brings everything to the last one, in whatever order it is told', async () => {
    await fill(shop, 'anna', 'ann');
    await merge(shop, 'ann', 'anna');
    await merge(shop, 'anna', 'bob');
    // Said once more, and said of one who went on.
    expect(await merge(shop, 'ann', 'anna')).toMatchObject({ customerId: 'bob', movedOrderCount: 0 });

    const row = await shop.customers.find(toCustomerId('bob'));
    expect(row?.summary.orderCount).toBe(4);
    expect((await shop.history.listFacts(customerPartition(anna))).facts).toEqual([]);
    expect(await shop.history.getOwner(toOrderId('o1'))).toBe('customer#bob');
  });
});

describe('what a shop sends that has not caught up', () => {
  beforeEach(async () => {
    await fill(shop, 'anna', 'ann');
    await merge(shop, 'ann', 'anna');
  });
  const send = (order: ReturnType<typeof orderOf>) => recordOrders(shop, [{ index: 0, order }]);
  const at = async (customerId: string, orderId: string) =>
    (
      await shop.history.getOrder({
        partition: customerPartition(toCustomerId(customerId)),
        orderId: toOrderId(orderId),
      })
    )?.order;

  it('as a change of a moved order goes to who has it', async () => {
    const edit = orderOf('o1', ['mug'], { customerId: 'ann', placedAt: day(1), updatedAt: day(8) });
    expect(await send(edit)).toEqual([{ index: 0, outcome: 'accepted' }]);
    expect(await at('anna', 'o1')).toEqual({ ...edit, customerId: anna });
    expect(await send(edit)).toEqual([{ index: 0, outcome: 'unchanged' }]);
    expect(await send({ ...edit, customerId: anna })).toEqual([{ index: 0, outcome: 'unchanged' }]);
  });

  it('goes there too when the stub has expired', async () => {
    await shop.erasure.deleteFact(customerPartition(ann), 'order#o1');
    const edit = orderOf('o1', ['mug'], { customerId: 'ann', placedAt: day(1), updatedAt: day(8) });
    expect(await send(edit)).toEqual([{ index: 0, outcome: 'accepted' }]);
    expect(await at('anna', 'o1')).toEqual({ ...edit, customerId: anna });
    expect(await at('ann', 'o1')).toBeUndefined();
  });

  it('as a new order is the kept one’s', async () => {
    const late = orderOf('late', ['mug', 'jug'], { customerId: 'ann', placedAt: day(9) });
    expect(await send(late)).toEqual([{ index: 0, outcome: 'accepted' }]);
    expect(await at('anna', 'late')).toEqual({ ...late, customerId: anna });
    expect(await shop.history.listFacts(customerPartition(ann))).toEqual({ facts: [], more: false });
    expect(await send(late)).toEqual([{ index: 0, outcome: 'unchanged' }]);
  });

  it('under the kept one’s id, of an order that the merge has not come to, is not refused', async () => {
    const stranded = orderOf('s1', ['mug', 'jug'], { customerId: 'ann', placedAt: day(9) });
    await shop.history.claimOwner(toOrderId('s1'), customerPartition(ann));
    await shop.history.putOrder({ kind: 'order', order: stranded, version: 1, retiredPostings: [] }, undefined);

    const edit = { ...stranded, customerId: anna };
    expect(await send(edit)).toEqual([{ index: 0, outcome: 'accepted' }]);
    expect(await at('anna', 's1')).toEqual(edit);
    expect(await at('ann', 's1')).toMatchObject({ lines: [] });
  });

  it('of somebody else’s order is refused as ever', async () => {
    const foreign = orderOf('b1', ['mug'], { customerId: 'ann', placedAt: day(5), updatedAt: day(8) });
    expect(await send(foreign)).toMatchObject([{ outcome: 'rejected', code: 'order.customer-changed' }]);
  });

  it('as a return is the kept one’s, and the same one again changes nothing', async () => {
    const known = returnOf('r1', 'spoon', { customerId: ann, orderId: toOrderId('o1') });
    const fresh = returnOf('r3', 'mug', { customerId: ann });
    const sent = [known, fresh, fresh].map((event, index) => ({ index, event }));
    const record = async (index: number) => {
      const entry = sent[index];
      return entry && (await recordReturns(shop, [entry]))[0];
    };
    expect(await record(0)).toEqual({ index: 0, outcome: 'unchanged' });
    expect(await record(1)).toEqual({ index: 1, outcome: 'accepted' });
    expect(await record(2)).toEqual({ index: 2, outcome: 'unchanged' });
    expect(await shop.history.getReturn(customerPartition(anna), 'r3')).toBeDefined();
    expect(await shop.history.getReturn(customerPartition(ann), 'r3')).toBeUndefined();
  });

  it('as a profile of the one who went is refused by name', async () => {
    const [outcome] = await recordProfiles(shop, [{ index: 0, profile: { customerId: ann, objection: true } }]);
    expect(outcome).toMatchObject({ outcome: 'rejected', code: 'customer.merged' });
    expect(await shop.profiles.find(ann)).toBeUndefined();
  });
});

describe('an erasure after a merge', () => {
  beforeEach(async () => {
    await fill(shop, 'anna', 'ann');
    await merge(shop, 'ann', 'anna');
  });

  it('is refused under the id that went, and names the one who has the data', async () => {
    await expect(eraseCustomer(shop, ann)).rejects.toMatchObject({
      code: 'customer.merged',
      message: expect.stringContaining('merged into anna'),
    });
  });

  it('leaves nothing under either id but rows without lines or money that expire', async () => {
    expect(await eraseCustomer(shop, anna)).toEqual({ orderCount: 3, otherFactCount: 2, offerCount: 0 });
    await settle(shop, ordersOf('anna', 'ann'), ['ann', 'anna']);

    const left = (await historyRows(database)).filter((row) => JSON.stringify(row).includes('ann'));
    expect(left.map(({ pk, sk }) => `${pk} ${sk}`)).toEqual([
      'customer#ann order#o1',
      'customer#ann order#o3',
      'customer#ann return#r1',
      'customer#anna order#o1',
      'customer#anna order#o2',
      'customer#anna order#o3',
      'order#o1 owner',
      'order#o2 owner',
      'order#o3 owner',
    ]);
    for (const row of left) {
      expect(row.expiresAtEpochSeconds).toBeGreaterThan(shop.now().getTime() / 1000);
      expect(row.lines ?? []).toEqual([]);
      expect(row).not.toHaveProperty('itemId');
    }
    const { customers, baskets } = await allDerivedRows(database);
    expect(customers.map((row) => row.pk)).toEqual(['customer#bob']);
    expect(baskets.map((row) => row.sk)).toEqual([`${day(5)}#b1`, `${day(5)}#b1`]);
  });

  it('finds what a merge that was cut off has not brought over', async () => {
    const late = orderOf('s1', ['mug', 'jug'], { customerId: 'ann', placedAt: day(9) });
    await shop.history.claimOwner(toOrderId('s1'), customerPartition(ann));
    await shop.history.putOrder({ kind: 'order', order: late, version: 1, retiredPostings: [] }, undefined);

    await eraseCustomer(shop, anna);

    const fact = await shop.history.getOrder({ partition: customerPartition(ann), orderId: toOrderId('s1') });
    expect(fact).toMatchObject({ erased: true, order: { lines: [] } });
  });

  it('stands: an order that the shop sends again under the old id stays erased', async () => {
    await eraseCustomer(shop, anna);
    const again = orderOf('o1', ['mug'], { customerId: 'ann', placedAt: day(1), updatedAt: day(9) });
    expect(await recordOrders(shop, [{ index: 0, order: again }])).toEqual([{ index: 0, outcome: 'unchanged' }]);
    await shop.erasure.deleteFact(customerPartition(ann), 'order#o1');
    expect(await recordOrders(shop, [{ index: 0, order: again }])).toEqual([{ index: 0, outcome: 'unchanged' }]);
  });
});
