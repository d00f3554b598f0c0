import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lifetimeValue } from '../../../../../functions/domain/repeat-buying/customer-lifetime-value.ts';
import {
  expectedSpend,
  fitGammaGamma,
  type Spender,
} from '../../../../../functions/domain/repeat-buying/gamma-gamma.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nextOrderWait } from '../../../../../functions/domain/repeat-buying/next-order.ts';
import { daysOfUnit } from '../../../../../functions/domain/repeat-buying/observation.ts';
import { paretoNbd } from '../../../../../functions/domain/repeat-buying/pareto-nbd.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { drawGamma } from '../../../../support/simulated-buyers.ts';

const between = (min: number, max: number) =>
  fc.double({ min: Math.log(min), max: Math.log(max), noNaN: true }).map(Math.exp);

describe('lifetime value', () => {
  const parameters = { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 };
  const buyer = fc
    .record({
      repeatPurchaseDays: fc.integer({ min: 1, max: 30 }),
      ageAtLastOrder: between(1, 60),
      silence: between(0.1, 60),
    })
    .map(({ silence, ...seen }) => ({ ...seen, age: seen.ageAtLastOrder + silence }));
  const discount = fc.double({ min: 0, max: 0.2, noNaN: true });
  const months = fc.integer({ min: 1, max: 36 });

  it('without a discount is spend times the orders expected in the whole horizon, so months add up', () => {
    fc.assert(
      fc.property(buyer, months, between(0.1, 1000), (seen, horizonMonths, spend) => {
        const expected = (horizon: number): number => mbgNbd.expectedPurchaseDays(parameters, seen, horizon);
        const value = lifetimeValue(expected, spend, { unit: 'week', horizonMonths, discountRatePerMonth: 0 });
        const whole = spend * expected((horizonMonths * 30.4375) / 7);
        expect(Math.abs(value - whole)).toBeLessThanOrEqual(1e-10 * whole);
      }),
    );
  });

  it('is no more with more discount, no less with more months, and in proportion to spend', () => {
    fc.assert(
      fc.property(buyer, months, discount, discount, (seen, horizonMonths, rate, more) => {
        const expected = (horizon: number): number => mbgNbd.expectedPurchaseDays(parameters, seen, horizon);
        const worth = (spend: number, horizon: number, discountRatePerMonth: number): number =>
          lifetimeValue(expected, spend, { unit: 'week', horizonMonths: horizon, discountRatePerMonth });
        const value = worth(10, horizonMonths, rate);
        expect(worth(10, horizonMonths, rate + more)).toBeLessThanOrEqual(value);
        expect(worth(10, horizonMonths + 1, rate)).toBeGreaterThanOrEqual(value);
        expect(Math.abs(worth(20, horizonMonths, rate) - 2 * value)).toBeLessThanOrEqual(1e-12 * value);
      }),
    );
  });

  it('is the same whether the model counts days, weeks or months', () => {
    const inWeeks = { r: 0.5532, alpha: 10.5763, s: 0.6063, beta: 11.6715 };
    fc.assert(
      fc.property(buyer, discount, (seen, discountRatePerMonth) => {
        const values = (['day', 'week', 'month'] as const).map((unit) => {
          const scale = daysOfUnit.week / daysOfUnit[unit];
          const scaled = { ...inWeeks, alpha: inWeeks.alpha * scale, beta: inWeeks.beta * scale };
          const scaledSeen = { ...seen, ageAtLastOrder: seen.ageAtLastOrder * scale, age: seen.age * scale };
          const expected = (horizon: number): number => paretoNbd.expectedPurchaseDays(scaled, scaledSeen, horizon);
          return lifetimeValue(expected, 35, { unit, discountRatePerMonth });
        });
        for (const value of values) expect(Math.abs(value - (values[0] ?? 0))).toBeLessThan(1e-9 * (1 + value));
      }),
    );
  });
});

describe('expected spend', () => {
  const fitted = fc.record({ p: between(0.2, 20), q: between(1.05, 20), v: between(1, 1000) });

  it('lies between the mean of the population and the own mean of the buyer, nearer to his own with each repeat', () => {
    fc.assert(
      fc.property(fitted, fc.integer({ min: 1, max: 500 }), between(0.01, 10_000), (parameters, repeats, own) => {
        const spendOf = (repeatPurchaseDays: number): number =>
          expectedSpend(parameters, { repeatPurchaseDays, meanRepeatSpend: own }) ?? Number.NaN;
        const population = spendOf(0);
        const rounding = 1e-9 * (population + own);
        expect(spendOf(repeats)).toBeGreaterThanOrEqual(Math.min(population, own) - rounding);
        expect(spendOf(repeats)).toBeLessThanOrEqual(Math.max(population, own) + rounding);
        expect(Math.abs(spendOf(repeats + 1) - own)).toBeLessThanOrEqual(Math.abs(spendOf(repeats) - own) + rounding);
      }),
    );
  });
});

