import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CustomerId, toCustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import type { ServiceEvent } from '../../functions/domain/service/service-event.ts';
import { eraseCustomer } from '../../functions/flows/erase-customer.ts';
import { recordServiceEvents } from '../../functions/flows/record-service-events.ts';
import { refreshCustomer } from '../../functions/flows/refresh-customer.ts';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../support/embedded-database.ts';
import { createInterleaving } from '../support/interleaving.ts';
import { historyRows, type MovingShop, merge, movingShopOn, wrapStores } from '../support/moving-shop.ts';
import { orderOf } from '../support/orders.ts';
import { allDerivedRows, streamOrder } from '../support/shop.ts';

let database: EmbeddedDatabase;
let shop: MovingShop;
beforeAll(async () => {
  database = await startEmbeddedDatabase();
  shop = movingShopOn(database);
});
afterAll(() => database.stop());

const rating = (eventId: string, customer: string, stars = 4): ServiceEvent => ({
  type: 'rating',
  eventId,
  customerId: toCustomerId(customer),
  occurredAt: '2026-03-05T10:00:00.000Z',
  stars,
});
const record = (to: MovingShop, ...events: readonly ServiceEvent[]) =>
  recordServiceEvents(
    to,
    events.map((event, index) => ({ index, event })),
  );
const idsOf = async (customerId: CustomerId) =>
  (await shop.serviceEvents.list(customerId)).map(({ eventId }) => eventId);

