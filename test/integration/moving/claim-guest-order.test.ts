import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { customerPartition, factPartition } from '../../../functions/domain/fact-partition.ts';
import { toCustomerId, toOrderId } from '../../../functions/domain/ids.ts';
import { claimGuestOrder } from '../../../functions/flows/moving/claim-guest-order.ts';
import { recordOrders } from '../../../functions/flows/record-orders.ts';
import { recordReturns } from '../../../functions/flows/record-returns.ts';
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
import { allDerivedRows } from '../../support/shop.ts';

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

const g1 = toOrderId('g1');
const guest = factPartition(g1, undefined);
const ann = toCustomerId('ann');
const guestOrder = (customerId?: string) =>
  orderOf('g1', ['mug', 'tea'], customerId === undefined ? {} : { customerId });
const other = orderOf('b1', ['mug', 'tea', 'jug'], { customerId: 'bob' });
const guestReturn = returnOf('r1', 'tea', { orderId: g1 });

async function fill(filled: MovingShop, customerId?: string): Promise<void> {
  await recordOrders(
    filled,
    [guestOrder(customerId), other].map((order, index) => ({ index, order })),
  );
  await recordReturns(filled, [{ index: 0, event: guestReturn }]);
}
const settleAll = (of: MovingShop) => settle(of, [guestOrder(), other], [undefined, 'ann', 'bob']);
const claim = (of: MovingShop, customerId: string) => claimGuestOrder(of, g1, toCustomerId(customerId));

describe('a guest’s order that a customer claims', () => {
  it('gives the rows of a shop where it was the customer’s from the start', async () => {
    const reference = await newShop();
    await fill(reference.shop, 'ann');
    await settleAll(reference.shop);
    await fill(shop);
    await settleAll(shop);

    expect(await claim(shop, 'ann')).toEqual({ customerId: 'ann', outcome: 'moved' });
    await settleAll(shop);

    expect(await allDerivedRows(database)).toEqual(await allDerivedRows(reference.database));
    expect((await shop.customers.find(ann))?.summary).toMatchObject({ orderCount: 1, returnedUnitCount: 1 });
  });

  it('ends the same when the claim is killed at any call and repeated', async () => {
    const whole = await newShop();
    await fill(whole.shop);
    await claim(whole.shop, 'ann');
    const wanted = await historyRows(whole.database);

    for (let call = 1; ; call += 1) {
      const each = await newShop();
      await fill(each.shop);
      const killed = killedAt(each.shop, call);
      const outcome = await claim(killed.shop, 'ann').catch((error: unknown) => error);
      if (!killed.reached()) {
        expect(call).toBeGreaterThan(12);
        return;
      }
      expect(outcome).toBeInstanceOf(Killed);

      await claim(each.shop, 'ann');

      expect(await historyRows(each.database), `killed at call ${call}`).toEqual(wanted);
      await each.database.stop();
      databases.pop();
    }
  }, 120_000);

  it('is unchanged when claimed again, and refused to anybody else', async () => {
    await fill(shop);
    await claim(shop, 'ann');
    const before = await historyRows(database);

    expect(await claim(shop, 'ann')).toEqual({ customerId: 'ann', outcome: 'unchanged' });
    await expect(claim(shop, 'bob')).rejects.toMatchObject({ code: 'order.customer-changed' });

    expect(await historyRows(database)).toEqual(before);
  });

  it('is one customer’s alone when two claim it at once', async () => {
    await fill(shop);

    const results = await Promise.allSettled([claim(shop, 'ann'), claim(shop, 'cy')]);

    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const held = await Promise.all(
      ['ann', 'cy'].map(async (name) => (await shop.history.listFacts(customerPartition(toCustomerId(name)))).facts),
    );
    expect(held.map((facts) => facts.length).sort()).toEqual([0, 2]);
  });

  it('goes to who a merged customer was merged into', async () => {
    await fill(shop);
    await recordOrders(shop, [{ index: 0, order: orderOf('a1', ['mug'], { customerId: 'ann' }) }]);
    await merge(shop, 'ann', 'bob');

    expect(await claim(shop, 'ann')).toEqual({ customerId: 'bob', outcome: 'moved' });
    expect(await claim(shop, 'bob')).toEqual({ customerId: 'bob', outcome: 'unchanged' });
  });

  it('takes changes that the shop goes on sending as a guest’s', async () => {
    await fill(shop);
    await claim(shop, 'ann');
    const edit = { ...guestOrder(), status: 'cancelled' as const, updatedAt: '2026-03-20T10:00:00.000Z' };

    for (const stub of ['there', 'expired'] as const) {
      if (stub === 'expired') await shop.erasure.deleteFact(guest, 'order#g1');
      const outcome = stub === 'there' ? 'accepted' : 'unchanged';
      expect(await recordOrders(shop, [{ index: 0, order: edit }])).toEqual([{ index: 0, outcome }]);
    }
    expect(await shop.history.getOrder({ partition: customerPartition(ann), orderId: g1 })).toMatchObject({
      order: { status: 'cancelled', customerId: 'ann' },
    });
    expect(await shop.history.getOrder({ partition: guest, orderId: g1 })).toBeUndefined();
  });

  it('takes returns of the order that name no customer', async () => {
    await fill(shop);
    await claim(shop, 'ann');

    const later = returnOf('r2', 'mug', { orderId: g1 });
    const record = async (event: typeof later) => recordReturns(shop, [{ index: 0, event }]);
    expect(await record(later)).toEqual([{ index: 0, outcome: 'accepted' }]);
    expect(await record(guestReturn)).toEqual([{ index: 0, outcome: 'unchanged' }]);
    expect(await shop.history.getReturn(customerPartition(ann), 'r2')).toBeDefined();
  });
});

describe('a claim is refused', () => {
  it('of an order nobody knows', async () => {
    await expect(claim(shop, 'ann')).rejects.toMatchObject({ code: 'order.unknown' });
    await shop.history.claimOwner(g1, guest);
    await expect(claim(shop, 'ann')).rejects.toMatchObject({ code: 'order.unknown' });
  });

  it('of another customer’s order', async () => {
    await fill(shop, 'bob');
    await expect(claim(shop, 'ann')).rejects.toMatchObject({ code: 'order.customer-changed' });
    expect(await claim(shop, 'bob')).toEqual({ customerId: 'bob', outcome: 'unchanged' });
  });
});
