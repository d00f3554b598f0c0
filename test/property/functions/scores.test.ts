import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  basketSizeWeight,
  confidence,
  cosine,
  decayWeight,
  expectedCoPurchases,
  jaccard,
  lift,
  shrinkage,
} from '../../../functions/domain/copurchase/scores.ts';
import {
  logLikelihoodRatio,
  signedLogLikelihoodRatio,
} from '../../../functions/domain/copurchase/scores-log-likelihood.ts';

const count = fc.nat(1_000_000);
const smallCount = fc.nat(1_000);
/** Orders with both, the one alone, the other alone, neither; each item has an order. */
const cells = fc
  .tuple(smallCount, smallCount, smallCount, count)
  .filter(([k11, k12, k21]) => k11 + Math.min(k12, k21) > 0);
/** Relative difference of two numbers, where small ones are held to an absolute one. */
const gap = (left: number, right: number): number => Math.abs(left - right) / Math.max(1, Math.abs(left));

describe('scores of a pair', () => {
  it('stay in their ranges and, but for confidence, do not change when the items change places', () => {
    fc.assert(
      fc.property(cells, ([k11, k12, k21, k22]) => {
        const [one, other, all] = [k11 + k12, k11 + k21, k11 + k12 + k21 + k22];
        const similarities = [cosine(k11, one, other), jaccard(k11, one, other), confidence(k11, one)];
        for (const score of similarities) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
        }
        expect(jaccard(k11, one, other)).toBeLessThanOrEqual(cosine(k11, one, other) + 1e-15);
        expect(cosine(k11, one, other)).toBe(cosine(k11, other, one));
        expect(jaccard(k11, one, other)).toBe(jaccard(k11, other, one));
        expect(lift(k11, one, other, all)).toBe(lift(k11, other, one, all));
      }),
    );
  });

  it('no orders with both score nothing, also of items without orders', () => {
    expect([jaccard(0, 0, 0), cosine(0, 0, 0), confidence(0, 0), lift(0, 0, 0, 0), shrinkage(0, 0)]).toEqual([
      0, 0, 0, 0, 0,
    ]);
  });
});

describe('log-likelihood ratio', () => {
  it('is never negative, and the same when items change places or having is called not having', () => {
    fc.assert(
      fc.property(cells, ([k11, k12, k21, k22]) => {
        const ratio = logLikelihoodRatio(k11, k12, k21, k22);
        expect(ratio).toBeGreaterThanOrEqual(0);
        expect(gap(ratio, logLikelihoodRatio(k11, k21, k12, k22))).toBeLessThan(1e-9);
        expect(gap(ratio, logLikelihoodRatio(k22, k21, k12, k11))).toBeLessThan(1e-9);
        expect(gap(ratio, logLikelihoodRatio(k12, k11, k22, k21))).toBeLessThan(1e-9);
      }),
    );
  });

  it('is what the entropies of the table give', () => {
    const entropy = (...counts: number[]): number => {
      const sum = counts.reduce((total, one) => total + one, 0);
      return counts.reduce((total, one) => total - (one === 0 ? 0 : one * Math.log(one / sum)), 0);
    };
    fc.assert(
      fc.property(cells, ([k11, k12, k21, k22]) => {
        const rows = entropy(k11 + k12, k21 + k22);
        const columns = entropy(k11 + k21, k12 + k22);
        const expected = 2 * (rows + columns - entropy(k11, k12, k21, k22));
        // The entropies cancel: of a sum of 1e7 this is what is left.
        expect(logLikelihoodRatio(k11, k12, k21, k22)).toBeCloseTo(expected, 6);
      }),
    );
  });

  it('is exactly 0 at independence, where the rows of the table are multiples of each other', () => {
    fc.assert(
      fc.property(smallCount, smallCount, smallCount, smallCount, (one, other, here, there) => {
        const ratio = signedLogLikelihoodRatio(one * here, one * there, other * here, other * there);
        expect(ratio).toBe(0);
      }),
    );
  });

  it('grows as the evidence does: n times the counts, n times the ratio', () => {
    fc.assert(
      fc.property(cells, fc.integer({ min: 2, max: 50 }), ([k11, k12, k21, k22], times) => {
        const ratio = logLikelihoodRatio(k11, k12, k21, k22);
        const scaled = logLikelihoodRatio(k11 * times, k12 * times, k21 * times, k22 * times);
        expect(gap(scaled, ratio * times)).toBeLessThan(1e-6);
      }),
    );
  });

  it('has the sign of lift above or below chance', () => {
    fc.assert(
      fc.property(cells, ([k11, k12, k21, k22]) => {
        const signed = signedLogLikelihoodRatio(k11, k12, k21, k22);
        expect(Math.abs(signed)).toBe(logLikelihoodRatio(k11, k12, k21, k22));
        const isLess = k11 * (k21 + k22) < k21 * (k11 + k12);
        if (signed !== 0) expect(signed < 0).toBe(isLess);
      }),
    );
  });

  it('refuses a negative count and one that is no number, wherever it stands', () => {
    for (const bad of [-1, Number.NaN]) {
      for (const place of [0, 1, 2, 3]) {
        const [k11 = 0, k12 = 0, k21 = 0, k22 = 0] = [5, 5, 5, 5].with(place, bad);
        expect(() => logLikelihoodRatio(k11, k12, k21, k22)).toThrow(expect.objectContaining({ code: 'score.counts' }));
        expect(() => signedLogLikelihoodRatio(k11, k12, k21, k22)).toThrow(/has to be 0 or more/);
      }
    }
  });
});

