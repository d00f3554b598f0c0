import { describe, expect, it } from 'vitest';
import { addedValue } from '../../../../../functions/domain/validity/added-value.ts';
import { type DateColumns, dateColumns } from '../../../../../functions/domain/validity/date-columns.ts';
import { predictors } from '../../../../../functions/domain/validity/predictors.ts';
import { scaled, scalingOf } from '../../../../../functions/domain/validity/scaling.ts';
import { shockTest } from '../../../../../functions/domain/validity/shock-test.ts';
import { type SignalValidity, signalValidity } from '../../../../../functions/domain/validity/signal-validity.ts';
import type { ValidityCustomer } from '../../../../../functions/domain/validity/validity-customer.ts';
import { type DrawnShop, drawnValidityCustomers } from '../../../../support/validity-customers.ts';

const found = (seed: number, shop?: DrawnShop, resamples = 400): SignalValidity => {
  const { first, second } = drawnValidityCustomers(seed, shop);
  return signalValidity(first, second, { seed, resamples });
};
const of = ({ added }: SignalValidity, name: string) => added.find((one) => one.name === name);

describe('what signals tell of who buys again', () => {
  it('is nothing in more than 7% of 200 shops without switching costs, though signals grow with frequency', () => {
    const names = ['switchingCost', 'hold', 'procedural', 'dissatisfaction', 'allTypes'];
    const tested = predictors.filter(({ name }) => names.includes(name));
    const chances = new Map<string, number[]>();
    for (let seed = 0; seed < 200; seed += 1) {
      const { first, second } = drawnValidityCustomers(seed);
      const [atFirst, atSecond] = dateColumns(first, second);
      for (const predictor of tested) {
        const added = addedValue(predictor, atFirst, atSecond, { seed, resamples: 1 });
        for (const date of ['first', 'second'] as const) {
          const key = `${predictor.name}, ${date}`;
          chances.set(key, [...(chances.get(key) ?? []), added[date].pValue ?? Number.NaN]);
        }
      }
    }
    expect(chances.size).toBe(2 * names.length);
    for (const [key, ofKey] of chances) {
      expect(ofKey.filter((chance) => chance < 0.05).length, key).toBeLessThanOrEqual(14);
      // Nor too rarely: a test that never rejects would find nothing anywhere.
      expect(ofKey.filter((chance) => chance < 0.5).length, key).toBeGreaterThan(70);
    }
  });

  it('would seem to be something beside straight lines alone, in every tenth of 400 tests', () => {
    const straight = (customers: readonly ValidityCustomer[]): DateColumns => ({
      customers,
      outcomes: Uint8Array.from(customers, ({ hasBought }) => +hasBought),
      baseline: [
        customers.map(({ purchaseDayCount }) => purchaseDayCount),
        customers.map(({ tenureDays }) => tenureDays),
        customers.map(({ netSpendMinor }) => netSpendMinor),
      ].map((values) => scaled(values, scalingOf(values))),
    });
    const cost = predictors.filter(({ name }) => name === 'switchingCost');
    let rejected = 0;
    for (let seed = 0; seed < 200; seed += 1) {
      const { first, second } = drawnValidityCustomers(seed);
      for (const predictor of cost) {
        const added = addedValue(predictor, straight(first), straight(second), { seed, resamples: 1 });
        for (const { pValue } of [added.first, added.second]) rejected += (pValue ?? 1) < 0.05 ? 1 : 0;
      }
    }
    expect(rejected).toBeGreaterThanOrEqual(40);
  });

  it('is found where switching costs hold, learnt at one date and seen at the other', () => {
    const validity = found(1, { customers: 2_000, effect: 4 });
    expect(of(validity, 'switchingCost')).toMatchObject({ verdict: 'adds', first: { status: 'converged' } });
    expect(of(validity, 'switchingCost')?.second.logOddsPerDeviation?.low).toBeGreaterThan(0);
    expect(of(validity, 'switchingCost')?.saved?.low).toBeGreaterThan(0);
    expect(of(validity, 'dissatisfaction')?.verdict).toBe('adds-nothing-seen');
    expect(validity.first.customerCount).toBe(2_000);
    expect(of(validity, 'rhythm')).toMatchObject({ verdict: 'not-sent', saved: null });
  });

  it('misleads where what held at the first date repels at the second', () => {
    const { first } = drawnValidityCustomers(2, { customers: 2_000, effect: 4 });
    const { second } = drawnValidityCustomers(2, { customers: 2_000, effect: -4 });
    const validity = signalValidity(first, second, { seed: 1, resamples: 200 });
    expect(of(validity, 'switchingCost')?.verdict).toBe('misleads');
  });

  it('cannot be told of few, of nobody, or where everybody buys', () => {
    for (const customers of [0, 30]) expect(of(found(3, { customers }), 'switchingCost')?.verdict).not.toBe('adds');
    expect(of(found(3, { customers: 30 }), 'switchingCost')).toMatchObject({
      verdict: 'cannot-tell',
      first: { status: 'few', pValue: null },
    });
    const all = (customers: readonly ValidityCustomer[]) => customers.map((one) => ({ ...one, hasBought: true }));
    const { first, second } = drawnValidityCustomers(4);
    const validity = signalValidity(all(first), all(second), { seed: 1, resamples: 10 });
    expect(of(validity, 'switchingCost')?.verdict).toBe('cannot-tell');
  });

  it('is the same again with the same seed', () => {
    expect(found(5)).toEqual(found(5));
  });
});

