import { describe, expect, it } from 'vitest';
import { toCustomerId } from '../../../../../functions/domain/ids.ts';
import { customerWith, modelledShop, modelsOf, today } from '../../../../support/standing.ts';

const boughtAgo = (daysAgo: readonly number[], over: { readonly spendMinor?: number; readonly kept?: number } = {}) =>
  customerWith({ days: daysAgo.map((days) => today - days), ...over });

describe('what the night learns of all customers', () => {
  it('gives back the parameters that a shop was simulated with', () => {
    const { mbgNbd, gammaGamma, observations } = modelsOf(modelledShop(4_000));

    expect(observations.customers).toBe(4_000);
    expect(mbgNbd.status).toBe('converged');
    // Within four standard errors, and those within a tenth to a third of the value at this size.
    for (const [name, truth] of [
      ['r', 1],
      ['alpha', 8],
      ['a', 1],
      ['b', 2],
    ] as const) {
      const error = mbgNbd.standardErrors?.[name] ?? Number.NaN;
      expect(Math.abs((mbgNbd.parameters?.[name] ?? Number.NaN) - truth)).toBeLessThan(4 * error);
      expect(error).toBeLessThan(truth / 3);
    }
    for (const [name, truth] of [
      ['p', 4],
      ['q', 3],
      ['v', 25],
    ] as const) {
      const error = gammaGamma.standardErrors?.[name] ?? Number.NaN;
      expect(Math.abs((gammaGamma.parameters?.[name] ?? Number.NaN) - truth)).toBeLessThan(4 * error);
    }
  });

  it('foretells what customers bought after the end of calibration, by frequency class', () => {
    const { holdout } = modelsOf(modelledShop(8_000));

    expect(holdout?.model).toBe('mbgNbd');
    expect(holdout?.holdoutDays).toBe(250);
    // The shop is as the model has it, so nothing but chance is left: 5% is some two standard errors of what 8,000 buyers buy in 250 days.
    expect(Math.abs(holdout?.relativeError ?? 1)).toBeLessThan(0.05);
    expect(holdout?.bins.map(({ frequencyClassStart }) => frequencyClassStart)).toEqual([0, 1, 2, 3, 5]);
    for (const { buyerCount, predictedPerBuyer, actualPerBuyer } of holdout?.bins ?? []) {
      // Purchases of a buyer vary by about 2 (1 + mean)²: four standard errors of the mean, and 5% for same-day merging.
      const chance = 4 * Math.sqrt((2 * (1 + actualPerBuyer) ** 2) / buyerCount);
      expect(Math.abs(predictedPerBuyer - actualPerBuyer)).toBeLessThan(chance + 0.05 * actualPerBuyer);
    }
  });

  it('tells too little history in words, with plain rates in place of the fit', () => {
    const models = modelsOf([boughtAgo([100, 60]), boughtAgo([80])]);

    expect(models.mbgNbd).toMatchObject({ parameters: null, status: 'too-little-history' });
    expect(models.mbgNbd.reason).toContain('100 days of history, and 180 are needed; 2 buyers, and 500 are needed');
    expect(models.gammaGamma.status).toBe('too-little-history');
    expect(models.holdout).toBeNull();
    // Watched without a repeat 40 + 80 days, and after one 60 days.
    expect(models.plainRates.repeatsPerDay).toEqual([1 / 120, 0, 0, 0, 0]);
    expect(models.plainRates.meanSpendPerPurchaseDayMinor).toBe(2_000);
  });

  it('knows nothing of a shop without customers', () => {
    expect(modelsOf([boughtAgo([])])).toMatchObject({
      dataRange: null,
      observations: { customers: 0, repeaters: 0, repeatPurchaseDays: 0 },
      shopGaps: [],
      recencyCutDays: [],
      plainRates: { retention365Days: null, meanSpendPerPurchaseDayMinor: null },
      holdout: null,
    });
  });

  it('counts customers, repeats, and who has no spend to learn from', () => {
    const models = modelsOf([
      boughtAgo([300, 200, 100]),
      boughtAgo([300, 200], { spendMinor: 0 }),
      { ...boughtAgo([50]), otherCurrencyOrderCount: 1 },
    ]);

    expect(models.observations).toEqual({
      customers: 3,
      repeaters: 2,
      repeatPurchaseDays: 3,
      repeatersWithoutSpend: 1,
      customersWithOtherCurrencyOrders: 1,
    });
    expect(models.dataRange).toEqual({ firstDay: today - 300, lastDay: today - 50 });
  });

  it('takes who bought in the last 365 days among those who did in the 365 before for retained', () => {
    const models = modelsOf([
      boughtAgo([500, 10]),
      boughtAgo([500]),
      boughtAgo([400]),
      boughtAgo([900]),
      boughtAgo([10]),
    ]);

    expect(models.plainRates.retention365Days).toBeCloseTo(1 / 3);
  });

  it('parts customers into fifths by days since the last order and by spend', () => {
    const models = modelsOf(
      Array.from({ length: 10 }, (_, index) => boughtAgo([10 * (index + 1)], { spendMinor: 100 * (index + 1) })),
    );

    expect(models.recencyCutDays).toEqual([20, 40, 60, 80]);
    expect(models.monetaryCutMinor).toEqual([200, 400, 600, 800]);
  });

  it('counts a gap under the repeats before it, the row cut to its latest days too', () => {
    const classes = (kept?: number) =>
      modelsOf([boughtAgo([600, 500, 400, 300, 200, 100, 0], kept === undefined ? {} : { kept })]).shopGaps.map(
        ({ frequencyClassStart, gapCount }) => [frequencyClassStart, gapCount],
      );

    expect(classes()).toEqual([
      [0, 1],
      [1, 1],
      [2, 1],
      [3, 2],
      [5, 1],
    ]);
    expect(classes(3)).toEqual([
      [3, 1],
      [5, 1],
    ]);
  });

  it('counts long gaps as a share of the purchases that lie so far back', () => {
    // Of 100 purchases of 400 days ago 20 were followed after 300 days; of 900 of 100 days ago 180 after 30 days: the
    // same fifth, though of all gaps nine in ten are short.
    const old = Array.from({ length: 100 }, (_, index) => boughtAgo(index < 20 ? [400, 100] : [400]));
    const young = Array.from({ length: 900 }, (_, index) => boughtAgo(index < 180 ? [100, 70] : [100]));

    const points = modelsOf([...old, ...young]).shopGaps.find(({ frequencyClassStart }) => frequencyClassStart === 0);

    // 180 of the 1,000 that lie 30 days back, 20 of the 100 that lie 300 days back: .18 to .20.
    expect(points).toMatchObject({ gapCount: 200, medianDays: 300, days95: 300 });
  });

  it('fits the models for comparison on a sample where there are very many buyers', () => {
    const shop = modelledShop(1_500);
    const [all, sampled] = [modelsOf(shop), modelsOf(shop, { maximumReferenceBuyers: 700 })];

    expect(all.referenceBuyerCount).toBeUndefined();
    expect(sampled.referenceBuyerCount).toBeGreaterThan(600);
    expect(sampled.referenceBuyerCount).toBeLessThan(800);
    expect(sampled.mbgNbd).toEqual(all.mbgNbd);
    expect(sampled.nbd.parameters?.r).not.toBe(all.nbd.parameters?.r);
  });
});