describe('weights of evidence', () => {
  it('shrinkage grows with evidence up to 1, is a half at its strength and nothing at strength 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000 }), (evidence, strength) => {
        expect(shrinkage(evidence, strength)).toBeLessThan(shrinkage(evidence + 1, strength));
        expect(shrinkage(evidence, strength)).toBeLessThan(1);
        expect(shrinkage(strength, strength)).toBe(0.5);
        expect(shrinkage(evidence, 0)).toBe(1);
      }),
    );
  });

  it('an item of a basket shares out one vote by `inverse`, and `inverse-root` lies midway by product', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), (itemCount) => {
        const [none, root, inverse] = (['none', 'inverse-root', 'inverse'] as const).map((rule) =>
          basketSizeWeight(rule, itemCount),
        );
        expect(none).toBe(1);
        expect((inverse ?? 0) * (itemCount - 1)).toBeCloseTo(1, 12);
        expect((root ?? 0) ** 2).toBeCloseTo((none ?? 0) * (inverse ?? 0), 12);
      }),
    );
    for (const rule of ['none', 'inverse-root', 'inverse'] as const) expect(basketSizeWeight(rule, 1)).toBe(0);
  });

  it('decay multiplies as ages add, halves by the half-life, and never exceeds 1', () => {
    const age = fc.double({ min: 0, max: 1_000, noNaN: true });
    const halfLife = fc.double({ min: 1, max: 1_000, noNaN: true });
    fc.assert(
      fc.property(age, age, halfLife, (first, second, halfLifeDays) => {
        const product = decayWeight(first, halfLifeDays) * decayWeight(second, halfLifeDays);
        expect(decayWeight(first + second, halfLifeDays)).toBeCloseTo(product, 12);
        expect(decayWeight(first + halfLifeDays, halfLifeDays)).toBeCloseTo(decayWeight(first, halfLifeDays) / 2, 12);
        expect(decayWeight(-first, halfLifeDays)).toBe(1);
        expect(decayWeight(first, Number.POSITIVE_INFINITY)).toBe(1);
      }),
    );
    for (const bad of [0, -1, Number.NaN]) {
      expect(() => decayWeight(1, bad)).toThrow(expect.objectContaining({ code: 'score.half-life' }));
    }
  });
});

describe('expected co-purchases of heavy buyers', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const purchases = fc.array(fc.nat(500), { maxLength: 30 });

  it('lie between none and all buyers, and grow with the share of the other item', () => {
    fc.assert(
      fc.property(share, share, purchases, (one, other, counts) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)];
        const expected = expectedCoPurchases(less, counts);
        expect(expected).toBeGreaterThanOrEqual(0);
        expect(expected).toBeLessThanOrEqual(counts.length);
        expect(expectedCoPurchases(more, counts)).toBeGreaterThanOrEqual(expected - 1e-12);
      }),
    );
  });

  it('of two groups of buyers are those of the one and the other', () => {
    fc.assert(
      fc.property(share, purchases, purchases, (one, left, right) => {
        const apart = expectedCoPurchases(one, left) + expectedCoPurchases(one, right);
        expect(expectedCoPurchases(one, [...left, ...right])).toBeCloseTo(apart, 9);
      }),
    );
  });

  it('keep their digits for an item of one sale in a trillion', () => {
    expect(expectedCoPurchases(1e-12, [3])).toBeCloseTo(3e-12, 22);
    expect(expectedCoPurchases(1, [0, 3])).toBe(1);
  });

  it('refuse a share that is none and a negative number of purchases', () => {
    expect(() => expectedCoPurchases(1.5, [1])).toThrow(expect.objectContaining({ code: 'score.share' }));
    expect(() => expectedCoPurchases(0.5, [1, -1])).toThrow(expect.objectContaining({ code: 'score.counts' }));
  });
});