describe('after something went wrong', () => {
  it('switching cost holds where it does, and is not said to where it does not', () => {
    const holds = found(6, { customers: 3_000, shockShare: 0.3, effectAfterShock: 6 }, 1).shock.second;
    expect(holds).toMatchObject({ status: 'converged', shockedCount: expect.any(Number) });
    expect(holds.interaction?.low).toBeGreaterThan(0);
    expect(holds.boughtAboveMedian).toBeGreaterThan(holds.boughtBelowMedian ?? 1);
    // Of 1,200 such tests 6.9% are below .05: some 180 shocked customers are few for what likelihood ratios promise.
    const chances = Array.from({ length: 100 }, (_, seed) =>
      drawnValidityCustomers(seed, { customers: 600, shockShare: 0.3 }),
    )
      .flatMap(({ first, second }) => dateColumns(first, second))
      .map((date) => shockTest(date).pValue ?? 0);
    expect(chances.filter((chance) => chance < 0.05).length).toBeLessThanOrEqual(20);
  });

  it('nothing is said where nothing did, or for few', () => {
    expect(found(7, {}, 1).shock.second).toMatchObject({ status: 'none', shockedCount: 0, interaction: null });
    expect(found(7, { shockShare: 0.02 }, 1).shock.second).toMatchObject({ status: 'few', pValue: null });
  });
});

describe('customers of like frequency', () => {
  it('are parted by switching cost, all of whom it is known', () => {
    const { first, second } = drawnValidityCustomers(8);
    const { bands } = signalValidity(first, second, { seed: 1, resamples: 1 });
    expect(bands.map(({ leastPurchaseDays, mostPurchaseDays }) => [leastPurchaseDays, mostPurchaseDays])).toEqual([
      [1, 1],
      [2, 3],
      [4, 7],
      [8, null],
    ]);
    const counted = bands.flatMap(({ thirds }) => thirds).reduce((sum, { customerCount }) => sum + customerCount, 0);
    expect(counted).toBe(second.filter(({ scores }) => scores.switchingCost !== null).length);
    for (const { thirds } of bands) {
      const costs = thirds.map(({ meanSwitchingCost }) => meanSwitchingCost);
      expect(costs).toEqual(costs.toSorted((left, right) => left - right));
    }
    // Of one purchase day nothing is known.
    expect(bands[0]?.thirds).toEqual([]);
  });
});
