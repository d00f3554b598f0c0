import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitRepeatModel } from '../../../../../functions/domain/repeat-buying/fit-repeat-model.ts';
import type { BuyerObservation } from '../../../../../functions/domain/repeat-buying/observation.ts';
import { paretoNbd } from '../../../../../functions/domain/repeat-buying/pareto-nbd.ts';
import { type Random, randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { compress } from '../../../../support/cdnow.ts';
import { logHypergeometric2F1 } from '../../../../support/log-hypergeometric.ts';
import { drawGamma } from '../../../../support/simulated-buyers.ts';

const between = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);

const parameters = fc.record({
  r: between(0.05, 5),
  alpha: between(0.5, 200),
  s: between(0.05, 5),
  beta: between(0.5, 200),
});

const buyer: fc.Arbitrary<BuyerObservation> = fc
  .record({
    repeatPurchaseDays: fc.integer({ min: 0, max: 60 }),
    age: between(1, 300),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ repeatPurchaseDays, age, share }) => ({
    repeatPurchaseDays,
    age,
    ageAtLastOrder: repeatPurchaseDays === 0 ? 0 : share * age,
  }));

const horizon = between(0.01, 500);

describe('Pareto/NBD', () => {
  it('gives the odds of having dropped out that the difference of two 2F1 gives, for alpha above and below beta', () => {
    fc.assert(
      fc.property(parameters, buyer, (fitted, seen) => {
        const { r, alpha, s, beta } = fitted;
        const shape = r + s + seen.repeatPurchaseDays;
        const isAlphaGreater = alpha >= beta;
        const greater = Math.max(alpha, beta);
        const power = isAlphaGreater ? s + 1 : r + seen.repeatPurchaseDays;
        const logTerm = (time: number): number => {
          const ratio = Math.abs(alpha - beta) / (greater + time);
          return logHypergeometric2F1(shape, power, shape + 1, ratio) - shape * Math.log(greater + time);
        };
        const atLastOrder = logTerm(seen.ageAtLastOrder);
        const atEnd = logTerm(seen.age);
        // Where the two are nearly the same their difference has no digits left to compare with.
        fc.pre(atLastOrder - atEnd > 1e-3);
        const logDifference = atLastOrder + Math.log(-Math.expm1(atEnd - atLastOrder));
        const logOdds =
          Math.log(s / shape) +
          (r + seen.repeatPurchaseDays) * Math.log(alpha + seen.age) +
          s * Math.log(beta + seen.age) +
          logDifference;
        const expected = 1 / (1 + Math.exp(logOdds));
        expect(Math.abs(paretoNbd.probabilityAlive(fitted, seen) - expected)).toBeLessThan(1e-8);
      }),
      { numRuns: 500 },
    );
  });

  it('never takes a buyer for more alive after more silence', () => {
    fc.assert(
      fc.property(parameters, buyer, horizon, (fitted, seen, silence) => {
        const later = paretoNbd.probabilityAlive(fitted, { ...seen, age: seen.age + silence });
        expect(later).toBeLessThanOrEqual(paretoNbd.probabilityAlive(fitted, seen) * (1 + 1e-12));
        expect(later).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('takes a buyer of the very end for alive', () => {
    fc.assert(
      fc.property(parameters, buyer, (fitted, seen) => {
        expect(paretoNbd.probabilityAlive(fitted, { ...seen, ageAtLastOrder: seen.age })).toBe(1);
      }),
    );
  });

  it('gives the same in any unit of time', () => {
    fc.assert(
      fc.property(parameters, buyer, horizon, between(0.1, 50), (fitted, seen, time, scale) => {
        const scaled = { ...fitted, alpha: fitted.alpha * scale, beta: fitted.beta * scale };
        const scaledSeen = { ...seen, ageAtLastOrder: seen.ageAtLastOrder * scale, age: seen.age * scale };
        const pairs = [
          [paretoNbd.probabilityAlive(fitted, seen), paretoNbd.probabilityAlive(scaled, scaledSeen)],
          [
            paretoNbd.expectedPurchaseDays(fitted, seen, time),
            paretoNbd.expectedPurchaseDays(scaled, scaledSeen, time * scale),
          ],
          [
            paretoNbd.probabilityOfPurchaseWithin(fitted, seen, time),
            paretoNbd.probabilityOfPurchaseWithin(scaled, scaledSeen, time * scale),
          ],
        ];
        for (const [one = 0, other = 0] of pairs) expect(Math.abs(one - other)).toBeLessThanOrEqual(1e-9 * (1 + one));
      }),
    );
  });

  it('expects no fewer orders, and no less probably one, in a longer time; and P(order) is at most E[orders] and P(alive)', () => {
    fc.assert(
      fc.property(parameters, buyer, horizon, horizon, (fitted, seen, time, more) => {
        const orders = paretoNbd.expectedPurchaseDays(fitted, seen, time);
        const order = paretoNbd.probabilityOfPurchaseWithin(fitted, seen, time);
        expect(paretoNbd.expectedPurchaseDays(fitted, seen, time + more)).toBeGreaterThanOrEqual(orders);
        expect(paretoNbd.probabilityOfPurchaseWithin(fitted, seen, time + more)).toBeGreaterThanOrEqual(
          order * (1 - 1e-12),
        );
        expect(order).toBeLessThanOrEqual(orders * (1 + 1e-12));
        expect(order).toBeLessThanOrEqual(paretoNbd.probabilityAlive(fitted, seen) * (1 + 1e-12));
      }),
    );
  });

  it('is continuous at s = 1, where its closed form divides 0 by 0', () => {
    fc.assert(
      fc.property(parameters, buyer, horizon, (fitted, seen, time) => {
        const at = (s: number): number => paretoNbd.expectedPurchaseDays({ ...fitted, s }, seen, time);
        expect(Math.abs(at(1 + 1e-9) / at(1) - 1)).toBeLessThan(1e-6);
        expect(Math.abs(at(1 - 1e-9) / at(1) - 1)).toBeLessThan(1e-6);
      }),
    );
  });

  it('has the slope that differences of its likelihood show', () => {
    fc.assert(
      fc.property(parameters, fc.array(buyer, { minLength: 1, maxLength: 5 }), (fitted, seen) => {
        const buyers = compress(seen);
        const { logLikelihood, slope } = paretoNbd.logLikelihoodSlope?.(fitted, buyers) ?? {};
        expect(logLikelihood).toBe(paretoNbd.logLikelihood(fitted, buyers));
        for (const name of paretoNbd.parameterNames) {
          const step = fitted[name] * 1e-5;
          const at = (value: number): number => paretoNbd.logLikelihood({ ...fitted, [name]: value }, buyers);
          const difference = (at(fitted[name] + step) - at(fitted[name] - step)) / 2e-5;
          const exact = (slope?.[name] ?? Number.NaN) * fitted[name];
          // Rounding of the likelihood, some 1e-13 of its size, over the step, and the cut of the series.
          expect(Math.abs(exact - difference)).toBeLessThan(
            1e-5 * (1 + Math.abs(exact)) + 1e-6 * Math.abs(logLikelihood ?? 0),
          );
        }
      }),
    );
  });
});

/** What became of a buyer: purchases until the end of what is observed, and in a time after it. */
function drawLife(random: Random, fitted: typeof truth, age: number, after: number) {
  const rate = drawGamma(random, fitted.r, fitted.alpha);
  const life = random.exponential(1 / drawGamma(random, fitted.s, fitted.beta));
  const times: number[] = [];
  const end = Math.min(life, age + after);
  for (let time = random.exponential(1 / rate); time <= end; time += random.exponential(1 / rate)) times.push(time);
  const known = times.filter((time) => time <= age);
  return {
    seen: { repeatPurchaseDays: known.length, ageAtLastOrder: known.at(-1) ?? 0, age },
    isAlive: life > age,
    laterOrders: times.length - known.length,
  };
}

const truth = { r: 0.8, alpha: 6, s: 1.4, beta: 30 };

describe('Pareto/NBD on simulated buyers', () => {
  const random = randomFor(11, 1);
  const lives = Array.from({ length: 20_000 }, () => drawLife(random, truth, 20 + random.below(20), 26));

  it.each([0, 1, 2, 5])('of buyers of %d repeats as many are alive and buy as often as it expects', (repeats) => {
    const group = lives.filter(({ seen }) => seen.repeatPurchaseDays === repeats);
    const check = (
      expectedOf: (seen: BuyerObservation) => number,
      actualOf: (life: (typeof lives)[number]) => number,
    ) => {
      const errors = group.map((life) => actualOf(life) - expectedOf(life.seen));
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / errors.length);
      // Four standard errors: one in 16,000, and the draws are the same each time.
      expect(Math.abs(mean)).toBeLessThan((4 * deviation) / Math.sqrt(errors.length));
    };
    expect(group.length).toBeGreaterThan(250);
    check(
      (seen) => paretoNbd.probabilityAlive(truth, seen),
      ({ isAlive }) => (isAlive ? 1 : 0),
    );
    check(
      (seen) => paretoNbd.expectedPurchaseDays(truth, seen, 26),
      ({ laterOrders }) => laterOrders,
    );
    check(
      (seen) => paretoNbd.probabilityOfPurchaseWithin(truth, seen, 26),
      ({ laterOrders }) => (laterOrders > 0 ? 1 : 0),
    );
  });

  it.each([
    [2_000, 1.5],
    [20_000, 0.4],
  ])('a fit of %d buyers gives their parameters back within four standard errors', (count, widest) => {
    const fit = fitRepeatModel(paretoNbd, compress(lives.slice(0, count).map(({ seen }) => seen)));
    expect(fit.status).toBe('converged');
    for (const name of paretoNbd.parameterNames) {
      const error = Math.abs(Math.log((fit.parameters?.[name] ?? Number.NaN) / truth[name]));
      const standardError = (fit.standardErrors?.[name] ?? Number.NaN) / (fit.parameters?.[name] ?? Number.NaN);
      // Errors are even on the scale of logarithms, on which the fit is done.
      expect(error).toBeLessThan(4 * standardError);
    }
    // How fast buyers drop out shows least of all: the standard error of s is the widest, and shrinks as the root of n.
    expect((fit.standardErrors?.s ?? Number.NaN) / truth.s).toBeLessThan(widest);
  });
});
