import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../functions/domain/repeat-buying/bg-nbd.ts';
import { mbgNbd } from '../../functions/domain/repeat-buying/mbg-nbd.ts';
import { compress } from '../support/cdnow.ts';

/** As Fader, Hardie & Lee (2005) print them for CDNOW, in weeks. */
const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };

describe('BG/NBD with the published parameters of CDNOW', () => {
  it('has P(X(39) = 0) = .5737864 (lifetimes, test_estimation.py)', () => {
    const newBuyer = { repeatPurchaseDays: 0, ageAtLastOrder: 0, age: 0 };

    const none = 1 - bgNbd.probabilityOfPurchaseWithin(published, newBuyer, 39);

    // Printed to seven decimals.
    expect(Math.abs(none - 0.5737864)).toBeLessThan(5e-8);
  });

  // Fader & Hardie (2009), Probability Models for Customer-Base Analysis: the more purchases before a long silence, the
  // fewer are expected. Printed to four decimals; with parameters of three decimals the first differs by up to 2e-4.
  it.each([
    [10, 0.3474],
    [15, 0.0428],
    [20, 0.0042],
    [25, 0.0004],
  ])('expects of x = %i, t_x = 20, T = 39 in the next 52 weeks %f', (repeatPurchaseDays, expected) => {
    const foretold = bgNbd.expectedPurchaseDays(published, { repeatPurchaseDays, ageAtLastOrder: 20, age: 39 }, 52);

    expect(Math.abs(foretold - expected)).toBeLessThan(2e-4);
  });
});

describe('BG/NBD at hard points', () => {
  const parameters = { r: 0.25, alpha: 4, a: 0.8, b: 2.5 };
  const logLikelihood = (repeatPurchaseDays: number, ageAtLastOrder: number): number =>
    bgNbd.logLikelihood(parameters, compress([{ repeatPurchaseDays, ageAtLastOrder, age: 40 }]));

  // Fader & Hardie (2019), A Step-by-Step Derivation of the BG/NBD Model, appendix on numerical stability, which
  // PyMC-Marketing's test_beta_geo.py pins too. Eight and seven digits are printed.
  it('has the log-likelihood of a buyer without a repeat that PyMC-Marketing pins', () => {
    expect(Math.abs(logLikelihood(0, 0) - -0.59947382)).toBeLessThan(5e-9);
  });

  it('has the log-likelihood of a buyer with 200 repeats that PyMC-Marketing pins', () => {
    expect(Math.abs(logLikelihood(200, 38) - 100.7957)).toBeLessThan(5e-5);
  });

  it('does not overflow in P(alive | 1000, 10, 100), where the odds of being gone are 10^860 (lifetimes)', () => {
    const silent = { repeatPurchaseDays: 1000, ageAtLastOrder: 10, age: 100 };

    for (const model of [bgNbd, mbgNbd]) {
      // The true probability is below the least double.
      expect(model.probabilityAlive(published, silent)).toBe(0);
      expect(model.expectedPurchaseDays(published, silent, 52)).toBe(0);
      expect(model.probabilityOfPurchaseWithin(published, silent, 52)).toBe(0);
      expect(Number.isFinite(model.logLikelihood(published, compress([silent])))).toBe(true);
    }
  });
});

// The fit of BG/NBD and MBG/NBD to CDNOW to four decimals, so that these numbers need no data.
const fitted = { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 };
const fittedWithFirstDropOut = { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 };

describe('the fits of CDNOW by their parameters alone', () => {
  it.each([
    [0.1429, 0.0078, 1e-4],
    [1, 0.0532, 1e-4],
    [3, 0.1506, 1e-4],
    [31.8571, 1.0405, 3e-4],
    [32, 1.0437, 3e-4],
    [78, 1.858, 1e-3],
  ])('a new buyer has in %f weeks %f repeat days (BG/NBD sheet of Fader & Hardie)', (weeks, days, tolerance) => {
    // Half of the last decimal printed, and what four decimals of the parameters leave open.
    expect(Math.abs(bgNbd.expectedPurchaseDaysOfNewBuyer(fitted, weeks) - days)).toBeLessThan(tolerance);
  });

  it('the customers of Fader, Hardie & Lee (2005) are foretold as by other programs', () => {
    const light = { repeatPurchaseDays: 2, ageAtLastOrder: 30.43, age: 38.86 };
    const heavy = { repeatPurchaseDays: 26, ageAtLastOrder: 30.86, age: 31 };

    expect(Math.abs(bgNbd.expectedPurchaseDays(fitted, light, 39) - 1.226)).toBeLessThan(1e-3);
    expect(Math.abs(bgNbd.probabilityAlive(fitted, light) - 0.7266)).toBeLessThan(2e-4);
    expect(Math.abs(bgNbd.probabilityAlive(fitted, heavy) - 0.96892)).toBeLessThan(1e-4);
    expect(Math.abs(bgNbd.expectedPurchaseDays(fitted, heavy, 39) - 20.75)).toBeLessThan(4e-3);
    expect(Math.abs(bgNbd.expectedPurchaseDays(fitted, heavy, 52) - 25.758)).toBeLessThan(4e-3);
  });

  it('a one-time buyer is alive with .39 after 39 weeks and with .1 after 24 years only (MBG/NBD)', () => {
    const aliveAfter = (weeks: number): number =>
      mbgNbd.probabilityAlive(fittedWithFirstDropOut, { repeatPurchaseDays: 0, ageAtLastOrder: 0, age: weeks });

    // Printed to two decimals, and to a year.
    expect(aliveAfter(39)).toBeCloseTo(0.39, 2);
    expect(aliveAfter(23.5 * 52.18)).toBeGreaterThan(0.1);
    expect(aliveAfter(24.5 * 52.18)).toBeLessThan(0.1);
  });
});
