import { describe, expect, it } from 'vitest';
import { newcombeInterval } from '../../functions/domain/experiments/newcombe-interval.ts';
import { momentsOf } from '../../functions/domain/experiments/pair-moments.ts';
import {
  minimumDetectableShare,
  treatedNeededForMeans,
  treatedNeededForShares,
} from '../../functions/domain/experiments/sample-size.ts';
import { welchInterval } from '../../functions/domain/experiments/welch-interval.ts';
import { chiSquareUpperTail } from '../../functions/domain/math/chi-square-upper-tail.ts';
import { studentQuantile } from '../../functions/domain/math/student-quantile.ts';

describe('the interval of a difference of shares', () => {
  // Printed to four decimals, hence the tolerance of half of the last.
  it.each([
    [56, 70, 48, 80, 0.2, 0.0524, 0.3339],
    // Newcombe's further cases (b) to (h) of the same table, method 10.
    [9, 10, 3, 10, 0.6, 0.1705, 0.809],
    [6, 7, 2, 7, 0.5714, 0.0582, 0.8062],
    [5, 56, 0, 29, 0.0893, -0.0381, 0.1926],
    [0, 10, 0, 20, 0, -0.1611, 0.2775],
    [0, 10, 0, 10, 0, -0.2775, 0.2775],
    [10, 10, 0, 20, 1, 0.6791, 1],
    [10, 10, 0, 10, 1, 0.6075, 1],
  ])('of %i of %i and %i of %i is that of Newcombe (1998), table II, method 10', (a, m, b, n, value, low, high) => {
    const interval = newcombeInterval({ count: a, total: m }, { count: b, total: n });

    expect(Math.abs((interval?.value ?? 9) - value)).toBeLessThanOrEqual(0.00005);
    expect(Math.abs((interval?.low ?? 9) - low)).toBeLessThanOrEqual(0.00005);
    expect(Math.abs((interval?.high ?? 9) - high)).toBeLessThanOrEqual(0.00005);
  });

  it('of 20 of 200 and 5 of 100 is .05 (-.0207, .1070), by an independent implementation', () => {
    expect(newcombeInterval({ count: 20, total: 200 }, { count: 5, total: 100 })).toMatchObject({
      value: expect.closeTo(0.05, 12),
      low: expect.closeTo(-0.0207, 4),
      high: expect.closeTo(0.107, 4),
    });
  });

  it('is none where a group has nobody', () => {
    expect(newcombeInterval({ count: 0, total: 0 }, { count: 5, total: 9 })).toBeNull();
    expect(newcombeInterval({ count: 5, total: 9 }, { count: 0, total: 0 })).toBeNull();
  });
});

const summaryOf = (values: readonly number[]) => {
  const { count, outcomeMean, outcomeSquares } = momentsOf(values.map((outcome) => ({ outcome, covariate: 0 })));
  return { count, mean: outcomeMean, variance: outcomeSquares / (count - 1) };
};

describe('the interval of a difference of means', () => {
  it('is that of the sleep data (Student 1908), by scipy 1.17', () => {
    const first = summaryOf([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
    const second = summaryOf([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);

    expect(welchInterval(first, second)).toMatchObject({
      value: expect.closeTo(-1.58, 12),
      low: expect.closeTo(-3.3654832307117, 10),
      high: expect.closeTo(0.2054832307117, 10),
    });
  });

  it('is none of fewer than two values, or where none varies', () => {
    const some = { count: 9, mean: 1, variance: 2 };

    expect(welchInterval({ ...some, count: 1 }, some)).toBeNull();
    expect(welchInterval(some, { ...some, count: 1 })).toBeNull();
    expect(welchInterval({ ...some, variance: 0 }, { ...some, variance: 0 })).toBeNull();
    expect(welchInterval({ ...some, variance: 0 }, some)).not.toBeNull();
  });
});

describe('quantiles and tails, by scipy 1.17', () => {
  it.each([
    [1, 12.706204736174694],
    [2, 4.302652729749462],
    [3.7, 2.8675207071911895],
    [57.3, 2.002238268231336],
    [1e6, 1.959966356814107],
  ])("Student's t of %d degrees exceeds its 95%% point", (degrees, point) => {
    // The quantile of the beta distribution is found to some 14 digits.
    expect(studentQuantile(0.95, degrees)).toBeCloseTo(point, 9);
  });

  it.each([
    [1, 3.841458820694124, 0.05],
    [2, 5, 0.0820849986238988],
    [3, 7.5, 0.0575584519726364],
    [4, 20, 0.0004993992273873336],
    [9, 2.5, 0.9808834914028134],
    [50, 90, 0.00044924622058603554],
    [1, 40, 2.5396285894708634e-10],
    [7, 200, 1.147781224014262e-39],
  ])('chi-square of %i degrees exceeds %d', (degrees, statistic, tail) => {
    expect(Math.abs(chiSquareUpperTail(statistic, degrees) / tail - 1)).toBeLessThan(1e-12);
  });
});

describe('customers needed at 5% two-sided and 80% power (Fleiss, Levin & Paik 2003, without correction)', () => {
  it.each([
    [0.1, 0.12, 3841],
    [0.1, 0.15, 686],
    [0.2, 0.22, 6510],
    [0.05, 0.06, 8158],
  ])('in each group from %d to %d are %i', (base, share, needed) => {
    expect(treatedNeededForShares(base, share)).toBe(needed);
  });

  // The least whole number at which the power of the pooled test, by scipy 1.17, is 80%.
  it.each([
    [0.1, 0.12, 0.25, 9779],
    [0.1, 0.12, 4, 2353],
    [0.3, 0.35, 0.5, 2075],
  ])(
    'among the treated from %d to %d, with %d in control for each, are %i',
    (base, share, controlPerTreated, needed) => {
      expect(treatedNeededForShares(base, share, controlPerTreated)).toBe(needed);
    },
  );

  it('are more treated where control is smaller, and fewer where it is larger', () => {
    const neededAt = (controlPerTreated: number) => treatedNeededForShares(0.1, 0.12, controlPerTreated);

    expect(neededAt(0.25)).toBeGreaterThan(neededAt(1));
    expect(neededAt(4)).toBeLessThan(neededAt(1));
    // In all, equal groups need the fewest.
    expect(neededAt(0.25) * 1.25).toBeGreaterThan(neededAt(1) * 2);
    expect(neededAt(4) * 5).toBeGreaterThan(neededAt(1) * 2);
  });

  // 2 (1.96 + .8416)^2 = 15.698 for a change of one standard deviation; of half of one four times that.
  it('for means are 16 for a standard deviation and 63 for half of one', () => {
    expect([treatedNeededForMeans(9, 3), treatedNeededForMeans(9, 1.5)]).toEqual([16, 63]);
    expect(treatedNeededForMeans(9, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(treatedNeededForShares(0.4, 0.4)).toBe(Number.POSITIVE_INFINITY);
  });

  it('5% of 4,334 held out at a base share of .3 find 8.9 points', () => {
    expect(minimumDetectableShare(0.3, 4334 - 217, 217)).toBeCloseTo(0.089, 3);
  });
});
