import { describe, expect, it } from 'vitest';
import { fitRepeatModel } from '../../functions/domain/repeat-buying/fit-repeat-model.ts';
import { paretoNbd } from '../../functions/domain/repeat-buying/pareto-nbd.ts';
import { integralOfPowers } from '../../functions/domain/repeat-buying/pareto-nbd-integral.ts';
import { cdnowBuyers, compress, hasCdnow } from '../support/cdnow.ts';

/** Fader & Hardie (2005), in weeks. */
const published = { r: 0.5532, alpha: 10.5763, s: 0.6063, beta: 11.6715 };
const heavyBuyer = { repeatPurchaseDays: 26, ageAtLastOrder: 30.86, age: 31 };

describe.skipIf(!hasCdnow('sample', 'Pareto/NBD on CDNOW'))('Pareto/NBD on the CDNOW sample', () => {
  it('has the published log-likelihood -9594.98 at the published parameters (Fader & Hardie 2005)', () => {
    const buyers = compress(cdnowBuyers('sample'));
    // Two decimals are published, and the parameters' rounding costs 1e-6 as the slope vanishes there.
    expect(paretoNbd.logLikelihood(published, buyers)).toBeCloseTo(-9594.98, 2);
  });

  it('is fitted to r .5532 alpha 10.5763 s .6063 beta 11.6715 (Fader & Hardie 2005)', () => {
    const fit = fitRepeatModel(paretoNbd, compress(cdnowBuyers('sample')));
    expect(fit.status).toBe('converged');
    expect(fit.logLikelihood).toBeCloseTo(-9594.976, 3);
    // The published fit stopped a little short of the top: 2e-4 of r and beta is a hundredth of a standard error or
    // less, and the likelihood here is above that at the published parameters.
    for (const name of paretoNbd.parameterNames) {
      expect(Math.abs((fit.parameters?.[name] ?? Number.NaN) / published[name] - 1)).toBeLessThan(5e-4);
    }
    expect(fit.standardErrors?.r).toBeCloseTo(0.0476, 3);
    expect(fit.standardErrors?.s).toBeCloseTo(0.187, 2);
  });
});

it('a buyer of x = 26, t_x = 30.86, T = 31 has P(alive) .9979 and 25.46 orders in 52 weeks (Pareto/NBD, CDNOW)', () => {
  // As many decimals as are published.
  expect(paretoNbd.probabilityAlive(published, heavyBuyer)).toBeCloseTo(0.9979, 4);
  expect(paretoNbd.expectedPurchaseDays(published, heavyBuyer, 52)).toBeCloseTo(25.46, 2);
});

/**
 * mpmath 1.3.0 with 80 digits at the published parameters: the literature's difference of two 2F1; the probability of a
 * purchase from its complement, no purchase while alive or before dropping out.
 */
it.each([
  [0, 0, 38.86, -0.5211873524296788, 0.2951162679091849, 0.1070533460623434, 0.06926342298871346],
  [2, 30.43, 38.86, -9.554377120498316, 0.869111017810387, 1.45507378341853, 0.5918953014880509],
  [26, 30.86, 31, -39.130245557725445, 0.9979178193194672, 20.1161355345257, 0.9761805173597626],
  [10, 20, 39, -24.670126562498595, 0.08037687998424674, 0.554870381966421, 0.07597435256229948],
  [200, 38, 40, 76.31064616178551, 0.09205297435124254, 11.87214278665904, 0.09178135920358699],
  [1000, 10, 100, 2876.222797399617, 0, 0, 0],
])(
  'x = %d, t_x = %d, T = %d has the likelihood, P(alive), orders and P(order) in 39 weeks that mpmath gives',
  (repeatPurchaseDays, ageAtLastOrder, age, logLikelihood, alive, orders, order) => {
    const buyer = { repeatPurchaseDays, ageAtLastOrder, age };
    // Differences of logarithms of the size of 5,905 (ln Gamma of 1000), each good to its last place.
    expect(Math.abs(paretoNbd.logLikelihood(published, compress([buyer])) - logLikelihood)).toBeLessThan(1e-11);
    // A logarithm good to 1e-13 is a relative error of a probability of as much; 1.3e-728, of the last, is below the least double.
    expect(paretoNbd.probabilityAlive(published, buyer)).toBeCloseTo(alive, 12);
    expect(paretoNbd.expectedPurchaseDays(published, buyer, 39)).toBeCloseTo(orders, 11);
    expect(paretoNbd.probabilityOfPurchaseWithin(published, buyer, 39)).toBeCloseTo(order, 12);
  },
);

it('a new buyer has the repeat orders in 1, 39 and 78 weeks that mpmath gives (Pareto/NBD, closed form, 40 digits)', () => {
  expect(paretoNbd.expectedPurchaseDaysOfNewBuyer(published, 1)).toBeCloseTo(0.0510061120484907, 13);
  expect(paretoNbd.expectedPurchaseDaysOfNewBuyer(published, 39)).toBeCloseTo(1.21342420767397, 12);
  expect(paretoNbd.expectedPurchaseDaysOfNewBuyer(published, 78)).toBeCloseTo(1.90988935254785, 12);
});

/** mpmath 1.3.0 with 80 digits, as a difference of two 2F1: scales far apart either way, short and long times, steep powers. */
it.each([
  [0.01, 0.25, 900, 1.1, 3000, 80.08358792409804],
  [900, 0.6, 0.02, 1.05, 2500, 0.16687108567291448],
  [10.5763, 0.5532, 11.6715, 1.6063, 39, 8.063288722761055],
  [6, 26.5, 30, 2.4, 0.001, 0.0009977551555884203],
  [40, 200.5, 0.5, 1.6, 12, 0.1316884648539352],
  [15, 3.5, 15, 2.5, 52, 2.998312656369259],
])(
  'the integral with scale %d, power %d, scale %d, power %d to %d is that of mpmath',
  (a, p, b, q, length, expected) => {
    // Rounding of sums of some hundred powers.
    expect(Math.abs(integralOfPowers(a, p, b, q, length).value / expected - 1)).toBeLessThan(1e-13);
  },
);
