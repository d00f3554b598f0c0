import { describe, expect, it } from 'vitest';
import { lifetimeValue } from '../../functions/domain/repeat-buying/customer-lifetime-value.ts';
import { expectedSpend, fitGammaGamma } from '../../functions/domain/repeat-buying/gamma-gamma.ts';
import { paretoNbd } from '../../functions/domain/repeat-buying/pareto-nbd.ts';
import { cdnowBuyers, hasCdnow } from '../support/cdnow.ts';

const published = { p: 6.25, q: 3.74, v: 15.44 };

describe.skipIf(!hasCdnow('sample', 'Gamma-Gamma on CDNOW'))('Gamma-Gamma on the CDNOW sample', () => {
  it('is fitted to p 6.25 q 3.74 v 15.44 with log-likelihood -4055.92 on 946 repeaters (Fader & Hardie 2013)', () => {
    const fit = fitGammaGamma(cdnowBuyers('sample'));
    expect(fit.status).toBe('converged');
    expect(fit.spenders).toBe(946);
    expect(fit.leftOutWithoutSpend).toBe(0);
    // As many decimals as are published.
    expect(fit.parameters?.p).toBeCloseTo(6.25, 2);
    expect(fit.parameters?.q).toBeCloseTo(3.74, 2);
    expect(fit.parameters?.v).toBeCloseTo(15.44, 2);
    expect(fit.logLikelihood).toBeCloseTo(-4055.92, 2);
  });

  it('has a correlation of .1139 between frequency and spend', () => {
    expect(fitGammaGamma(cdnowBuyers('sample')).correlationOfFrequencyAndSpend).toBeCloseTo(0.1139, 4);
  });
});

it('the mean spend of the population is 35.22 at the published parameters (Fader & Hardie 2013)', () => {
  expect(expectedSpend(published, { repeatPurchaseDays: 0, meanRepeatSpend: 0 })).toBeCloseTo(35.22, 2);
});

it('two repeats of 22.50 on average give an expected spend of 24.7867, by mpmath', () => {
  expect(expectedSpend(published, { repeatPurchaseDays: 2, meanRepeatSpend: 22.5 })).toBeCloseTo(24.7867454068241, 12);
});

/** mpmath 1.3.0 with 40 digits, the sum over months: Pareto/NBD at the published parameters, x 2, t_x 30.43, T 38.86 weeks. */
it.each([
  [0, 46.0027697396561],
  [0.01, 43.3289681508676],
])('12 months at a discount of %d a month are worth what mpmath gives', (discountRatePerMonth, expected) => {
  const buyer = { repeatPurchaseDays: 2, ageAtLastOrder: 30.43, age: 38.86 };
  const parameters = { r: 0.5532, alpha: 10.5763, s: 0.6063, beta: 11.6715 };
  const spend = expectedSpend(published, { ...buyer, meanRepeatSpend: 22.5 }) ?? Number.NaN;
  const value = lifetimeValue((horizon) => paretoNbd.expectedPurchaseDays(parameters, buyer, horizon), spend, {
    unit: 'week',
    discountRatePerMonth,
  });
  expect(value).toBeCloseTo(expected, 10);
});
