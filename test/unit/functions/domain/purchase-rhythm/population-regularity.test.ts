import { describe, expect, it } from 'vitest';
import {
  type GapShares,
  interPurchaseShape,
  lastGapShare,
} from '../../../../../functions/domain/purchase-rhythm/population-regularity.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';

const addShare = ({ count, sum, sumOfSquares }: GapShares, share: number): GapShares => ({
  count: count + 1,
  sum: sum + share,
  sumOfSquares: sumOfSquares + share ** 2,
});
const nothing: GapShares = { count: 0, sum: 0, sumOfSquares: 0 };

/** Customers whose gaps are Erlang of a shape, each with a rate of its own. */
function erlangCustomers(shape: number, customers: number): GapShares {
  const random = randomFor(2_026, shape);
  const gapOf = (mean: number): number =>
    Array.from({ length: shape }, () => random.exponential(mean)).reduce((sum, part) => sum + part, 0);
  let shares = nothing;
  for (let customer = 0; customer < customers; customer += 1) {
    const mean = random.exponential(1);
    const first = gapOf(mean);
    const second = first + gapOf(mean);
    shares = addShare(shares, lastGapShare([0, first, second]) ?? 0);
  }
  return shares;
}

describe('regularity of all customers together (Wheat & Morrison 1990)', () => {
  // For Beta(k, k) shares k has a relative standard error near 2.5 / sqrt(n) or less: four of them.
  it.each([1, 2, 3, 6])('gives the shape %d of Erlang gaps back, nearer with more customers', (shape) => {
    for (const customers of [1_000, 100_000]) {
      const found = interPurchaseShape(erlangCustomers(shape, customers)) ?? Number.NaN;
      expect(Math.abs(found / shape - 1)).toBeLessThan(10 / Math.sqrt(customers));
    }
  });

  it('takes the last two gaps of a customer alone', () => {
    expect(lastGapShare([0, 500, 510, 540])).toBe(0.25);
    expect(lastGapShare([0, 500])).toBeNull();
  });

  it('is not known of one customer, or where all are alike', () => {
    expect(interPurchaseShape(addShare(nothing, 0.3))).toBeNull();
    expect(interPurchaseShape([0.3, 0.3, 0.3].reduce(addShare, nothing))).toBeNull();
  });
});
