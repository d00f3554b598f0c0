import { describe, expect, it } from 'vitest';
import { clumpiness } from '../../functions/domain/purchase-rhythm/clumpiness.ts';
import { regularity } from '../../functions/domain/purchase-rhythm/regularity.ts';

describe('regularity of gaps, Kim & Jo 2016', () => {
  // The published figures have four decimals: half a unit of the last one.
  it.each([
    [[30, 30, 30, 30], -1],
    [[10, 20, 30, 40], -0.3984],
    [[1, 1, 1, 97], 0.9348],
  ])('of gaps %j is %d, with the population standard deviation', (gaps, expected) => {
    expect(Math.abs((regularity(gaps) ?? Number.NaN) - expected)).toBeLessThan(5e-5);
  });
});

describe('clumpiness, Zhang, Bradlow & Small 2015', () => {
  // Zero is exact but for the rounding of four logarithms. The formula gives .83133907: the figure known from the
  // literature is one lower in its sixth decimal, so one unit of that and half a one of rounding is allowed.
  it.each([
    [[10, 20, 30], 39, 0, 1e-14],
    [[1], 39, 0.831338, 1.5e-6],
  ])('of events at %j in %d periods is %d', (times, periods, expected, tolerance) => {
    expect(Math.abs((clumpiness(times, periods) ?? Number.NaN) - expected)).toBeLessThan(tolerance);
  });
});
