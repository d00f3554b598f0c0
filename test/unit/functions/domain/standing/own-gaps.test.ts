import { describe, expect, it } from 'vitest';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { ownGapPoints } from '../../../../../functions/domain/standing/own-gaps.ts';

describe('the usual gaps of a customer', () => {
  it('are not known from fewer than three', () => {
    expect(ownGapPoints([])).toBeUndefined();
    expect(ownGapPoints([1, 31, 61])).toBeUndefined();
    expect(ownGapPoints([1, 31, 61, 91])).toEqual({
      of: 'own',
      gapCount: 3,
      medianDays: 30,
      days80: 30,
      days95: 30,
    });
  });

  it('have their points at share · (n + 1) between gaps', () => {
    // Gaps 1 to 19: places 10, 16 and 19 of 20 parts.
    const days = Array.from({ length: 20 }, (_, index) => (index * (index + 1)) / 2);

    const points = ownGapPoints(days);

    expect(points).toMatchObject({ of: 'own', gapCount: 19, medianDays: 10, days80: 16 });
    expect(points?.days95).toBeCloseTo(19, 9);
  });

  it('reach beyond the longest where few are known', () => {
    // Gaps 29, 30, 31: the longer half exceeds the median by 1, so 31 + (1 / (4 · .2) - 1) and 31 + (1 / (4 · .05) - 1).
    const points = ownGapPoints([0, 30, 59, 90]);

    expect(points?.medianDays).toBe(30);
    expect(points?.days80).toBeCloseTo(31.25, 4);
    expect(points?.days95).toBeCloseTo(35, 4);
  });

  it.each([3, 5, 10, 25])(
    'are exceeded by a further gap about as often as they say, after %i random ones',
    (gapCount) => {
      const turns = 20_000;
      let [beyond80, beyond95] = [0, 0];
      for (let turn = 0; turn < turns; turn += 1) {
        const random = randomFor(7, gapCount, turn);
        const days = [0];
        for (let gap = 0; gap < gapCount; gap += 1) days.push((days.at(-1) ?? 0) + random.exponential(1_000));
        const points = ownGapPoints(days);
        const further = random.exponential(1_000);
        if (further > (points?.days80 ?? 0)) beyond80 += 1;
        if (further > (points?.days95 ?? 0)) beyond95 += 1;
      }

      // Random gaps, the least regular of rhythms: .2 and .05 within .025 and .035 at any count; their standard errors are .003 and .002.
      expect(Math.abs(beyond80 / turns - 0.2)).toBeLessThan(0.025);
      expect(Math.abs(beyond95 / turns - 0.05)).toBeLessThan(0.035);
    },
  );
});
