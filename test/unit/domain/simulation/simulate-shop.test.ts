import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../functions/domain/orders/order.ts';
import type { SimulatedRecord } from '../../../../functions/domain/simulation/customer-life.ts';
import { simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';
import type { SimulationSettings } from '../../../../functions/domain/simulation/simulation-settings.ts';

const end = '2026-01-01T00:00:00.000Z';
const recordsOf = (settings: Partial<SimulationSettings>): SimulatedRecord[] => [
  ...simulateShop({ customers: 200, seed: 1, end, ...settings }).records(),
];
const ordersOf = (records: readonly SimulatedRecord[]): Order[] =>
  records.flatMap((record) => (record.kind === 'order' ? [record.order] : []));

describe('the simulated shop', () => {
  it('is the same to the byte for the same settings, and another for another seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 30 }), (seed, customers) => {
        const once = JSON.stringify(recordsOf({ seed, customers }));
        expect(JSON.stringify(recordsOf({ seed, customers }))).toBe(once);
        expect(JSON.stringify(recordsOf({ seed: seed + 1, customers }))).not.toBe(once);
      }),
      { numRuns: 25 },
    );
  });

  it('gives a customer the same orders however many others there are', () => {
    const ofFirst = (customers: number) =>
      ordersOf(recordsOf({ customers, sizes: { backgroundItems: 64 } })).filter(({ orderId }) =>
        orderId.startsWith('order-000001-'),
      );
    expect(ofFirst(1)).toEqual(ofFirst(50));
  });

  it('has every kind of event, and nothing after the end', () => {
    const records = recordsOf({ customers: 1_000 });
    const orders = ordersOf(records);
    const times = records.map((record) => (record.kind === 'order' ? record.order.updatedAt : record.event.occurredAt));
    expect(times.every((time) => time <= end)).toBe(true);
    expect(orders.some(({ customerId }) => customerId === undefined)).toBe(true);
    expect(orders.some(({ status }) => status === 'cancelled')).toBe(true);
    expect(orders.some(({ status, placedAt, updatedAt }) => status === 'placed' && updatedAt > placedAt)).toBe(true);
    expect(records.some(({ kind }) => kind === 'return')).toBe(true);
  });

  it('returns no more than was bought, from orders that stand', () => {
    const records = recordsOf({ customers: 500 });
    const latest = new Map(ordersOf(records).map((order) => [order.orderId, order]));
    for (const record of records) {
      if (record.kind !== 'return') continue;
      const order = record.event.orderId === undefined ? undefined : latest.get(record.event.orderId);
      const line = order?.lines.find(({ itemId }) => itemId === record.event.itemId);
      expect(order?.status).toBe('placed');
      expect(record.event.quantity).toBeLessThanOrEqual(line?.quantity ?? 0);
    }
  });

  it('lets items of one cluster be bought together more often than by chance', () => {
    const shop = simulateShop({ customers: 1_000, seed: 5, end });
    const clusterOf = new Map(shop.items.map(({ itemId, cluster }) => [itemId, cluster]));
    let pairs = 0;
    let within = 0;
    for (const order of ordersOf([...shop.records()])) {
      const clusters = order.lines.flatMap(({ itemId }) => clusterOf.get(itemId) ?? []);
      for (let one = 0; one < clusters.length; one += 1) {
        for (let other = one + 1; other < clusters.length; other += 1) {
          pairs += 1;
          if (clusters[one] === clusters[other]) within += 1;
        }
      }
    }
    // 126 items are 16 clusters: by chance one pair in 16 would share one, a little more as popularity differs.
    expect(within / pairs).toBeGreaterThan(3 / 16);
  });

  it('makes further orders from their number alone', () => {
    const shop = simulateShop({ customers: 20, seed: 2, end });
    expect(shop.furtherOrder(3, end)).toEqual(shop.furtherOrder(3, end));
    expect(shop.furtherOrder(3, end).lines).not.toEqual(shop.furtherOrder(4, end).lines);
  });

  it.each([{ customers: 0 }, { customers: 1.5 }, { seed: -1 }, { sizes: { backgroundItems: 0 } }])(
    'refuses %o and says what is allowed',
    (settings) => {
      expect(() => recordsOf(settings)).toThrow(/needed is a whole number/);
    },
  );

  it.each([
    [{ orders: 5 }, /a number of customers or a number of orders, not both/],
    [{ sizes: { guestShare: 1 } }, /the guest share is 1; needed is 0 to .9/],
  ])('refuses %o', (settings, message) => {
    expect(() => recordsOf(settings)).toThrow(message);
  });

  it('takes exactly as many orders as are asked for', () => {
    const orders = ordersOf([...simulateShop({ orders: 321, seed: 1, end }).records()]);
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(321);
  });
});
