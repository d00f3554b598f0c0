import { describe, expect, it } from 'vitest';
import { expectedSpend } from '../../../../../functions/domain/repeat-buying/gamma-gamma.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import type { CustomerModels } from '../../../../../functions/domain/standing/customer-models.ts';
import { standingOf } from '../../../../../functions/domain/standing/standing-of.ts';
import { customerWith, modelledShop, modelsOf, today } from '../../../../support/standing.ts';

const boughtAgo = (...daysAgo: readonly number[]) => customerWith({ days: daysAgo.map((days) => today - days) });

const fitted = modelsOf(modelledShop(800));
/** CDNOW's parameters, as published, in weeks and dollars; gaps of which the points are easily told apart. */
const models: CustomerModels = {
  ...fitted,
  mbgNbd: { ...fitted.mbgNbd, parameters: { r: 0.5248, alpha: 6.183, a: 0.8914, b: 1.614 } },
  gammaGamma: { ...fitted.gammaGamma, parameters: { p: 6.25, q: 3.74, v: 15.44 } },
  shopGaps: [
    { frequencyClassStart: 0, gapCount: 50, medianDays: 60, days80: 150, days95: 300 },
    { frequencyClassStart: 1, gapCount: 50, medianDays: 40, days80: 100, days95: 200 },
  ],
};
const withoutFit: CustomerModels = {
  ...models,
  mbgNbd: { parameters: null, logLikelihood: null, standardErrors: null, status: 'failed', reason: 'no maximum' },
  nbd: { parameters: null, logLikelihood: null, standardErrors: null, status: 'failed', reason: 'no maximum' },
  gammaGamma: { parameters: null, logLikelihood: null, standardErrors: null, status: 'failed', reason: 'no maximum' },
  plainRates: {
    repeatsPerDay: [0.001, 0.002, 0.004, 0.008, 0.016],
    retention365Days: 0.05,
    meanSpendPerPurchaseDayMinor: 3_000,
  },
};

/** What a young shop gives, where nobody has been seen to leave yet. */
const withoutDropOut: CustomerModels = { ...withoutFit, nbd: { ...fitted.nbd, parameters: { r: 0.5, alpha: 10 } } };

describe('where a customer stands', () => {
  it('is what the models expect of x, t_x and T in weeks', () => {
    const customer = boughtAgo(273, 200, 60);
    const buyer = { repeatPurchaseDays: 2, ageAtLastOrder: 213 / 7, age: 39 };
    const { parameters } = models.mbgNbd;
    if (parameters === null) throw new Error('no fit');
    const expected = (days: number) => mbgNbd.expectedPurchaseDays(parameters, buyer, days / 7);

    const standing = standingOf(customer, models, today);

    expect(standing.basis).toBe('model');
    expect(standing.probabilityAlive).toBe(mbgNbd.probabilityAlive(parameters, buyer));
    expect(standing.probabilityOfOrderWithin365Days).toBe(
      mbgNbd.probabilityOfPurchaseWithin(parameters, buyer, 365 / 7),
    );
    expect(standing.expectedPurchaseDaysIn90Days).toBeCloseTo(expected(90), 10);
    expect(standing.expectedPurchaseDaysIn365Days).toBeCloseTo(expected(365), 10);
  });

  it('is what NBD expects where MBG/NBD found no drop-out, which then is NBD', () => {
    const standing = standingOf(boughtAgo(273, 200, 60), withoutDropOut, today);

    expect(standing).toMatchObject({ basis: 'model-without-drop-out', probabilityAlive: 1, valueAtRiskMinor: null });
    // (r + x) / (alpha + T) purchases a week.
    expect(standing.expectedPurchaseDaysIn365Days).toBeCloseTo(((0.5 + 2) / (10 + 39)) * (365 / 7), 10);
    expect(standing.nextOrder).not.toBeNull();
  });

  it('values the next 12 months as the sum over months, discounted by 1%, times the expected spend', () => {
    const customer = boughtAgo(273, 200, 60);
    const buyer = { repeatPurchaseDays: 2, ageAtLastOrder: 213 / 7, age: 39 };
    const { mbgNbd: fit, gammaGamma } = models;
    if (fit.parameters === null || gammaGamma.parameters === null) throw new Error('no fit');
    const spend = expectedSpend(gammaGamma.parameters, { repeatPurchaseDays: 2, meanRepeatSpend: 20 }) ?? 0;
    let [value, before] = [0, 0];
    for (let month = 1; month <= 12; month += 1) {
      const until = mbgNbd.expectedPurchaseDays(fit.parameters, buyer, (month * 30.4375) / 7);
      value += (spend * (until - before)) / 1.01 ** month;
      before = until;
    }

    const standing = standingOf(customer, models, today);

    expect(standing.expectedSpendPerPurchaseDayMinor).toBeCloseTo(spend * 100, 8);
    expect(standing.lifetimeValue12MonthsDiscounted1PercentMinor).toBeCloseTo(value * 100, 6);
  });

  it('takes the mean spend of all for a customer without a repeat, whatever they spent', () => {
    // Fader & Hardie 2013: 6.25 · 15.44 / 2.74 = 35.22 dollars.
    expect(standingOf(boughtAgo(30), models, today).expectedSpendPerPurchaseDayMinor).toBeCloseTo(3_522, 0);
  });

  it('names the days between which the next order is due, counted from today', () => {
    const { nextOrder } = standingOf(boughtAgo(300, 200, 100, 10), models, today);

    // r + x = 3.5248 and alpha + T = 49.04 weeks: 49.04 (2^(1/3.5248) - 1) = 10.66 weeks.
    expect(nextOrder?.medianDay).toBe(today + 75);
    expect(nextOrder?.earlyDay).toBe(today + 10);
    expect(nextOrder?.lateDay).toBe(today + 316);
  });

  it('counts days late from the median of the own gaps from three on, before that of the shop’s', () => {
    expect(standingOf(boughtAgo(190, 160, 130, 100), models, today)).toMatchObject({
      daysSinceLastOrder: 100,
      daysLate: 70,
      gaps: { of: 'own', gapCount: 3, medianDays: 30 },
    });
    expect(standingOf(boughtAgo(160, 130), models, today)).toMatchObject({
      daysLate: 90,
      gaps: { of: 'shop', medianDays: 40, days80: 100 },
    });
    expect(standingOf(boughtAgo(20), models, today).daysLate).toBe(-40);
  });
});

