import { beforeAll, describe, expect, it } from 'vitest';
import type { Order } from '../../../../functions/domain/orders/order.ts';
import { relationNames } from '../../../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';
import { countItems, type ItemOrders, meanOf, pairsOf, placedOrders } from '../../../support/simulated-baskets.ts';

/** Many pairs, so that a mean over them is sharp at the rates and the orders of the evaluation shop. */
const settings = {
  orders: 20_000,
  seed: 4,
  end: '2026-01-01T00:00:00.000Z',
  sizes: {
    days: 730,
    complementPairs: 150,
    substituteSets: 20,
    variantProducts: 20,
    directionalPairs: 20,
    singles: 30,
  },
};
const { truth } = simulateShop(settings);
const itemsOf = (role: string) => truth.items.filter((item) => item.role === role).map(({ itemId }) => itemId);

let orders: readonly Order[] = [];
let items: ItemOrders;
let unplanted: ItemOrders;
beforeAll(() => {
  orders = placedOrders(settings);
  items = countItems(orders);
  unplanted = countItems(placedOrders({ ...settings, without: relationNames }));
}, 120_000);

describe('the relations of a simulated shop', () => {
  it.each(['complement', 'single', 'variant'])('sells each %s item in 1%% of the orders', (role) => {
    const rates = itemsOf(role).map((itemId) => items.count(itemId) / items.total);
    // An item's count is binomial: the standard error of one rate is sqrt(.01 x .99 / 20,000) = .0007. Five of them.
    for (const rate of rates) expect(Math.abs(rate - 0.01)).toBeLessThan(0.0035);
    // The items of one role are nearly independent; complements go in pairs, which adds 2% to the variance.
    expect(Math.abs(meanOf(rates) - 0.01)).toBeLessThan((5 * 0.00071) / Math.sqrt(rates.length));
  });

  it('puts complements together three times as often as by chance', () => {
    const lifts = truth.complements.map(({ items: [left, right] }) => items.lift(left, right));
    // A pair is expected in 6 orders: the standard error of its lift is at most 3 / sqrt(6) = 1.22, of the mean of 150
    // pairs .1. Four of them.
    expect(lifts).toHaveLength(150);
    expect(Math.abs(meanOf(lifts) - 3)).toBeLessThan(0.4);
  });

  it('puts items that are planted in nothing together as often as by chance', () => {
    const lifts = pairsOf(itemsOf('single')).map(([left, right]) => items.lift(left, right));
    // A pair is expected in 2 orders: the standard error is .71, of the mean of 435 pairs .034. Four of them.
    expect(Math.abs(meanOf(lifts) - 1)).toBeLessThan(0.14);
  });

  it('never sells two substitutes or two variants in one order, though the same customers buy several', () => {
    const sets = [...truth.substitutes, ...truth.variants];
    const setOf = new Map(sets.flatMap(({ items: ids }, index) => ids.map((itemId) => [itemId, index] as const)));
    for (const { lines } of orders) {
      const ofSets = lines.flatMap(({ itemId }) => setOf.get(itemId) ?? []);
      expect(new Set(ofSets).size).toBe(ofSets.length);
    }
    const several = truth.substitutes.map(({ items: ids }) => {
      const bought = new Map<string, Set<string>>();
      for (const { customerId, lines } of orders) {
        if (customerId === undefined) continue;
        const found = lines.filter(({ itemId }) => ids.includes(itemId));
        for (const { itemId } of found) bought.set(customerId, (bought.get(customerId) ?? new Set()).add(itemId));
      }
      const kinds = [...bought.values()].map(({ size }) => size);
      return kinds.filter((count) => count > 1).length / kinds.length;
    });
    // Were buyers of 1.07% items drawn at random, under 1% of an item's buyers would buy another of the set as well.
    for (const share of several) expect(share).toBeGreaterThan(0.2);
  });

  it('sells the second item of a directional pair to nobody who has not bought the first before', () => {
    const firstOf = new Map(truth.directional.map(({ first, second }) => [second, first]));
    const bought = new Set<string>();
    let seconds = 0;
    for (const { customerId, lines } of orders) {
      for (const { itemId } of lines) {
        const first = firstOf.get(itemId);
        if (first === undefined) continue;
        seconds += 1;
        expect(bought.has(`${customerId} ${first}`)).toBe(true);
      }
      for (const { itemId } of lines) bought.add(`${customerId} ${itemId}`);
    }
    expect(seconds).toBeGreaterThan(300);
  });

  it('sells nothing together where nothing is planted, at the same rates', () => {
    const lifts = truth.complements.map(({ items: [left, right] }) => unplanted.lift(left, right));
    const substituteLifts = truth.substitutes.flatMap(({ items: ids }) =>
      pairsOf(ids).map(([left, right]) => unplanted.lift(left, right)),
    );
    // Standard errors: .71 / sqrt(150) = .058 and .71 / sqrt(60) = .09. Four of them.
    expect(Math.abs(meanOf(lifts) - 1)).toBeLessThan(0.24);
    expect(Math.abs(meanOf(substituteLifts) - 1)).toBeLessThan(0.37);
    const rateOf = (counts: ItemOrders, role: string) =>
      meanOf(itemsOf(role).map((itemId) => counts.count(itemId) / counts.total));
    expect(Math.abs(rateOf(unplanted, 'complement') - 0.01)).toBeLessThan(0.0003);
    // Buyers of a set come in clusters of orders; its mean rate over 20 sets is good to some 3%.
    expect(rateOf(unplanted, 'substitute') / rateOf(items, 'substitute')).toBeCloseTo(1, 0.8);
    // The four most sold items that are sold all the time; clusters would put them together less often.
    const background = truth.items
      .filter(({ role, launchedAt }) => role === 'background' && launchedAt === undefined)
      .sort((left, right) => unplanted.count(right.itemId) - unplanted.count(left.itemId));
    const top = pairsOf(background.slice(0, 4)).map(([left, right]) => unplanted.lift(left.itemId, right.itemId));
    // Each pair is expected in over 170 orders: the standard error is at most .077, of the mean of six .031. Four.
    expect(Math.abs(meanOf(top) - 0.983)).toBeLessThan(0.13);
  });

  it('lists no relation that is switched off, and keeps items, ids and prices', () => {
    const off = simulateShop({ ...settings, without: relationNames }).truth;
    expect(off).toMatchObject({ complements: [], substitutes: [], variants: [], directional: [] });
    expect(off.items.some(({ variantOf }) => variantOf !== undefined)).toBe(false);
    expect(off.items.map(({ variantOf: _, ...item }) => item)).toEqual(
      truth.items.map(({ variantOf: _, ...item }) => item),
    );
  });

  it('leaves the rest of the shop as it is when one structure is switched off', () => {
    const small = { customers: 150, seed: 9, end: settings.end };
    const background = (without: 'complements' | 'substitutes' | undefined) => {
      const isKept = new Set(
        simulateShop(small).truth.items.flatMap(({ role, itemId }) => (role === 'background' ? [itemId] : [])),
      );
      return placedOrders({ ...small, ...(without === undefined ? {} : { without: [without] }) }).map((order) => ({
        orderId: order.orderId,
        placedAt: order.placedAt,
        items: order.lines.map(({ itemId }) => itemId).filter((itemId) => isKept.has(itemId)),
      }));
    };
    expect(background('complements')).toEqual(background(undefined));
    expect(background('substitutes')).toEqual(background(undefined));
  });
});
