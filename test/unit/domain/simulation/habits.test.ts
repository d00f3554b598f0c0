import { describe, expect, it } from 'vitest';
import type { Order } from '../../../../functions/domain/orders/order.ts';
import {
  habitNames,
  habitsCustomers,
  habitsSizes,
  habitsWithout,
  type StructureName,
} from '../../../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';
import { meanOf, placedOrders } from '../../../support/simulated-baskets.ts';

const settingsWithout = (without: readonly StructureName[] = []) => ({
  customers: 1_200,
  seed: 3,
  end: '2026-01-01T00:00:00.000Z',
  sizes: habitsSizes,
  without: [...habitsWithout, ...without],
});
const settings = settingsWithout();
const shop = simulateShop(settings);
const truths = [...shop.customers()];
const roleOf = new Map(shop.truth.items.map(({ itemId, role }) => [itemId, role]));
const machineOf = new Map(
  (shop.truth.machines ?? []).flatMap(({ machine, accessories }) => accessories.map((itemId) => [itemId, machine])),
);

function byCustomer(orders: readonly Order[]): ReadonlyMap<string, readonly Order[]> {
  const found = new Map<string, Order[]>();
  for (const order of orders) {
    const { customerId = '' } = order;
    const known = found.get(customerId);
    if (known === undefined) found.set(customerId, [order]);
    else known.push(order);
  }
  return found;
}
const ordersOf = byCustomer(placedOrders(settings));

/** Times something happened, of those it could have. */
type Tally = readonly [happened: number, of: number];

function brandRepeats(orders: readonly Order[]): Tally {
  const brands = orders.flatMap(({ lines }) => lines.filter(({ itemId }) => roleOf.get(itemId) === 'habit-brand'));
  const repeats = brands.filter(({ brand }, place) => place > 0 && brand === brands[place - 1]?.brand);
  return [repeats.length, Math.max(brands.length - 1, 0)];
}

/** Fitting accessories of all bought once a machine is owned from an earlier order. */
function fittingShare(orders: readonly Order[]): Tally {
  const owned = new Set<string>();
  let [fitting, all] = [0, 0];
  for (const { lines } of orders) {
    for (const { itemId } of lines) {
      const machine = machineOf.get(itemId);
      if (machine !== undefined) expect(owned.has(machine)).toBe(true);
      if (owned.size === 0 || (machine === undefined && roleOf.get(itemId) !== 'plain-accessory')) continue;
      all += 1;
      if (machine !== undefined) fitting += 1;
    }
    for (const { itemId } of lines) if (roleOf.get(itemId) === 'machine') owned.add(itemId);
  }
  return [fitting, all];
}

function dealShare(orders: readonly Order[]): Tally {
  const choices = orders.flatMap(({ lines }) => lines.filter(({ itemId }) => roleOf.get(itemId) === 'deal-choice'));
  const deals = choices.filter(({ unitPriceMinor, listPriceMinor = 0 }) => unitPriceMinor < 0.95 * listPriceMinor);
  return [deals.length, choices.length];
}

/**
 * Sum over customers of how often something happened less how often it should have, over the standard error of the sum:
 * standard normal when the simulation plants what it says. Customers are independent of each other, what one does is not.
 */
function deviation(
  orders: ReadonlyMap<string, readonly Order[]>,
  tally: (orders: readonly Order[]) => Tally,
  chanceOf: (customer: (typeof truths)[number]) => number | undefined,
): number {
  const excesses = truths.map((customer) => {
    const [happened, of] = tally(orders.get(customer.customerId) ?? []);
    return happened - of * (chanceOf(customer) ?? Number.NaN);
  });
  const sum = excesses.reduce((total, excess) => total + excess, 0);
  return sum / Math.sqrt(excesses.reduce((total, excess) => total + excess * excess, 0));
}