describe('a new customer', () => {
  it('has one purchase day under 60 days ago', () => {
    expect(standingOf(boughtAgo(59), models, today).isNew).toBe(true);
    expect(standingOf(boughtAgo(60), models, today).isNew).toBe(false);
    expect(standingOf(boughtAgo(59, 58), models, today).isNew).toBe(false);
  });

  it('is neither gone nor at risk, even in a shop where nobody comes again', () => {
    const fast: CustomerModels = {
      ...models,
      mbgNbd: { ...models.mbgNbd, parameters: { r: 0.01, alpha: 500, a: 2, b: 0.1 } },
      shopGaps: [{ frequencyClassStart: 0, gapCount: 50, medianDays: 1, days80: 2, days95: 3 }],
    };

    expect(standingOf(boughtAgo(59), fast, today)).toMatchObject({
      goneBecause: null,
      valueAtRiskMinor: null,
      group: 'new',
    });
    expect(standingOf(boughtAgo(60), fast, today).goneBecause).toBe('order-within-365-days-unlikely');
  });
});

describe('a customer who is gone', () => {
  it('is so by an unlikely order, or a gap beyond 95% of the own or of the shop’s', () => {
    const gone = (...daysAgo: readonly number[]) => standingOf(boughtAgo(...daysAgo), models, today).goneBecause;

    expect(gone(3_000)).toBe('order-within-365-days-unlikely');
    expect(gone(190, 160, 130, 100)).toBe('gap-beyond-own-95-percent');
    expect(gone(400, 201)).toBe('gap-beyond-shop-95-percent');
    expect(gone(400, 200)).toBeNull();
  });

  it('is not so by a plain rate, which is the same for all', () => {
    const standing = standingOf(boughtAgo(100), withoutFit, today);

    expect(standing).toMatchObject({ probabilityOfOrderWithin365Days: 0.05, goneBecause: null });
  });
});

describe('value at risk', () => {
  it('is the value of the customer if alive times the chance that they are not', () => {
    const { valueAtRiskMinor, probabilityAlive, lifetimeValue12MonthsDiscounted1PercentMinor } = standingOf(
      boughtAgo(400, 150),
      models,
      today,
    );
    const [alive, value] = [probabilityAlive ?? Number.NaN, lifetimeValue12MonthsDiscounted1PercentMinor ?? Number.NaN];

    expect(valueAtRiskMinor).toBeCloseTo((value / alive) * (1 - alive), 6);
  });

  it('is of customers later than 80% of gaps who are not gone, and of no others', () => {
    const atRisk = (...daysAgo: readonly number[]) => standingOf(boughtAgo(...daysAgo), models, today).valueAtRiskMinor;

    expect(atRisk(400, 100)).toBeNull();
    expect(atRisk(400, 101)).toBeGreaterThan(0);
    expect(atRisk(400, 200)).toBeGreaterThan(0);
    expect(atRisk(400, 201)).toBeNull();
  });
});

describe('what is not known', () => {
  it('is null for a customer without a purchase', () => {
    expect(standingOf(customerWith({ days: [] }), models, today)).toMatchObject({
      basis: 'none',
      probabilityAlive: null,
      daysSinceLastOrder: null,
      isNew: false,
      rfm: null,
      group: null,
    });
  });

  it('is null before the first night, but for what the customer’s own days tell', () => {
    expect(standingOf(boughtAgo(190, 160, 130, 100), undefined, today)).toMatchObject({
      modelVersion: undefined,
      basis: 'none',
      probabilityAlive: null,
      lifetimeValue12MonthsDiscounted1PercentMinor: null,
      daysLate: 70,
      goneBecause: 'gap-beyond-own-95-percent',
      rfm: null,
    });
  });

  it('is told by plain rates where there is no fit, for those not silent for over a year', () => {
    const standing = standingOf(boughtAgo(400, 150), withoutFit, today);

    expect(standing).toMatchObject({
      basis: 'plain-rates',
      probabilityAlive: null,
      expectedPurchaseDaysIn90Days: 0.18,
      expectedPurchaseDaysIn365Days: 0.73,
      expectedSpendPerPurchaseDayMinor: 2_000,
      nextOrder: null,
      valueAtRiskMinor: null,
    });
    // .002 · 30.4375 days · 2,000 · (1 - 1.01^-12) / .01
    expect(standing.lifetimeValue12MonthsDiscounted1PercentMinor).toBeCloseTo(1_370.3, 1);
    expect(standingOf(boughtAgo(800, 366), withoutFit, today)).toMatchObject({
      probabilityOfOrderWithin365Days: null,
      expectedPurchaseDaysIn90Days: null,
      lifetimeValue12MonthsDiscounted1PercentMinor: null,
    });
  });
});