describe('the check of predictions', () => {
  const shop = modelledShop(800);

  it('holds out a quarter of the history, 90 days at least', () => {
    const history = Math.max(...shop.map(({ activity }) => today - (activity.firstPurchaseDay ?? today)));

    expect(modelsOf(shop).holdout?.holdoutDays).toBe(Math.floor(history / 4));
    expect(modelsOf(shop, { calibrationEndDay: today - 120 }).holdout).toMatchObject({
      calibrationEndDay: today - 120,
      holdoutDays: 120,
    });
  });

  it('counts the buyers known at the end of calibration and what they bought after it', () => {
    const calibrationEndDay = today - 200;
    const days = shop.flatMap(({ activity }) => {
      const first = activity.firstPurchaseDay ?? today;
      return first > calibrationEndDay ? [] : activity.purchaseDays.filter((day) => day > calibrationEndDay);
    });

    const { holdout } = modelsOf(shop, { calibrationEndDay });

    expect(holdout?.actualPurchaseDays).toBe(days.length);
    expect(holdout?.buyerCount).toBe(
      shop.filter(({ activity }) => (activity.firstPurchaseDay ?? today) <= calibrationEndDay).length,
    );
    expect(holdout?.bins.reduce((sum, { buyerCount }) => sum + buyerCount, 0)).toBe(holdout?.buyerCount);
  });

  it('leaves out and counts buyers whose early days the row has lost', () => {
    const daysAgo = [500, 400, 150, 100, 50];
    const cut = (kept: number) =>
      customerWith({ customerId: toCustomerId('cut'), days: daysAgo.map((ago) => today - ago), kept });
    const leftOut = (kept: number) =>
      modelsOf([...shop, cut(kept)], { calibrationEndDay: today - 200 }).holdout?.leftOutBuyerCount;

    expect(leftOut(5)).toBe(0);
    // The last day before the end of calibration is held, and the days after it are counted.
    expect(leftOut(4)).toBe(0);
    expect(leftOut(3)).toBe(1);
  });

  it('is without a result where the history is too short to be parted', () => {
    const young = modelledShop(800).map(({ activity }, number) =>
      customerWith({
        customerId: toCustomerId(`c${number}`),
        days: [today - 179 + (activity.purchaseDays.length % 7)],
      }),
    );

    expect(modelsOf(young, { minimumHistoryDays: 1 }).holdout).toBeNull();
  });
});
