import { describe, expect, it } from 'vitest';
import { clumpiness, clumpinessThreshold } from '../../../../../functions/domain/purchase-rhythm/clumpiness.ts';
import { crossBuyingOf } from '../../../../../functions/domain/purchase-rhythm/cross-buying.ts';
import { purchaseRhythmOf } from '../../../../../functions/domain/purchase-rhythm/purchase-rhythm.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { summaryOfDays } from '../../../../support/customer-summaries.ts';

describe('the rhythm of a customer', () => {
  it('is regular and not clumpy of who buys every 30 days', () => {
    const purchaseDays = [100, 130, 160, 190, 220];

    const rhythm = purchaseRhythmOf({ purchaseDays }, 249);

    expect(rhythm).toMatchObject({ gapCount: 4, regularity: -1, isClumpy: false });
    expect(rhythm.clumpiness).toBeCloseTo(0, 12);
  });

  it('is bursty and clumpy of who bought five days in a row, long ago', () => {
    const purchaseDays = [100, 200, 201, 202, 203, 204];

    const {
      regularity,
      clumpiness: found,
      clumpinessThreshold: threshold,
      isClumpy,
    } = purchaseRhythmOf({ purchaseDays }, 700);

    expect(isClumpy).toBe(true);
    expect(found).toBeGreaterThan(threshold ?? 1);
    expect(regularity).toBeGreaterThan(0.9);
  });

  it('is not known of who bought on one day; purchases after the day asked for are left out', () => {
    const unknown = {
      gapCount: 0,
      regularity: null,
      clumpiness: null,
      clumpinessThreshold: null,
      isClumpy: null,
    };

    expect(purchaseRhythmOf({ purchaseDays: [] }, 700)).toEqual(unknown);
    expect(purchaseRhythmOf({ purchaseDays: [100, 800, 900] }, 700)).toEqual(unknown);
  });

  it('is known on the day of the latest purchase', () => {
    expect(purchaseRhythmOf({ purchaseDays: [100, 101] }, 101)).toMatchObject({ gapCount: 1, isClumpy: false });
  });
});

describe('the threshold of clumpiness', () => {
  it('is the same each time, and lower for more events', () => {
    expect(clumpinessThreshold(5, 365)).toBe(clumpinessThreshold(5, 365));
    expect(clumpinessThreshold(20, 365)).toBeLessThan(clumpinessThreshold(5, 365));
  });

  it('calls about 5% of customers who buy at random clumpy', () => {
    const random = randomFor(7);
    const customers = 2_000;
    const threshold = clumpinessThreshold(4, 200);
    let clumpy = 0;
    for (let customer = 0; customer < customers; customer += 1) {
      const times = new Set<number>();
      while (times.size < 4) times.add(1 + random.below(200));
      const ascending = [...times].sort((left, right) => left - right);
      if ((clumpiness(ascending, 200) ?? 0) > threshold) clumpy += 1;
    }

    // Standard error of the share .5 points, and as much of the threshold: three of both together.
    expect(Math.abs(clumpy / customers - 0.05)).toBeLessThan(0.021);
  });
});

describe('cross-buying', () => {
  it('counts categories and brands, and the share of purchase days in the main category', () => {
    const summary = summaryOfDays('ada', [
      { day: 1, category: 'tea', brand: 'x' },
      { day: 2, category: 'tea', brand: 'y' },
      { day: 3, category: 'coffee' },
      { day: 4 },
    ]);

    expect(crossBuyingOf(summary)).toEqual({
      categoryCount: 2,
      brandCount: 2,
      mainCategory: 'tea',
      mainCategoryDayShare: 0.5,
    });
    expect(crossBuyingOf(summaryOfDays('bob', [{ day: 1 }]))).toEqual({
      categoryCount: 0,
      brandCount: 0,
      mainCategoryDayShare: null,
    });
  });
});
