import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { independentColumns } from '../../../../../functions/domain/math/independent-columns.ts';
import { likelihoodRatioChance } from '../../../../../functions/domain/math/likelihood-ratio.ts';
import {
  fitLogistic,
  type LogisticFit,
  logChance,
  logOddsOf,
} from '../../../../../functions/domain/math/logistic-regression.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';

/** Rows of a two-by-two table: `a` exposed with the outcome, `b` exposed without, `c` and `d` the same not exposed. */
function table(a: number, b: number, c: number, d: number) {
  const rows = [
    ...Array.from({ length: a }, () => [1, 1]),
    ...Array.from({ length: b }, () => [1, 0]),
    ...Array.from({ length: c }, () => [0, 1]),
    ...Array.from({ length: d }, () => [0, 0]),
  ];
  return {
    exposed: Float64Array.from(rows, ([exposed = 0]) => exposed),
    outcomes: Uint8Array.from(rows, ([, outcome = 0]) => outcome),
  };
}

const errorOf = (fit: LogisticFit, place: number, of: 'covariance' | 'robustCovariance' = 'covariance'): number =>
  Math.sqrt(fit[of]?.[place]?.[place] ?? Number.NaN);

/** A sample whose log-odds are .3 + .8 u - .5 v, with u and v uniform in -1 to 1. */
function drawn(seed: number, count: number) {
  const random = randomFor(seed);
  const u = new Float64Array(count).map(() => 2 * random.unit() - 1);
  const v = new Float64Array(count).map(() => 2 * random.unit() - 1);
  const outcomes = Uint8Array.from(u, (value, row) =>
    random.chance(1 / (1 + Math.exp(-(0.3 + 0.8 * value - 0.5 * (v[row] ?? 0))))) ? 1 : 0,
  );
  return { u, v, outcomes };
}

