import { describe, expect, it } from 'vitest';
import { leavingChance } from '../../../../functions/domain/simulation/leaving.ts';
import { evaluationOrders, evaluationSizes } from '../../../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../../../functions/domain/simulation/simulate-shop.ts';
import { meanOf, placedOrders } from '../../../support/simulated-baskets.ts';

const end = '2026-01-01T00:00:00.000Z';
const settings = { customers: 2_500, seed: 8, end, sizes: { backgroundItems: 64 } };
const traitsOf = (level: number, dealSeeking = 0.5) => ({
  favouriteCluster: 0,
  meanGapDays: 30,
  costs: { procedural: level, financial: level, relational: level },
  dealSeeking,
  needs: [],
  styles: [],
});

describe('leaving the shop', () => {
  it('has the base chance at neutral traits, and stays a chance at every extreme', () => {
    expect(leavingChance(traitsOf(0.5), false)).toBeCloseTo(0.12, 12);
    for (const level of [0, 0.5, 1]) {
      for (const seeking of [0, 1]) {
        for (const hasShock of [true, false]) {
          expect(leavingChance(traitsOf(level, seeking), hasShock)).toBeGreaterThan(0);
          expect(leavingChance(traitsOf(level, seeking), hasShock)).toBeLessThan(1);
        }
      }
    }
  });

  it('falls with each switching cost and rises with deal seeking, all else held', () => {
    const base = traitsOf(0.5);
    for (const cost of ['procedural', 'financial', 'relational'] as const) {
      expect(leavingChance({ ...base, costs: { ...base.costs, [cost]: 0.8 } }, false)).toBeLessThan(0.12);
    }
    expect(leavingChance(traitsOf(0.5, 0.8), false)).toBeGreaterThan(0.12);
  });

  it('rises by a shock, less so where costs are high', () => {
    const hazardRatio = (level: number) =>
      Math.log(1 - leavingChance(traitsOf(level), true)) / Math.log(1 - leavingChance(traitsOf(level), false));
    expect(hazardRatio(0.2)).toBeCloseTo(Math.exp(1.2 * 0.8), 9);
    expect(hazardRatio(1)).toBeCloseTo(1, 9);
  });
});

describe('the customers of a simulated shop', () => {
  const customers = [...simulateShop(settings).customers()];
  const sumOf = ({ switchingCosts }: (typeof customers)[number]) =>
    switchingCosts === undefined
      ? Number.NaN
      : switchingCosts.procedural + switchingCosts.financial + switchingCosts.relational;

  it('leave the less often per order the higher their switching costs are', () => {
    const sorted = [...customers].sort((left, right) => sumOf(left) - sumOf(right));
    const rateOf = (group: typeof customers) =>
      group.filter(({ leavesAt }) => leavesAt !== undefined).length /
      group.reduce((sum, { orders }) => sum + orders, 0);
    const third = Math.floor(sorted.length / 3);
    const [low, high] = [rateOf(sorted.slice(0, third)), rateOf(sorted.slice(-third))];
    // The means of the thirds lie about .78 apart in the sum: a hazard ratio of exp(1.5 x .78) = 3.2. Rates come from
    // some 500 and 300 leavers, a standard error of 7% of the ratio; half the effect is ten of them away.
    expect(low / high).toBeGreaterThan(2);
  });

  it('have costs and deal seeking from 0 to 1 with mean .5, and none where they are switched off', () => {
    for (const of of [sumOf, ({ dealSeeking }: (typeof customers)[number]) => 3 * (dealSeeking ?? Number.NaN)]) {
      const values = customers.map(of);
      for (const value of values) expect(value >= 0 && value <= 3).toBe(true);
      // Standard errors are .35 and .61 over sqrt(2,500). Four of the greater.
      expect(Math.abs(meanOf(values) - 1.5)).toBeLessThan(0.05);
    }
    const [off] = simulateShop({ ...settings, customers: 1, without: ['switching-costs', 'deals'] }).customers();
    expect(off).not.toHaveProperty('switchingCosts');
    expect(off).not.toHaveProperty('dealSeeking');
  });

  it('leave at their last order, and are as many as their orders say', () => {
    const small = { ...settings, customers: 200 };
    const lastOf = new Map<string, string>();
    const countOf = new Map<string, number>();
    for (const { customerId, placedAt } of placedOrders(small)) {
      if (customerId === undefined) continue;
      lastOf.set(customerId, placedAt);
      countOf.set(customerId, (countOf.get(customerId) ?? 0) + 1);
    }
    const truths = [...simulateShop(small).customers()];
    for (const truth of truths) {
      expect(countOf.get(truth.customerId)).toBe(truth.orders);
      if (truth.leavesAt !== undefined) expect(lastOf.get(truth.customerId)).toBe(truth.leavesAt);
    }
    expect(truths).toHaveLength(200);
    expect(truths.some(({ leavesAt }) => leavesAt === undefined)).toBe(true);
  });

  it('get late deliveries that the order and the truth both tell, and none when service is switched off', () => {
    const small = { ...settings, customers: 400 };
    const late = new Map(
      [...simulateShop(small).serviceEvents()].flatMap((event) =>
        event.type === 'late-delivery' ? [[event.orderId, event.occurredAt] as const] : [],
      ),
    );
    const isLate = ({ promisedAt = '', deliveredAt = '' }: { promisedAt?: string; deliveredAt?: string }) =>
      deliveredAt > promisedAt;
    // The last version tells: a cancelled order is not delivered.
    const latest = new Map(
      [...simulateShop(small).records()].flatMap((record) =>
        record.kind === 'order' ? [[record.order.orderId, record.order] as const] : [],
      ),
    );
    for (const order of latest.values())
      expect(late.get(order.orderId)).toBe(isLate(order) ? order.deliveredAt : undefined);
    expect(late.size).toBeGreaterThan(50);
    const off = { ...small, without: ['service'] as const };
    expect([...simulateShop(off).serviceEvents()]).toEqual([]);
    expect(placedOrders(off).some(isLate)).toBe(false);
  });

  it('are joined by guests for exactly the share of the orders that is set', () => {
    const guestsOf = (given: Parameters<typeof placedOrders>[0]) => {
      const orders = placedOrders(given);
      return [orders.filter(({ customerId }) => customerId === undefined).length, orders.length];
    };
    expect(guestsOf({ orders: 1_000, seed: 1, end, sizes: { guestShare: 0.2 } })).toEqual([200, 1_000]);
    const [guests = 0, total = 0] = guestsOf({ customers: 100, seed: 1, end });
    expect(Math.abs(guests - 0.1 * total)).toBeLessThanOrEqual(0.5);
  });

  it('are those of the sizes that docs/simulation.md fixes for the evaluation shop', () => {
    expect(evaluationOrders).toBe(20_000);
    expect(evaluationSizes).toEqual({
      days: 730,
      backgroundItems: 400,
      guestShare: 0.2,
      complementPairs: 30,
      substituteSets: 10,
      variantProducts: 10,
      directionalPairs: 15,
      christmasItems: 12,
      easterItems: 12,
      singles: 40,
    });
  });
});
