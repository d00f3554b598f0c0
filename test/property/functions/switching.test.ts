import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../functions/domain/simulation/random.ts';
import { loyalShares } from '../../../functions/domain/switching/loyal-shares.ts';
import { repeatDistribution } from '../../../functions/domain/switching/repeat-distribution.ts';
import { RepeatTotal } from '../../../functions/domain/switching/repeat-total.ts';

const repeatsIn = (brands: readonly number[]): number =>
  brands.filter((brand, place) => place > 0 && brand === brands[place - 1]).length;

/** Every distinct order of the same purchases. */
function ordersOf(counts: readonly number[]): readonly (readonly number[])[] {
  if (counts.every((count) => count === 0)) return [[]];
  return counts.flatMap((count, brand) =>
    count === 0
      ? []
      : ordersOf(counts.map((left, other) => (other === brand ? left - 1 : left))).map((rest) => [brand, ...rest]),
  );
}

const fewCounts = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
  .filter((counts) => counts.reduce((sum, count) => sum + count, 0) <= 9);
const manyCounts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });

function result(brands: readonly number[]) {
  const total = new RepeatTotal();
  total.add(brands);
  return total.result();
}

function shuffled(brands: readonly number[], seed: number): readonly number[] {
  const random = randomFor(seed, 7);
  const order = [...brands];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const place = random.below(last + 1);
    [order[last], order[place]] = [order[place] ?? 0, order[last] ?? 0];
  }
  return order;
}

describe('the distribution of repeats', () => {
  it('is that of all orders counted one by one', () => {
    fc.assert(
      fc.property(fewCounts, (counts) => {
        const orders = ordersOf(counts);
        const counted = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
        for (const order of orders) counted[repeatsIn(order)] = (counted[repeatsIn(order)] ?? 0) + 1 / orders.length;
        const chances = repeatDistribution(counts);
        expect(chances).toHaveLength(counted.length);
        for (const [repeats, chance] of counted.entries()) expect(chances[repeats]).toBeCloseTo(chance, 10);
      }),
      { numRuns: 60 },
    );
  });

  it('sums to 1 and has the expected share as its mean, also of hundreds of purchases', () => {
    fc.assert(
      fc.property(manyCounts, (counts) => {
        const purchases = counts.reduce((sum, count) => sum + count, 0);
        const chances = [...repeatDistribution(counts)];
        const pairsAlike = counts.reduce((sum, count) => sum + count * (count - 1), 0);
        expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 9);
        const mean = chances.reduce((sum, chance, repeats) => sum + repeats * chance, 0);
        expect(mean).toBeCloseTo(pairsAlike / purchases, 7);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the p-value of inertia', () => {
  it('is at most a in at most a share a of all orders, and its middle is .5', () => {
    fc.assert(
      fc.property(fewCounts, (counts) => {
        const results = ordersOf(counts)
          .map(result)
          .filter((one) => one !== null);
        if (results.length === 0) return;
        for (const { pValue } of results) {
          const asSmall = results.filter((other) => other.pValue <= pValue + 1e-9).length;
          expect(asSmall / results.length).toBeLessThanOrEqual(pValue + 1e-9);
        }
        const mean = results.reduce((sum, { midPValue }) => sum + midPValue, 0) / results.length;
        expect(mean).toBeCloseTo(0.5, 9);
      }),
      { numRuns: 40 },
    );
  });

  it('tells nothing of shuffled purchases: over 600 seeds small ones are as rare as they say', () => {
    const purchases = Array.from({ length: 40 }, (_, place) => (place * place) % 5);
    const results = Array.from({ length: 600 }, (_, seed) => result(shuffled(purchases, seed)));
    const pValues = results.map((one) => one?.pValue ?? 0);
    // Three standard deviations of a share of 600 seeds; the seeds are fixed, so the verdict is always the same.
    for (const limit of [0.01, 0.05, 0.1, 0.25, 0.5]) {
      const slack = 3 * Math.sqrt((limit * (1 - limit)) / 600);
      expect(pValues.filter((pValue) => pValue <= limit).length / 600).toBeLessThanOrEqual(limit + slack);
    }
    const mean = results.reduce((sum, one) => sum + (one?.midPValue ?? 0), 0) / 600;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    const inertia = results.reduce((sum, one) => sum + (one?.inertia ?? 0), 0) / 600;
    expect(Math.abs(inertia)).toBeLessThan(0.02);
  });

  it('goes on by the normal distribution where there are more than 5,000 pairs, without a step', () => {
    const total = new RepeatTotal();
    const beyond = new RepeatTotal();
    for (let seed = 0; seed < 130; seed += 1) {
      const brands = shuffled(
        Array.from({ length: 39 }, (_, place) => place % 4),
        seed,
      );
      total.add(brands);
      beyond.add(brands);
    }
    for (let pair = 0; pair < 70; pair += 1) beyond.add([1, 1]);
    expect(total.result()?.pairCount).toBe(4940);
    expect(beyond.result()?.pairCount).toBe(5010);
    // Pairs of one brand add as many repeats as they are expected to: the p-value stays where it was.
    // The normal distribution is within .001 at so many.
    const difference = (beyond.result()?.pValue ?? 0) - (total.result()?.pValue ?? 0);
    expect(Math.abs(difference)).toBeLessThan(0.001);
  });
});

describe('hard-core loyals and pull', () => {
  const share = fc.double({ min: 0.02, max: 0.9, noNaN: true });

  it('come back from switches that follow the model exactly (Colombo & Morrison 1989)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(share, share), { minLength: 3, maxLength: 6 }), (brands) => {
        const whole = brands.reduce((sum, [, weight]) => sum + weight, 0);
        const pulls = brands.map(([, weight]) => weight / whole);
        const counts = brands.map(([loyal], from) =>
          pulls.map((pull, to) => 10_000 * ((from === to ? loyal : 0) + (1 - loyal) * pull)),
        );
        const found = loyalShares(counts, false) ?? [];
        expect(found).toHaveLength(brands.length);
        for (const [place, { loyalShare, pull }] of found.entries()) {
          // The steps end where shares change by 1e-10, which slow cases reach some 1e-5 before the end.
          expect(loyalShare).toBeCloseTo(brands[place]?.[0] ?? -1, 3);
          expect(pull).toBeCloseTo(pulls[place] ?? -1, 3);
        }
      }),
      { numRuns: 60 },
    );
  });
});