describe('service events', () => {
  it('are stored once, whatever they tell, and found as they were sent', async () => {
    const ada = toCustomerId('ada');
    const of = { customerId: ada, occurredAt: '2026-03-05T10:00:00.000Z' };
    const events: readonly ServiceEvent[] = [
      { ...of, eventId: 'e1', type: 'setup', kind: 'saved-address', isInUse: true },
      { ...of, eventId: 'e2', type: 'case', caseId: 'k', kind: 'complaint', step: 'opened', orderId: toOrderId('o') },
      { ...of, eventId: 'e3', type: 'stock-out', itemId: toItemId('mug') },
      { ...of, eventId: 'e4', type: 'points', valueMinor: -20 },
    ];

    expect(await record(shop, ...events)).toEqual(events.map((_, index) => ({ index, outcome: 'accepted' })));
    expect(await record(shop, ...events)).toEqual(events.map((_, index) => ({ index, outcome: 'unchanged' })));
    expect(await shop.serviceEvents.list(ada)).toEqual(events);
    const changed = { ...of, eventId: 'e4', type: 'points', valueMinor: 20 } as const;
    expect(await record(shop, changed, { ...of, eventId: 'e1', type: 'referral' })).toMatchObject([
      { outcome: 'rejected', code: 'event.different-content' },
      { outcome: 'rejected', code: 'event.different-content' },
    ]);
  });

  it('are read by nobody who reads orders, and leave the rows of a customer as they are', async () => {
    const order = orderOf('plain', ['mug', 'tea'], { customerId: 'bea' });
    await streamOrder(shop, order);
    const before = await allDerivedRows(database);
    const bea = toCustomerId('bea');
    const history = await shop.history.listCustomer(bea);

    await record(shop, ...Array.from({ length: 30 }, (_, place) => rating(`b${place}`, 'bea')));
    expect(await shop.history.listCustomer(bea, 2)).toEqual(history);
    // They lie before the orders and are not even read: thirty of them would be fifteen pages of two.
    const send = vi.spyOn(database.documents, 'send');
    expect((await shop.history.listFacts('customer#bea', 1)).facts).toHaveLength(1);
    expect(send).toHaveBeenCalledTimes(1);
    send.mockRestore();
    await refreshCustomer(shop, bea, '2026-04-01T00:00:00.000Z', 'nightly');
    expect(await allDerivedRows(database)).toEqual(before);
  });

  it('go with a merge, and what still comes under the old id follows', async () => {
    await streamOrder(shop, orderOf('m1', ['mug'], { customerId: 'cleo' }));
    await streamOrder(shop, orderOf('m2', ['mug'], { customerId: 'cleopatra' }));
    await record(shop, rating('c1', 'cleo'), rating('c2', 'cleopatra'));

    const merged = await merge(shop, 'cleo', 'cleopatra');
    expect(merged.movedFactCount).toBe(1);
    expect(await record(shop, rating('c3', 'cleo'), rating('c1', 'cleo'))).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'unchanged' },
    ]);
    const cleopatra = toCustomerId('cleopatra');
    expect(await idsOf(cleopatra)).toEqual(['c1', 'c2', 'c3']);
    expect((await shop.serviceEvents.list(cleopatra)).every(({ customerId }) => customerId === cleopatra)).toBe(true);
    expect(await idsOf(toCustomerId('cleo'))).toEqual([]);
  });

  it('are gone after an erasure, those under merged ids as well', async () => {
    await streamOrder(shop, orderOf('d1', ['mug'], { customerId: 'dora' }));
    await streamOrder(shop, orderOf('d2', ['mug'], { customerId: 'dorothea' }));
    await record(shop, rating('d1', 'dora'), rating('d2', 'dorothea'));
    await merge(shop, 'dora', 'dorothea');
    // As if a merge had been cut off before it took this one along.
    await shop.serviceEvents.put(rating('late', 'dora'));

    await eraseCustomer(shop, toCustomerId('dorothea'));
    const rows = (await historyRows(database)).filter(({ pk }) => String(pk).startsWith('customer#dor'));
    expect(rows.filter(({ kind, moved }) => kind === 'service' && moved !== true)).toEqual([]);
    expect(JSON.stringify(rows)).not.toContain('stars');
  });

  it.each([1, 2, 3, 4, 5])(
    'that are sent while a merge runs between call %i and the next are the kept customer’s',
    async (calls) => {
      const [gone, kept] = [`gone${calls}`, `kept${calls}`];
      await record(shop, rating(`first${calls}`, gone), rating(`second${calls}`, kept));
      // The sender stands still for the whole merge, and goes on after it.
      const picks = [{ turns: calls, task: 1 }, ...Array.from({ length: 20 }, () => ({ turns: 80, task: 0 }))];
      const interleaving = createInterleaving(picks[Symbol.iterator]());
      const as = (task: number): MovingShop => ({
        ...shop,
        ...wrapStores(shop, (store) => interleaving.wrap(task, store)),
      });
      let outcome: unknown;
      const send = async () => {
        [outcome] = await record(as(1), rating(`late${calls}`, gone));
      };
      await interleaving.run([merge(as(0), gone, kept), send()]);

      expect(outcome).toMatchObject({ outcome: 'accepted' });
      expect(await idsOf(toCustomerId(kept))).toEqual([`first${calls}`, `late${calls}`, `second${calls}`]);
      expect(await idsOf(toCustomerId(gone))).toEqual([]);
    },
  );

  it('that are sent for the first customer ever merged, while that happens, are followed as well', async () => {
    const fresh = await startEmbeddedDatabase();
    try {
      const shopBefore = movingShopOn(fresh);
      await record(shopBefore, rating('first', 'gone'), rating('second', 'kept'));
      const lateToNotice: MovingShop = {
        ...shopBefore,
        serviceEvents: {
          ...shopBefore.serviceEvents,
          put: async (event) => {
            await merge(shopBefore, 'gone', 'kept');
            return shopBefore.serviceEvents.put(event);
          },
        },
      };
      await record(lateToNotice, rating('late', 'gone'));
      const all = await shopBefore.serviceEvents.list(toCustomerId('kept'));
      expect(all.map(({ eventId }) => eventId)).toEqual(['first', 'late', 'second']);
    } finally {
      await fresh.stop();
    }
  });
});
