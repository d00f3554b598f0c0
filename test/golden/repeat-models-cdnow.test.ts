import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../functions/domain/repeat-buying/bg-nbd.ts';
import { fitRepeatModel } from '../../functions/domain/repeat-buying/fit-repeat-model.ts';
import { maximiseLikelihood } from '../../functions/domain/repeat-buying/maximum-likelihood.ts';
import { mbgNbd } from '../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nbd } from '../../functions/domain/repeat-buying/nbd.ts';
import { randomFor } from '../../functions/domain/simulation/random.ts';
import { cdnowBuyers, compress, hasCdnow } from '../support/cdnow.ts';

const isThere = hasCdnow('sample', 'repeat-buying models of CDNOW');
const observations = isThere ? cdnowBuyers('sample') : [];
const buyers = compress(observations);

describe.skipIf(!isThere)('the CDNOW sample until 1997-09-30 (Fader, Hardie & Lee 2005)', () => {
  it('has 2,357 customers, 946 repeaters and 2,457 repeat days, as their paper counts them', () => {
    const histogram = Array.from({ length: 8 }, (_, repeats) => {
      const ofThese = observations.filter(({ repeatPurchaseDays: x }) => (repeats === 7 ? x >= 7 : x === repeats));
      return ofThese.length;
    });

    expect(histogram).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expect(observations.reduce((sum, { repeatPurchaseDays }) => sum + repeatPurchaseDays, 0)).toBe(2457);
    expect(buyers.buyerCount).toBe(2357);
  });

  // Parameters are printed to four decimals and log-likelihoods to two; the likelihood is so flat at its maximum that
  // fits of different programs differ by some units of the last place of a parameter: half of 1e-3 is allowed.
  it.each([
    { model: bgNbd, parameters: { r: 0.2426, alpha: 4.4135, a: 0.7929, b: 2.4258 }, logLikelihood: -9582.43 },
    { model: mbgNbd, parameters: { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 }, logLikelihood: -9582.13 },
  ])('gives $model.name the parameters of an independent implementation', ({ model, parameters, logLikelihood }) => {
    const fit = fitRepeatModel(model, buyers);

    expect(fit.status).toBe('converged');
    expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 1);
    for (const name of model.parameterNames) {
      expect(Math.abs((fit.parameters?.[name] ?? 0) - parameters[name])).toBeLessThan(5e-4);
    }
  });

  it('gives NBD without drop-out the parameters of an independent implementation', () => {
    const fit = fitRepeatModel(nbd, buyers);

    expect(fit.logLikelihood).toBeCloseTo(-9763.66, 1);
    expect(fit.parameters?.r).toBeCloseTo(0.3848, 3);
    expect(fit.parameters?.alpha).toBeCloseTo(12.0721, 3);
  });

  it('gives BG/NBD the parameters that Fader, Hardie & Lee (2005), table 2, print', () => {
    const { parameters } = fitRepeatModel(bgNbd, buyers);

    // Printed to three decimals, hence half of the last.
    expect(Math.abs((parameters?.r ?? 0) - 0.243)).toBeLessThanOrEqual(0.0005);
    expect(Math.abs((parameters?.alpha ?? 0) - 4.414)).toBeLessThanOrEqual(0.0005);
    expect(Math.abs((parameters?.a ?? 0) - 0.793)).toBeLessThanOrEqual(0.0005);
    expect(Math.abs((parameters?.b ?? 0) - 2.426)).toBeLessThanOrEqual(0.0005);
  });

  it('foretells the repeat days of a new buyer as the BG/NBD sheet of Fader & Hardie does', () => {
    const { parameters } = fitRepeatModel(bgNbd, buyers);
    if (parameters === null) throw new Error('no fit');
    const expected = new Map([
      [0.1429, 0.0078],
      [1, 0.0532],
      [3, 0.1506],
      [31.8571, 1.0405],
      [32, 1.0437],
      [78, 1.858],
    ]);

    // Printed to four decimals, hence half of the last; the last to three.
    for (const [weeks, purchaseDays] of expected) {
      const foretold = bgNbd.expectedPurchaseDaysOfNewBuyer(parameters, weeks);
      expect(Math.abs(foretold - purchaseDays)).toBeLessThanOrEqual(weeks === 78 ? 0.0005 : 0.00005);
    }
  });

  it('foretells the customers of Fader, Hardie & Lee (2005) as the BG/NBD of other programs does', () => {
    const { parameters } = fitRepeatModel(bgNbd, buyers);
    if (parameters === null) throw new Error('no fit');
    const light = { repeatPurchaseDays: 2, ageAtLastOrder: 30.43, age: 38.86 };
    const heavy = { repeatPurchaseDays: 26, ageAtLastOrder: 30.86, age: 31 };

    // Printed to three to five decimals; the two decimals of the customer's weeks cost up to 1e-4 of what is foretold.
    expect(Math.abs(bgNbd.expectedPurchaseDays(parameters, light, 39) - 1.226)).toBeLessThan(5e-4);
    expect(Math.abs(bgNbd.probabilityAlive(parameters, light) - 0.7266)).toBeLessThan(1e-4);
    expect(Math.abs(bgNbd.probabilityAlive(parameters, heavy) - 0.96892)).toBeLessThan(1e-4);
    expect(Math.abs(bgNbd.expectedPurchaseDays(parameters, heavy, 39) - 20.75)).toBeLessThan(3e-3);
    expect(Math.abs(bgNbd.expectedPurchaseDays(parameters, heavy, 52) - 25.758)).toBeLessThan(3e-3);
  });

  it('gives P(alive) and the likelihood whatever the time unit, parameters in proportion', () => {
    const inTenths = compress(
      observations.map(({ repeatPurchaseDays, ageAtLastOrder, age }) => ({
        repeatPurchaseDays,
        ageAtLastOrder: ageAtLastOrder * 10,
        age: age * 10,
      })),
    );

    for (const model of [mbgNbd, bgNbd]) {
      const { parameters } = fitRepeatModel(model, buyers);
      const { parameters: tenfold } = fitRepeatModel(model, inTenths);
      if (parameters === null || tenfold === null) throw new Error('no fit');

      expect(tenfold.alpha / parameters.alpha).toBeCloseTo(10, 3);
      for (const buyer of observations.slice(0, 200)) {
        const { repeatPurchaseDays, ageAtLastOrder, age } = buyer;
        const slow = { repeatPurchaseDays, ageAtLastOrder: ageAtLastOrder * 10, age: age * 10 };
        const difference = model.probabilityAlive(tenfold, slow) - model.probabilityAlive(parameters, buyer);
        // The tolerance of PyMC-Marketing's test of the same.
        expect(Math.abs(difference)).toBeLessThan(1e-4);
      }
    }
  });

  it('comes to the same likelihood from 20 random starts, one by one', () => {
    const random = randomFor(20);
    // Each parameter from a twentieth to twenty times of what is usual.
    const drawn = (usual: number): number => usual * 20 ** (2 * random.unit() - 1);
    const { logLikelihood: best } = fitRepeatModel(mbgNbd, buyers);

    for (let start = 0; start < 20; start += 1) {
      const from = { r: drawn(1), alpha: drawn(27), a: drawn(1), b: drawn(1) };
      const fit = maximiseLikelihood(
        {
          parameterNames: mbgNbd.parameterNames,
          typical: { r: 1, alpha: 27, a: 1, b: 1 },
          observationCount: buyers.buyerCount,
          logLikelihood: (parameters) => mbgNbd.logLikelihood(parameters, buyers),
          logLikelihoodSlope: (parameters) =>
            mbgNbd.logLikelihoodSlope?.(parameters, buyers) ?? { logLikelihood: Number.NaN, slope: parameters },
        },
        {},
        from,
      );

      // A slope of 1e-6 a buyer leaves at most 1e-6 of the 9582.
      expect(Math.abs((fit.logLikelihood ?? 0) - (best ?? 0))).toBeLessThan(1e-4);
    }
  });

  it('says that nearly four in ten one-time buyers are alive after 39 weeks, and for how long that stays above .1', () => {
    const { parameters } = fitRepeatModel(mbgNbd, buyers);
    if (parameters === null) throw new Error('no fit');
    const aliveAfter = (weeks: number): number =>
      mbgNbd.probabilityAlive(parameters, { repeatPurchaseDays: 0, ageAtLastOrder: 0, age: weeks });

    expect(aliveAfter(39)).toBeCloseTo(0.39, 2);
    expect(aliveAfter(23.5 * 52.18)).toBeGreaterThan(0.1);
    expect(aliveAfter(24.5 * 52.18)).toBeLessThan(0.1);
  });
});
