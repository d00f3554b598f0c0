import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateBudget, type OfferOption } from '../../../../functions/domain/offers/allocate-budget.ts';

/** The best of all ways to give each customer one option or none. */
function bestProfit(customers: readonly (readonly OfferOption[])[], cost: number, uses: number): number {
  const [options, ...others] = customers;
  if (options === undefined) return 0;
  const withoutThis = bestProfit(others, cost, uses);
  return options.reduce(
    (best, option) =>
      uses === 0 || option.cost > cost
        ? best
        : Math.max(best, option.profitMinor + bestProfit(others, cost - option.cost, uses - 1)),
    withoutThis,
  );
}

/** Whole numbers, so that sums are exact; few of them, so that ties are frequent. */
const option = fc.record({
  armId: fc.constantFrom('a', 'b', 'c'),
  profitMinor: fc.integer({ min: -3, max: 12 }),
  cost: fc.integer({ min: 0, max: 8 }),
});
const few = fc.array(fc.array(option, { maxLength: 2 }), { maxLength: 12 });
const fewer = fc.array(fc.array(option, { maxLength: 3 }), { maxLength: 8 });

const greatest = (customers: readonly (readonly OfferOption[])[]): number =>
  customers.flat().reduce((most, { profitMinor }) => Math.max(most, profitMinor), 0);

describe('the allocation of a budget', () => {
  it.each([
    ['12 customers of two options', few],
    ['8 customers of three options', fewer],
  ])('is never over the budget, and within the profit of one option of the best of all ways: %s', (_, shops) => {
    fc.assert(
      fc.property(shops, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 12 }), (customers, cost, uses) => {
        const found = allocateBudget(customers, { cost, uses });
        const best = bestProfit(customers, cost, uses);

        expect(found.cost).toBeLessThanOrEqual(cost);
        expect(found.useCount).toBeLessThanOrEqual(uses);
        expect(found.profitMinor).toBeLessThanOrEqual(best);
        expect(best - found.profitMinor).toBeLessThanOrEqual(greatest(customers));
        // The very options of the customer, and sums that are those of what was chosen.
        for (const [place, chosen] of found.chosen.entries()) {
          if (chosen !== null) expect(customers[place]).toContain(chosen);
        }
        expect(found.profitMinor).toBe(found.chosen.reduce((sum, chosen) => sum + (chosen?.profitMinor ?? 0), 0));
      }),
      { numRuns: 300 },
    );
  });

  it('is the best of all ways where the budget does not bind', () => {
    fc.assert(
      fc.property(few, fc.integer({ min: 0, max: 12 }), (customers, uses) => {
        const found = allocateBudget(customers, { cost: 12 * 8, uses });

        expect(found.profitMinor).toBe(bestProfit(customers, 12 * 8, uses));
        expect(found.costPrice).toBe(0);
      }),
      { numRuns: 200 },
    );
  });

  it('is on the whole much closer to the best than its bound', () => {
    let [best, found] = [0, 0];
    fc.assert(
      fc.property(few, fc.integer({ min: 0, max: 40 }), (customers, cost) => {
        best += bestProfit(customers, cost, customers.length);
        found += allocateBudget(customers, { cost }).profitMinor;
      }),
      { numRuns: 300, seed: 1 },
    );
    // Measured: .998.
    expect(found / best).toBeGreaterThan(0.99);
  });

  it('fills a budget among customers who are all alike, as one price takes all or none of them', () => {
    const alike = Array.from({ length: 1000 }, () => [{ armId: 'a', profitMinor: 7.3, cost: 2.1 }]);
    const found = allocateBudget(alike, { cost: 100 });

    expect(found.useCount).toBe(47);
    expect(found.costPrice).toBeCloseTo(7.3 / 2.1, 9);
  });

  it('lets one customer give way to another where uses bind and money is left', () => {
    const five = (profitMinor: number, cost: number): readonly (readonly OfferOption[])[] =>
      Array.from({ length: 5 }, () => [{ armId: 'a', profitMinor, cost }]);
    const found = allocateBudget([...five(5, 1), ...five(10, 3)], { cost: 13, uses: 5 });

    // Four at 3 and one at 1: any five cheap ones leave 8 unspent, with nobody left to add.
    expect(found).toMatchObject({ profitMinor: 45, cost: 13, useCount: 5 });
    // The price at which 5 - mu = 10 - 3 mu; one more customer brings 5 - mu.
    expect(found.costPrice).toBeCloseTo(2.5, 9);
    expect(found.usePrice).toBeCloseTo(2.5, 9);
  });

  it('prices a use at what the best customer left out would bring', () => {
    const customers = [5, 9, 7, 3].map((profitMinor) => [{ armId: 'a', profitMinor, cost: 1 }]);

    expect(allocateBudget(customers, { cost: 9, uses: 2 })).toMatchObject({ profitMinor: 16, usePrice: 5 });
    expect(allocateBudget(customers, { cost: 9, uses: 4 })).toMatchObject({ profitMinor: 24, usePrice: 0 });
  });

  it('refuses a budget that is none', () => {
    for (const budget of [{ cost: -1 }, { cost: Number.NaN }, { cost: 1, uses: 1.5 }]) {
      expect(() => allocateBudget([], budget)).toThrow(expect.objectContaining({ code: 'offer.budget' }));
    }
  });
});
