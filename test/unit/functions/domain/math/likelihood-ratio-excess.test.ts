import { describe, expect, it } from 'vitest';
import { likelihoodRatioExcess } from '../../../../../functions/domain/math/likelihood-ratio-excess.ts';
import { fitLogistic } from '../../../../../functions/domain/math/logistic-regression.ts';
import { type Random, randomFor } from '../../../../../functions/domain/simulation/random.ts';

describe('the excess of a likelihood ratio', () => {
  it.each([
    [40, 0.5],
    [60, 0.2],
  ])(
    'of a single share is (1 - w) / (6 n w), w = p (1 - p): the Bartlett factor of the binomial (n %i, p %f)',
    (n, p) => {
      const outcomes = Uint8Array.from({ length: n }, (_, row) => (row < n * p ? 1 : 0));
      const w = p * (1 - p);
      expect(likelihoodRatioExcess([], fitLogistic([], outcomes), n)).toBeCloseTo((1 - w) / (6 * n * w), 8);
    },
  );

  it('is what ratios of small samples exceed their degrees by, in the mean over 1,000 of them', () => {
    const rows = 80;
    const normal = (random: Random): number =>
      Array.from({ length: 12 }, () => random.unit()).reduce((a, b) => a + b) - 6;
    let [ratios, foretold, count] = [0, 0, 0];
    for (let seed = 0; seed < 1_000; seed += 1) {
      const random = randomFor(seed);
      const columns = Array.from({ length: 6 }, () => Float64Array.from({ length: rows }, () => normal(random)));
      const outcomes = Uint8Array.from({ length: rows }, () => (random.chance(0.4) ? 1 : 0));
      const [larger, smaller] = [fitLogistic(columns, outcomes), fitLogistic(columns.slice(0, 3), outcomes)];
      if (larger.status !== 'converged') continue;
      ratios += 2 * (larger.logLikelihood - smaller.logLikelihood);
      foretold +=
        3 + likelihoodRatioExcess(columns, larger, rows) - likelihoodRatioExcess(columns.slice(0, 3), smaller, rows);
      count += 1;
    }
    // The mean of 1,000 ratios of three degrees has a standard error of sqrt(6 / 1,000) = .08; without the excess it is .3 off.
    expect(foretold / count).toBeGreaterThan(3.2);
    expect(Math.abs(ratios - foretold) / count).toBeLessThan(0.16);
  });

  it('does not depend on the scale or the order of the columns', () => {
    const random = randomFor(3);
    const columns = Array.from({ length: 3 }, () => Float64Array.from({ length: 90 }, () => random.unit()));
    const outcomes = Uint8Array.from({ length: 90 }, () => (random.chance(0.3) ? 1 : 0));
    const [first = columns[0], ...others] = columns;
    const turned = [...others, first?.map((value) => 10 * value + 3) ?? new Float64Array()];
    const excess = (some: readonly Float64Array[]) => likelihoodRatioExcess(some, fitLogistic(some, outcomes), 90);
    expect(excess(turned)).toBeCloseTo(excess(columns), 6);
  });
});
