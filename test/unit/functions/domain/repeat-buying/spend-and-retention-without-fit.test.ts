import { describe, expect, it } from 'vitest';
import { expectedSpend, fitGammaGamma } from '../../../../../functions/domain/repeat-buying/gamma-gamma.ts';
import { nextOrderWait } from '../../../../../functions/domain/repeat-buying/next-order.ts';
import { fitShiftedBetaGeometric } from '../../../../../functions/domain/repeat-buying/shifted-beta-geometric.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { drawGamma } from '../../../../support/simulated-buyers.ts';

describe('a spend model', () => {
  const random = randomFor(2, 1);
  const spenders = Array.from({ length: 60 }, (_, index) => {
    const repeatPurchaseDays = 1 + (index % 3);
    const scale = drawGamma(random, 3.5, 30);
    return {
      repeatPurchaseDays,
      meanRepeatSpend: drawGamma(random, 4 * repeatPurchaseDays, scale * repeatPurchaseDays),
    };
  });

  it('leaves out and counts repeaters who spent nothing, and takes no notice of buyers without a repeat', () => {
    const others = [
      { repeatPurchaseDays: 2, meanRepeatSpend: 0 },
      { repeatPurchaseDays: 1, meanRepeatSpend: -5 },
      { repeatPurchaseDays: 0, meanRepeatSpend: 30 },
    ];
    const fit = fitGammaGamma([...spenders, ...others]);
    expect(fit).toMatchObject({ spenders: 60, leftOutWithoutSpend: 2 });
    expect(fit.status).toBe('converged');
    expect(fit.parameters).toEqual(fitGammaGamma(spenders).parameters);
  });

  it('is not tried with too few spenders, and says how few', () => {
    const fit = fitGammaGamma(spenders.slice(0, 49));
    expect(fit).toMatchObject({ status: 'too-little-history', parameters: null, spenders: 49 });
    expect(fit.reason).toBe(
      'too little history for a spend model: 49 buyers with spend on a repeat purchase, and 50 are needed',
    );
  });

  it('is none where the mean over buyers is infinite, and says so', () => {
    const wild = Array.from({ length: 300 }, () => {
      const scale = drawGamma(random, 0.6, 10);
      return { repeatPurchaseDays: 3, meanRepeatSpend: drawGamma(random, 12, 3 * scale) };
    });
    const fit = fitGammaGamma(wild);
    expect(fit).toMatchObject({ status: 'failed', parameters: null, logLikelihood: null, standardErrors: null });
    expect(fit.reason).toMatch(
      /^spend differs so much between buyers that its mean is infinite: q is 0\.\d+, and must be above 1$/,
    );
  });

  it('has no correlation where all buy equally often', () => {
    const equal = spenders.map((spender) => ({ ...spender, repeatPurchaseDays: 2 }));
    expect(fitGammaGamma(equal).correlationOfFrequencyAndSpend).toBeNull();
  });

  it('expects the mean of the population of a buyer without a repeat or without spend, and nothing where q is 1', () => {
    const parameters = { p: 6.25, q: 3.74, v: 15.44 };
    const population = expectedSpend(parameters, { repeatPurchaseDays: 0, meanRepeatSpend: 0 });
    expect(expectedSpend(parameters, { repeatPurchaseDays: 0, meanRepeatSpend: 500 })).toBe(population);
    expect(expectedSpend(parameters, { repeatPurchaseDays: 3, meanRepeatSpend: -2 })).toBe(population);
    expect(expectedSpend({ ...parameters, q: 1 }, { repeatPurchaseDays: 3, meanRepeatSpend: 20 })).toBeNull();
  });
});

describe('a retention curve', () => {
  it('is refused where a cohort grows', () => {
    const fit = fitShiftedBetaGeometric([[100, 80, 85]]);
    expect(fit).toMatchObject({ status: 'failed', parameters: null });
    expect(fit.reason).toContain('cannot grow');
  });

  it.each([
    [[], '0 periods, and 0 customers who left'],
    [[[100]], '0 periods, and 0 customers who left'],
    [[[100, 90]], '1 periods, and 10 customers who left'],
    [[[100, 100, 100]], '2 periods, and 0 customers who left'],
  ])('is not tried from %j', (cohorts, what) => {
    const fit = fitShiftedBetaGeometric(cohorts);
    expect(fit.status).toBe('too-little-history');
    expect(fit.reason).toContain(what);
  });

  it('fails in words where all customers are equally loyal, as then no finite parameters fit best', () => {
    const fit = fitShiftedBetaGeometric([[10_000, 8_000, 6_400, 5_120, 4_096]]);
    expect(fit).toMatchObject({ status: 'failed', parameters: null });
    expect(fit.reason).toContain('no best fit was found');
  });
});

describe('the next order', () => {
  it('of a CDNOW buyer of two repeats is a median of 110 days away, in 15 to 543 days for four in five', () => {
    const wait = nextOrderWait({ r: 0.2426, alpha: 4.4135 }, { repeatPurchaseDays: 2, age: 38.86 }, 'week');
    expect(wait.earlyDays).toBeCloseTo(14.57, 2);
    expect(wait.medianDays).toBeCloseTo(109.71, 2);
    expect(wait.lateDays).toBeCloseTo(542.81, 2);
  });

  it('of a buyer without a repeat has no late end, as it lies beyond ten years', () => {
    const wait = nextOrderWait({ r: 0.5248, alpha: 6.183 }, { repeatPurchaseDays: 0, age: 39 }, 'week');
    expect(wait.earlyDays).toBeGreaterThan(0);
    expect(wait.lateDays).toBeNull();
  });

  it('is told to ten years ahead and no further', () => {
    // The 90% quantile is nine times alpha + T where r + x is 1: 3,652.2 and 3,653.1 days.
    const lateDays = (age: number) => nextOrderWait({ r: 1, alpha: 5 }, { repeatPurchaseDays: 0, age }, 'day').lateDays;
    expect(lateDays(400.8)).toBeCloseTo(3652.2, 6);
    expect(lateDays(400.9)).toBeNull();
  });
});