describe('Gamma-Gamma on simulated spenders', () => {
  const truth = { p: 4, q: 3.5, v: 30 };
  const random = randomFor(5, 1);
  const spenders: readonly Spender[] = Array.from({ length: 20_000 }, () => {
    const scale = drawGamma(random, truth.q, truth.v);
    const repeatPurchaseDays = 1 + random.below(6);
    return {
      repeatPurchaseDays,
      meanRepeatSpend: drawGamma(random, truth.p * repeatPurchaseDays, scale * repeatPurchaseDays),
    };
  });

  it.each([1_000, 20_000])('a fit of %d gives their parameters back within four standard errors', (count) => {
    const fit = fitGammaGamma(spenders.slice(0, count));
    for (const name of ['p', 'q', 'v'] as const) {
      const error = Math.abs((fit.parameters?.[name] ?? Number.NaN) - truth[name]);
      expect(error).toBeLessThan(4 * (fit.standardErrors?.[name] ?? Number.NaN));
    }
    expect((fit.standardErrors?.v ?? Number.NaN) / truth.v).toBeLessThan(8 / Math.sqrt(count));
  });

  it('a fit in cents has the same p and q, and a v a hundred times as large', () => {
    const some = spenders.slice(0, 500);
    const fit = fitGammaGamma(some);
    const inCents = fitGammaGamma(
      some.map((spender) => ({ ...spender, meanRepeatSpend: spender.meanRepeatSpend * 100 })),
    );
    // Where the search ends is good to its gradient's tolerance, 1e-6, over the curvature, some .01.
    expect((inCents.parameters?.p ?? Number.NaN) / (fit.parameters?.p ?? Number.NaN)).toBeCloseTo(1, 3);
    expect((inCents.parameters?.v ?? Number.NaN) / (fit.parameters?.v ?? Number.NaN)).toBeCloseTo(100, 1);
  });

  it('a fit is the same to the byte whatever the order of the buyers', () => {
    const some = spenders.slice(0, 200);
    const { parameters, logLikelihood } = fitGammaGamma(some);
    const turned = fitGammaGamma([...some].reverse());
    expect(turned.parameters).toEqual(parameters);
    expect(turned.logLikelihood).toBe(logLikelihood);
  });
});

describe('next order', () => {
  const rates = fc.record({ r: between(0.05, 5), alpha: between(0.5, 50) });
  const buyer = fc.record({ repeatPurchaseDays: fc.integer({ min: 0, max: 60 }), age: between(0.1, 200) });

  it('has half of the waits before its median and four in five in its interval', () => {
    fc.assert(
      fc.property(rates, buyer, (parameters, seen) => {
        const shareLater = (days: number): number =>
          ((parameters.alpha + seen.age) / (parameters.alpha + seen.age + days / 7)) **
          (parameters.r + seen.repeatPurchaseDays);
        const { earlyDays, medianDays, lateDays } = nextOrderWait(parameters, seen, 'week');
        if (earlyDays !== null) expect(shareLater(earlyDays)).toBeCloseTo(0.9, 10);
        if (medianDays !== null) expect(shareLater(medianDays)).toBeCloseTo(0.5, 10);
        if (lateDays !== null) expect(shareLater(lateDays)).toBeCloseTo(0.1, 10);
      }),
    );
  });

  it('is the same number of days in any unit of the model, and nothing beyond ten years', () => {
    fc.assert(
      fc.property(rates, buyer, ({ r, alpha }, seen) => {
        const inDays = nextOrderWait({ r, alpha: alpha * 7 }, { ...seen, age: seen.age * 7 }, 'day');
        const inWeeks = nextOrderWait({ r, alpha }, seen, 'week');
        for (const name of ['earlyDays', 'medianDays', 'lateDays'] as const) {
          const one = inDays[name];
          const other = inWeeks[name];
          if (one !== null && other !== null) expect(Math.abs(one - other)).toBeLessThan(1e-9 * (1 + one));
          expect(one ?? 0).toBeLessThanOrEqual(3652.5);
        }
      }),
    );
  });
});
