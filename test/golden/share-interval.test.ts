import { describe, expect, it } from 'vitest';
import { exactShareInterval } from '../../functions/domain/attribution/binomial-interval.ts';
import { relativeClickRate } from '../../functions/domain/attribution/compare-rates.ts';

describe('the exact interval of a share', () => {
  // Newcombe, R. G. (1998), Two-sided confidence intervals for the single proportion, Statistics in Medicine 17,
  // table I, method 5 (Clopper-Pearson); printed to four decimals, hence the tolerance of half of the last.
  it.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('is that of Newcombe (1998), table I, for %i of %i', (successes, trials, low, high) => {
    const interval = exactShareInterval(successes, trials);

    expect(Math.abs(interval.low - low)).toBeLessThanOrEqual(0.00005);
    expect(Math.abs(interval.high - high)).toBeLessThanOrEqual(0.00005);
  });

  it('solves its defining equation where that has a closed form: none of n', () => {
    for (const trials of [1, 3, 50, 100_000]) {
      const { low, high } = exactShareInterval(0, trials);

      // (1 - high)^n = 0.025; the quantile is found to about 1e-15.
      expect(low).toBe(0);
      expect(high).toBeCloseTo(1 - 0.025 ** (1 / trials), 12);
    }
  });

  it('covers the true share in at least 95 of 100 samples, counted exactly', () => {
    for (const [trials, share] of [
      [10, 0.3],
      [40, 0.02],
      [60, 0.9],
    ] as const) {
      let chance = (1 - share) ** trials;
      let covered = 0;
      for (let successes = 0; successes <= trials; successes += 1) {
        const { low, high } = exactShareInterval(successes, trials);
        if (low <= share && share <= high) covered += chance;
        chance *= ((trials - successes) / (successes + 1)) * (share / (1 - share));
      }

      expect(covered).toBeGreaterThanOrEqual(0.95);
    }
  });
});

describe('the relative click rate', () => {
  it('of clicks in the very shares of the slots is 1', () => {
    expect(relativeClickRate(980, 20, 0.98, 0.02)).toMatchObject({ value: 1 });
  });

  // The interval of 15 of 148 above, turned into odds: 0.0578/(1 - 0.0578) and 0.1617/(1 - 0.1617).
  it('has the interval of the share of clicks, as odds', () => {
    const rate = relativeClickRate(15, 133, 0.5, 0.5);

    expect(rate.value).toBeCloseTo(15 / 133, 12);
    expect(rate).toMatchObject({ low: expect.closeTo(0.0614, 4), high: expect.closeTo(0.1928, 4) });
  });

  it('is turned over by turning the groups over', () => {
    const [there, back] = [relativeClickRate(300, 9, 0.98, 0.02), relativeClickRate(9, 300, 0.02, 0.98)];

    if (there.value === null || back.value === null) throw new Error('both have clicks');
    expect(there.value * back.value).toBeCloseTo(1, 10);
    expect(there.low * back.high).toBeCloseTo(1, 10);
  });

  it('is not known where there is nothing to compare, and says why', () => {
    expect(relativeClickRate(0, 0, 0.98, 0.02)).toEqual({ value: null, reason: 'no-clicks' });
    expect(relativeClickRate(7, 0, 0.98, 0.02)).toEqual({ value: null, reason: 'no-clicks-to-compare-with' });
    expect(relativeClickRate(0, 7, 0.98, 0.02)).toMatchObject({ value: 0, low: 0 });
  });
});
