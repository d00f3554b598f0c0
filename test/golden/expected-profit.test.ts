import { describe, expect, it } from 'vitest';
import { expectedIncrementalProfit, expectedOfferCost } from '../../functions/domain/offers/expected-profit.ts';

describe('expected incremental profit (p1 - p0) V - p1 delta - c by hand, V = 100, delta = 5, c = .5', () => {
  it.each([
    [0.4, 0.5, 7],
    // Most would have ordered anyway and take the offer along.
    [0.9, 0.92, -3.1],
    [0.1, 0.18, 6.6],
  ])('of an offer that moves P(order) from %d to %d is %d', (baseProbability, offerProbability, profit) => {
    const stakes = { baseProbability, offerProbability, marginMinor: 100, redeemCostMinor: 5, contactCostMinor: 0.5 };

    // Three operations on doubles near 100.
    expect(expectedIncrementalProfit(stakes)).toBeCloseTo(profit, 12);
    // What it brings and what it costs are what the margin of the added orders is.
    const margin = (offerProbability - baseProbability) * 100;
    expect(expectedIncrementalProfit(stakes) + expectedOfferCost(stakes)).toBeCloseTo(margin, 12);
  });
});