describe('logistic regression', () => {
  it.each([
    [20, 10, 15, 30],
    [3, 7, 40, 60],
    [120, 880, 95, 905],
  ])('of a two-by-two table is the log odds ratio with its error: %d %d %d %d', (a, b, c, d) => {
    const { exposed, outcomes } = table(a, b, c, d);
    const fit = fitLogistic([exposed], outcomes);
    expect(fit.status).toBe('converged');
    // Closed forms: ln(c/d), ln(ad/bc), sqrt(1/a + 1/b + 1/c + 1/d) (Woolf 1955); the table is saturated, so that the
    // error that allows for another shape is the same.
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(c / d), 12);
    expect(fit.coefficients[1]).toBeCloseTo(Math.log((a * d) / (b * c)), 12);
    expect(errorOf(fit, 1)).toBeCloseTo(Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), 12);
    expect(errorOf(fit, 1, 'robustCovariance')).toBeCloseTo(Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), 12);
  });

  it('without columns is the log-odds of the share, and its likelihood that of the share', () => {
    const fit = fitLogistic([], Uint8Array.from([1, 1, 1, 0]));
    expect(fit.coefficients[0]).toBeCloseTo(Math.log(3), 12);
    expect(fit.logLikelihood).toBeCloseTo(3 * Math.log(0.75) + Math.log(0.25), 12);
  });

  it('tests a table as the G test does', () => {
    const { exposed, outcomes } = table(20, 10, 15, 30);
    const gain = fitLogistic([exposed], outcomes).logLikelihood - fitLogistic([], outcomes).logLikelihood;
    // G = 2 sum O ln(O / E) by hand, with E from the margins 30, 45 and 35, 40.
    const cells = [
      [20, (30 * 35) / 75],
      [10, (30 * 40) / 75],
      [15, (45 * 35) / 75],
      [30, (45 * 40) / 75],
    ] as const;
    const statistic = 2 * cells.reduce((sum, [seen, due]) => sum + seen * Math.log(seen / due), 0);
    expect(2 * gain).toBeCloseTo(statistic, 10);
  });

  it('finds what was planted, and its robust error agrees where the shape is right', () => {
    const { u, v, outcomes } = drawn(3, 20_000);
    const fit = fitLogistic([u, v], outcomes);
    // Four standard errors: one seed in 16,000 misses.
    for (const [place, planted] of [0.3, 0.8, -0.5].entries()) {
      expect(Math.abs((fit.coefficients[place] ?? 0) - planted)).toBeLessThan(4 * errorOf(fit, place));
      expect(errorOf(fit, place, 'robustCovariance') / errorOf(fit, place)).toBeCloseTo(1, 1);
    }
  });

  it('has no score left at the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { u, v, outcomes } = drawn(seed, 200);
        const fit = fitLogistic([u, v], outcomes);
        const odds = logOddsOf(fit, [u, v], 200);
        for (const column of [u.map(() => 1), u, v]) {
          const score = column.reduce(
            (sum, value, row) => sum + value * ((outcomes[row] ?? 0) - 1 / (1 + Math.exp(-(odds[row] ?? 0)))),
            0,
          );
          expect(Math.abs(score)).toBeLessThan(1e-8);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('takes a column in any unit: the coefficient scales, the likelihood and the others stay', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: -3, max: 3, noNaN: true }), (seed, power) => {
        const { u, v, outcomes } = drawn(seed, 200);
        const scale = 10 ** power;
        const plain = fitLogistic([u, v], outcomes);
        const scaled = fitLogistic([u.map((value) => value * scale), v], outcomes);
        expect((scaled.coefficients[1] ?? 0) * scale).toBeCloseTo(plain.coefficients[1] ?? Number.NaN, 7);
        expect(scaled.coefficients[2]).toBeCloseTo(plain.coefficients[2] ?? Number.NaN, 7);
        expect(scaled.logLikelihood).toBeCloseTo(plain.logLikelihood, 8);
        expect(errorOf(scaled, 1) * scale).toBeCloseTo(errorOf(plain, 1), 7);
      }),
      { numRuns: 40 },
    );
  });

  it('says where an outcome is certain, whole or in a part of the rows', () => {
    const line = Float64Array.from({ length: 40 }, (_, row) => row);
    const half = Uint8Array.from({ length: 40 }, (_, row) => (row < 20 ? 0 : 1));
    expect(fitLogistic([line], half)).toMatchObject({ status: 'separated', covariance: null });
    const { exposed, outcomes } = table(5, 0, 20, 30);
    expect(fitLogistic([exposed], outcomes)).toMatchObject({ status: 'separated', robustCovariance: null });
    expect(fitLogistic([], new Uint8Array(5))).toMatchObject({ status: 'separated' });
  });

  it('says where columns tell the same, and refuses columns of other lengths', () => {
    const { u, outcomes } = drawn(1, 100);
    const same = fitLogistic([u, u], outcomes);
    expect(same.covariance).toBeNull();
    expect(same.status).toBe('dependent');
    expect(() => fitLogistic([new Float64Array(3)], outcomes)).toThrow(/a column of 3 rows beside 100 outcomes/);
  });

  it('tells the chance of an outcome at any log-odds without overflow', () => {
    expect(logChance(0, 1)).toBeCloseTo(Math.log(0.5), 15);
    expect(logChance(800, 0)).toBe(-800);
    expect(logChance(-800, 0)).toBeCloseTo(0, 15);
  });
});

it('likelihood ratios have the chances of a chi-square table', () => {
  // 3.841 and 6.635 are the 5% and 1% points of one degree of freedom.
  expect(likelihoodRatioChance(3.841459 / 2, 1)).toBeCloseTo(0.05, 7);
  expect(likelihoodRatioChance(6.634897 / 2, 1)).toBeCloseTo(0.01, 7);
  expect(likelihoodRatioChance(11.070498 / 2, 5)).toBeCloseTo(0.05, 7);
  expect(likelihoodRatioChance(-1e-12, 1)).toBe(1);
});

describe('independent columns', () => {
  const columns = (...rows: readonly (readonly number[])[]) => rows.map((row) => Float64Array.from(row));
  it('leaves out what has no spread and what the columns before tell already', () => {
    const given = columns([1, 2, 3, 4], [7, 7, 7, 7], [0, 1, 0, 1], [3, 4, 7, 8], [0, 0, 0, 1]);
    // The fourth is 2 x the first - the third + 1.
    expect(independentColumns(given)).toEqual([0, 2, 4]);
    expect(independentColumns(columns([0.1, 0.1, 0.1]))).toEqual([]);
  });

  it('keeps columns of any unit', () => {
    expect(independentColumns(columns([1e-9, 2e-9, 4e-9], [1e9, 3e9, 1e9]))).toEqual([0, 1]);
  });
});