describe('the habits of a simulated shop', () => {
  it('are of the sizes that docs/simulation.md fixes', () => {
    expect(habitsCustomers).toBe(3_000);
    expect(habitsSizes).toMatchObject({
      days: 365,
      backgroundItems: 0,
      guestShare: 0,
      directionalPairs: 0,
      singles: 0,
    });
    expect(habitsSizes.habits).toEqual({
      machines: 4,
      accessoriesOfMachine: 2,
      plainAccessories: 8,
      dealKinds: 8,
      mostOrders: 60,
    });
    expect(habitsWithout).toHaveLength(10);
    expect(shop.items.map(({ role }) => role).filter((role, place, all) => all.indexOf(role) === place)).toEqual([
      'habit-brand',
      'machine',
      'accessory',
      'plain-accessory',
      'deal-choice',
    ]);
  });

  // Of the brands in stationary proportion a customer repeats by chance sum p², .4 in the mean over all preferences.
  const repeatChance = (inertia: number): number => inertia + (1 - inertia) * 0.4;
  it.each([
    ['low', 0, 1 / 3],
    ['middling', 1 / 3, 2 / 3],
    ['high', 2 / 3, 1],
  ] as const)('show as often as they are planted, where they are %s', (_, least, most) => {
    const within = (value: number | undefined): number | undefined =>
      value !== undefined && value >= least && value < most ? value : undefined;
    const ofThird = (trait: 'brandInertia' | 'complementLockIn' | 'dealSeeking', tally: typeof brandRepeats) => {
      const kept = new Map(
        truths.flatMap(({ customerId, habits }) =>
          within(habits?.[trait]) === undefined ? [] : [[customerId, ordersOf.get(customerId) ?? []] as const],
        ),
      );
      expect(kept.size).toBeGreaterThan(300);
      const chanceOf = ({ habits }: (typeof truths)[number]) =>
        trait === 'brandInertia' ? repeatChance(habits?.[trait] ?? Number.NaN) : habits?.[trait];
      return deviation(kept, tally, chanceOf);
    };
    // Four standard errors each.
    expect(Math.abs(ofThird('brandInertia', brandRepeats))).toBeLessThan(4);
    expect(Math.abs(ofThird('complementLockIn', fittingShare))).toBeLessThan(4);
    expect(Math.abs(ofThird('dealSeeking', dealShare))).toBeLessThan(4);
  });

  it('are those of nobody where they are switched off, and leave the others as they are', () => {
    const off = settingsWithout(habitNames);
    const [first] = simulateShop(off).customers();
    expect(first?.habits).toEqual({});
    const orders = byCustomer(placedOrders(off));
    expect(Math.abs(deviation(orders, brandRepeats, () => repeatChance(0)))).toBeLessThan(4);
    expect(Math.abs(deviation(orders, fittingShare, () => 0.5))).toBeLessThan(4);
    expect(Math.abs(deviation(orders, dealShare, () => 0.5))).toBeLessThan(4);

    const linesOf = (given: typeof settings, roles: readonly string[]) =>
      placedOrders(given).map(({ placedAt, lines }) => [
        placedAt,
        ...lines.map(({ itemId }) => itemId).filter((itemId) => roles.includes(roleOf.get(itemId) ?? '')),
      ]);
    const without = (name: StructureName) => ({ ...settingsWithout([name]), customers: 100 });
    const few = { ...settings, customers: 100 };
    const others = {
      'brand-inertia': ['machine', 'accessory', 'plain-accessory', 'deal-choice'],
      'lock-in': ['habit-brand', 'machine', 'deal-choice'],
      'price-sensitivity': ['habit-brand', 'machine', 'accessory', 'plain-accessory'],
    } as const;
    for (const name of habitNames) {
      expect(linesOf(without(name), others[name])).toEqual(linesOf(few, others[name]));
      expect(Object.keys([...simulateShop(without(name)).customers()][0]?.habits ?? {})).toHaveLength(2);
      expect(placedOrders(without(name))).not.toEqual(placedOrders(few));
    }
  });

  it('are uniform and independent of each other and of how often a customer orders', () => {
    const columns = [
      truths.map(({ habits }) => habits?.brandInertia ?? Number.NaN),
      truths.map(({ habits }) => habits?.complementLockIn ?? Number.NaN),
      truths.map(({ habits }) => habits?.dealSeeking ?? Number.NaN),
      truths.map(({ orders }) => Math.log(orders)),
    ];
    const centred = columns.map((values) => values.map((value) => value - meanOf(values)));
    const product = (left: readonly number[], right: readonly number[]) =>
      meanOf(left.map((value, place) => value * (right[place] ?? Number.NaN)));
    for (const [place, values] of columns.slice(0, 3).entries()) {
      for (const value of values) expect(value >= 0 && value <= 1).toBe(true);
      // Standard errors are .289 / sqrt(1,200) = .0083, and of the variance .0745 / sqrt(1,200) = .0022.
      expect(Math.abs(meanOf(values) - 0.5)).toBeLessThan(0.034);
      expect(Math.abs(product(centred[place] ?? [], centred[place] ?? []) - 1 / 12)).toBeLessThan(0.0088);
    }
    for (const [place, left] of centred.entries()) {
      for (const right of centred.slice(place + 1)) {
        const correlation = product(left, right) / Math.sqrt(product(left, left) * product(right, right));
        // Standard error 1 / sqrt(1,200) = .029.
        expect(Math.abs(correlation)).toBeLessThan(0.116);
      }
    }
  });

  it('come with 1 to 60 orders, half of the customers at most 6, a minute apart within the year', () => {
    const counts = truths.map(({ orders }) => orders);
    expect([Math.min(...counts), Math.max(...counts)]).toEqual([1, 60]);
    // ln 7 / ln 61 = .473; the standard error is .5 / sqrt(1,200) = .0144.
    expect(Math.abs(counts.filter((count) => count <= 6).length / counts.length - 0.473)).toBeLessThan(0.058);
    for (const { customerId, orders, meanGapDays, firstOrderAt, leavesAt } of truths) {
      const placed = (ordersOf.get(customerId) ?? []).map(({ placedAt }) => Date.parse(placedAt));
      expect(placed).toHaveLength(orders);
      expect(placed[0]).toBe(Date.parse(firstOrderAt));
      expect(leavesAt).toBeUndefined();
      expect(meanGapDays).toBeCloseTo(365 / orders, 5);
      for (const [place, at] of placed.entries()) {
        if (place > 0) expect(at - (placed[place - 1] ?? 0)).toBeGreaterThan(59_000);
        expect(at >= Date.parse('2025-01-01') && at < Date.parse('2026-01-01')).toBe(true);
      }
    }
  });

  it('make no accessory follow a machine that it does not fit', () => {
    let [before, after] = [0, 0];
    let [ordersBefore, ordersAfter] = [0, 0];
    for (const { customerId, habits } of truths) {
      const weight = 1 - (habits?.complementLockIn ?? Number.NaN);
      let isOwner = false;
      for (const { lines } of ordersOf.get(customerId) ?? []) {
        const plain = lines.filter(({ itemId }) => roleOf.get(itemId) === 'plain-accessory').length;
        if (isOwner) [after, ordersAfter] = [after + plain, ordersAfter + weight];
        else [before, ordersBefore] = [before + plain, ordersBefore + weight];
        isOwner ||= lines.some(({ itemId }) => roleOf.get(itemId) === 'machine');
      }
    }
    // Both are .9 of the needs that no machine serves. Some 2,100 orders come before a machine is owned, with some 950
    // plain labels: a standard error of .9 / sqrt(950) = .03 at the most; after it, with 7,100, .011.
    expect(Math.abs(before / ordersBefore - 0.9)).toBeLessThan(0.12);
    expect(Math.abs(after / ordersAfter - 0.9)).toBeLessThan(0.04);
  });

  it('always leave a choice: each order has one item of a kind, on deal or at list price, and nothing else on deal', () => {
    const seen = new Map<string, Set<string>>();
    const weekMilliseconds = 7 * 86_400_000;
    const startsAt = Date.parse('2025-01-01');
    for (const { lines, placedAt } of [...ordersOf.values()].flat()) {
      const week = Math.floor((Date.parse(placedAt) - startsAt) / weekMilliseconds);
      expect(lines.filter(({ itemId }) => roleOf.get(itemId) === 'deal-choice')).toHaveLength(1);
      for (const { itemId, unitPriceMinor, listPriceMinor = 0 } of lines) {
        const isDeal = unitPriceMinor < listPriceMinor;
        if (isDeal) expect(unitPriceMinor).toBeLessThanOrEqual(0.9 * listPriceMinor);
        if (roleOf.get(itemId) !== 'deal-choice') {
          expect(isDeal).toBe(false);
          continue;
        }
        const kind = shop.truth.dealChoices?.findIndex(({ items }) => items.includes(itemId));
        const key = `${kind} ${week} ${isDeal}`;
        seen.set(key, (seen.get(key) ?? new Set()).add(itemId));
      }
    }
    // In a week one of the two is on deal and the other is not, for everybody.
    for (const items of seen.values()) expect(items.size).toBe(1);
    expect(seen.size).toBeGreaterThan(800);
  });

  it('refuse a shop without anything to sell', () => {
    const { habits: _, ...bare } = habitsSizes;
    expect(() => simulateShop({ ...settings, sizes: bare })).toThrow(/number of background items is 0/);
    const none = {
      ...habitsSizes,
      habits: { machines: 0, accessoriesOfMachine: 1, plainAccessories: 1, dealKinds: 1, mostOrders: 1 },
    };
    expect(() => simulateShop({ ...settings, sizes: none })).toThrow(
      /number of machines is 0; needed is a whole number/,
    );
  });
});
