import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../../../../functions/domain/repeat-buying/bg-nbd.ts';
import type { CompressedBuyers } from '../../../../../functions/domain/repeat-buying/compressed-buyers.ts';
import { fitRepeatModel } from '../../../../../functions/domain/repeat-buying/fit-repeat-model.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nbd } from '../../../../../functions/domain/repeat-buying/nbd.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { compress } from '../../../../support/cdnow.ts';
import { type DropoutKind, drawBuyer } from '../../../../support/simulated-buyers.ts';

/** Far from 1 and from each other, so that no two could be mistaken. */
const truth = { r: 0.6, alpha: 8, a: 0.7, b: 2.2 };

/** Buyers of 20 to 100 weeks. */
function simulated(kind: DropoutKind, buyerCount: number): CompressedBuyers {
  const observations = Array.from({ length: buyerCount }, (_, buyer) => {
    const random = randomFor(7, buyer);
    return drawBuyer(random, kind, truth, 20 + 80 * random.unit());
  });
  return compress(observations);
}

describe('the fit of a repeat-buying model', () => {
  it.each([{ kind: 'mbgNbd', model: mbgNbd } as const, { kind: 'bgNbd', model: bgNbd } as const])(
    'gives $kind back the parameters of simulated buyers, the closer the more there are',
    ({ kind, model }) => {
      const [few, many] = [2_000, 32_000].map((buyerCount) => fitRepeatModel(model, simulated(kind, buyerCount)));

      for (const fit of [few, many]) {
        for (const name of model.parameterNames) {
          const error = (fit?.parameters?.[name] ?? Number.NaN) - truth[name];
          // Four standard errors, of which one parameter in 16,000 would miss; they shrink with the root of n.
          expect(Math.abs(error)).toBeLessThan(4 * (fit?.standardErrors?.[name] ?? 0));
        }
      }
      for (const name of model.parameterNames) {
        const shrunk = (few?.standardErrors?.[name] ?? 0) / (many?.standardErrors?.[name] ?? 0);
        // 4 for 16 times the buyers; the curvature of the few is itself estimated, to a fifth or so for b.
        expect(shrunk).toBeGreaterThan(2);
        expect(shrunk).toBeLessThan(8);
      }
    },
  );

  it('climbs a gradient that is the slope of the likelihood', () => {
    const buyers = simulated('mbgNbd', 500);

    for (const model of [bgNbd, mbgNbd]) {
      const closed = model.logLikelihoodSlope?.(truth, buyers);
      expect(closed?.logLikelihood).toBe(model.logLikelihood(truth, buyers));
      for (const name of model.parameterNames) {
        const at = (by: number): number => model.logLikelihood({ ...truth, [name]: truth[name] + by }, buyers);
        // Central differences of 1e-4: the cubic term and rounding leave 1e-6 of the slope of some hundreds.
        expect(closed?.slope[name]).toBeCloseTo((at(1e-4) - at(-1e-4)) / 2e-4, 3);
      }
    }
    const closed = nbd.logLikelihoodSlope?.(truth, buyers);
    const at = (r: number, alpha: number): number => nbd.logLikelihood({ r, alpha }, buyers);
    expect(closed?.slope.r).toBeCloseTo((at(0.6001, 8) - at(0.5999, 8)) / 2e-4, 3);
    expect(closed?.slope.alpha).toBeCloseTo((at(0.6, 8.0001) - at(0.6, 7.9999)) / 2e-4, 3);
  });

  it('finds the same with the gradient in closed form and by differences', () => {
    const buyers = simulated('mbgNbd', 2_000);
    const { logLikelihoodSlope: _, ...withoutSlope } = mbgNbd;

    const closed = fitRepeatModel(mbgNbd, buyers);
    const byDifferences = fitRepeatModel(withoutSlope, buyers);

    expect(byDifferences.logLikelihood).toBeCloseTo(closed.logLikelihood ?? 0, 6);
    expect(byDifferences.standardErrors?.b).toBeCloseTo(closed.standardErrors?.b ?? 0, 3);
  });

  it('has standard errors that are the spread of the estimates', () => {
    const fits = Array.from({ length: 60 }, (_, shop) => {
      const observations = Array.from({ length: 1_000 }, (__, buyer) => {
        const random = randomFor(11, shop, buyer);
        const age = 20 + 80 * random.unit();
        return drawBuyer(random, 'bgNbd', truth, age);
      });
      return fitRepeatModel(nbd, compress(observations), { starts: 1 });
    });

    const shapes = fits.map(({ parameters }) => parameters?.r ?? Number.NaN);
    const mean = shapes.reduce((sum, value) => sum + value, 0) / shapes.length;
    const spread = Math.sqrt(shapes.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (shapes.length - 1));
    const stated = fits.reduce((sum, { standardErrors }) => sum + (standardErrors?.r ?? 0), 0) / fits.length;

    // A spread of 60 is known to 9%; NBD does not hold for buyers who drop out, which costs some more.
    expect(spread / stated).toBeGreaterThan(0.7);
    expect(spread / stated).toBeLessThan(1.4);
  });

  it('is not tried with too little history, and says what is lacking', () => {
    const buyers = simulated('mbgNbd', 400);

    const fit = fitRepeatModel(mbgNbd, buyers, { gate: { historyDays: 150 } });

    expect(fit).toEqual({
      parameters: null,
      logLikelihood: null,
      standardErrors: null,
      status: 'too-little-history',
      reason: 'too little history for a model: 150 days of history, and 180 are needed; 400 buyers, and 500 are needed',
    });
    expect(fitRepeatModel(nbd, buyers, { gate: { historyDays: 180, minimumBuyers: 400 } }).status).toBe('converged');
  });

  it('says that there is none where the buyers show no drop-out to be measured', () => {
    // Everyone buys each tenth week, to the end: the drop-out probability is as small as can be.
    const loyal = Array.from({ length: 600 }, () => ({ repeatPurchaseDays: 9, ageAtLastOrder: 90, age: 91 }));

    const fit = fitRepeatModel(mbgNbd, compress(loyal));

    expect(fit.status).toBe('failed');
    expect(fit.parameters).toBeNull();
    expect(fit.reason).toMatch(/^no best fit was found: the likelihood rises as (a falls|b grows|r grows)/);
  });

  it('says that there is none for buyers of today', () => {
    const fit = fitRepeatModel(mbgNbd, compress([{ repeatPurchaseDays: 0, ageAtLastOrder: 0, age: 0 }]));

    expect(fit).toMatchObject({ status: 'failed', reason: 'no time has passed since the first purchase of any buyer' });
  });

  it('says that there is none where nobody came again', () => {
    const once = Array.from({ length: 600 }, (_, buyer) => ({ repeatPurchaseDays: 0, ageAtLastOrder: 0, age: buyer }));

    const fit = fitRepeatModel(mbgNbd, compress(once));

    expect(fit).toMatchObject({ status: 'failed', reason: 'no buyer has bought on a second day' });
  });
});
