import { describe, expect, it } from 'vitest';
import { toMajorUnits, toMinorUnits } from '../../../../functions/contracts/money.ts';

describe('an amount in minor units', () => {
  it.each([
    [2.55, 2, 255],
    // 1.15 * 100 is 114.99999999999999, 1.005 * 1000 is 1004.9999999999999.
    [1.15, 2, 115],
    [1.005, 3, 1_005],
    [0, 2, 0],
    [-0, 2, 0],
    [120, 0, 120],
    [0.001, 3, 1],
    [9_999_999_999_999.99, 2, 999_999_999_999_999],
  ])('of %s at %i decimals is %i', (amount, decimals, minor) => {
    expect(toMinorUnits(amount, decimals)).toEqual({ ok: true, minor });
  });

  it.each([
    [-0.01, 2, 'negative'],
    [2.555, 2, 'too-many-decimals'],
    [0.5, 0, 'too-many-decimals'],
    [1e-7, 3, 'too-many-decimals'],
    [10_000_000_000_000, 2, 'too-large'],
    [1e21, 0, 'too-large'],
    [1.5e300, 2, 'too-large'],
  ])('is refused for %s at %i decimals as %s', (amount, decimals, because) => {
    expect(toMinorUnits(amount, decimals)).toEqual({ ok: false, because });
  });
});

describe('an amount in major units', () => {
  it.each([
    [255, 2, 2.55],
    [-115, 2, -1.15],
    [120, 0, 120],
    [1_005, 3, 1.005],
  ])('of %i at %i decimals is %s', (minor, decimals, amount) => {
    expect(toMajorUnits(minor, decimals)).toBe(amount);
  });
});
