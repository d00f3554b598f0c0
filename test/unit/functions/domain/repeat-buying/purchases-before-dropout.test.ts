import { describe, expect, it } from 'vitest';
import { logBeta } from '../../../../../functions/domain/math/log-beta.ts';
import { purchasesBeforeDropout } from '../../../../../functions/domain/repeat-buying/purchases-before-dropout.ts';

/** The expectation of (1 - (A/(A + pt))^r) / p over p of Beta(a, b), by the trapezoidal rule over the logit of p. */
function byIntegration(shape: number, scale: number, a: number, b: number, horizon: number): number {
  const step = 0.05;
  let sum = 0;
  for (let logit = -60 / Math.min(a, 1); logit < 60 / Math.min(b, 1); logit += step) {
    const logDropout = -Math.log1p(Math.exp(-logit));
    const logSurvival = -Math.log1p(Math.exp(logit));
    const bought = -Math.expm1(-shape * Math.log1p((Math.exp(logDropout) * horizon) / scale));
    sum += step * Math.exp((a - 1) * logDropout + b * logSurvival - logBeta(a, b)) * bought;
  }
  return sum;
}

/** 2F1(a, b; c; z) by its series (DLMF 15.2.1), for z well below 1. */
function hypergeometric(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 0; term > 1e-17 * sum; n += 1) {
    term *= (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    sum += term;
  }
  return sum;
}

/** Formula (10) of Fader, Hardie & Lee (2005), without P(alive). */
function byClosedForm(shape: number, scale: number, a: number, b: number, horizon: number): number {
  const power = (scale / (scale + horizon)) ** shape;
  const series = hypergeometric(shape, b, a + b - 1, horizon / (scale + horizon));
  return ((a + b - 1) / (a - 1)) * (1 - power * series);
}

describe('purchases before drop-out', () => {
  // Shapes and parameters of one-time buyers, heavy buyers, drop-out near certain and near none; horizons of days to
  // twenty years. The sum leaves out 1e-15 and adds at most some hundred rounding errors.
  it.each([
    [0.5248, 6.183, 0.8914, 2.614, 52],
    [2.5248, 45, 0.8914, 4.614, 39],
    [26.2426, 35.4, 0.7929, 28.4, 52],
    [0.25, 4, 0.1, 0.3, 1000],
    [3, 0.5, 4, 0.2, 1],
    [40, 10, 1, 3, 300],
    [1000, 50, 2, 900, 52],
  ])('are the integral over the drop-out probability: r+x %f, scale %f, a %f, b %f, horizon %f', (...given) => {
    const expected = byIntegration(...given);

    expect(Math.abs(purchasesBeforeDropout(...given) / expected - 1)).toBeLessThan(1e-10);
  });

  it.each([
    [0.5248, 6.183, 0.8914, 2.614, 52],
    [2.2426, 43.27, 0.7929, 4.4258, 39],
    [26.2426, 35.4, 0.7929, 28.4, 52],
    [3, 40, 2.5, 3, 100],
  ])('are the closed form with 2F1 of Fader, Hardie & Lee (2005) where a is not near 1', (...given) => {
    // The closed form takes a difference from 1 and divides by a - 1: some digits of its 16 are lost.
    expect(purchasesBeforeDropout(...given) / byClosedForm(...given)).toBeCloseTo(1, 9);
  });

  it('pass a = 1 smoothly, where the closed form divides 0 by 0', () => {
    const at = (a: number): number => purchasesBeforeDropout(2.5, 45, a, 4.6, 52);

    expect(byClosedForm(2.5, 45, 1, 4.6, 52)).not.toBeLessThan(Number.POSITIVE_INFINITY);
    // What they change by over 2e-9 of a is far below the tolerance.
    expect(Math.abs(at(1 + 1e-9) / at(1) - 1)).toBeLessThan(1e-8);
    expect(Math.abs(at(1 - 1e-9) / at(1) - 1)).toBeLessThan(1e-8);
    expect(at(0.999)).toBeGreaterThan(at(1));
    expect(at(1)).toBeGreaterThan(at(1.001));
  });

  it('are none at once, and nearly the rate times the time in a short one', () => {
    expect(purchasesBeforeDropout(2, 40, 1, 3, 0)).toBe(0);
    expect(purchasesBeforeDropout(2, 40, 1, 3, 1e-6)).toBeCloseTo((2 / 40) * 1e-6, 12);
  });

  it('do not overflow for buyers of thousands of purchases', () => {
    // As good as certain: a rate of 5,000 in 100 days, and drop-out after one in 10^6.
    expect(purchasesBeforeDropout(5000, 100, 1, 1e6, 50)).toBeCloseTo(2497, -1);
  });
});
