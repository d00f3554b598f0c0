import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bgNbd } from '../../../../../functions/domain/repeat-buying/bg-nbd.ts';
import { mbgNbd } from '../../../../../functions/domain/repeat-buying/mbg-nbd.ts';
import { nbd } from '../../../../../functions/domain/repeat-buying/nbd.ts';
import { compress } from '../../../../support/cdnow.ts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const parameters = fc.record({
  r: between(0.05, 10),
  alpha: between(0.1, 200),
  a: between(0.05, 10),
  b: between(0.05, 10),
});
const observation = fc
  .record({ repeatPurchaseDays: fc.integer({ min: 0, max: 300 }), share: between(0, 1), age: between(0, 200) })
  .map(({ repeatPurchaseDays, share, age }) => ({
    repeatPurchaseDays,
    ageAtLastOrder: repeatPurchaseDays === 0 ? 0 : share * age,
    age,
  }));
const horizon = between(0, 300);
const models = [mbgNbd, bgNbd, nbd];

/** Of sums of some hundred terms. */
const rounding = 1e-9;
/** Below it doubles lose digits. */
const leastDouble = 1e-300;

describe('each repeat-buying model', () => {
  it('never raises P(alive) with more silence', () => {
    fc.assert(
      fc.property(parameters, observation, horizon, (given, buyer, silence) => {
        for (const model of models) {
          const later = model.probabilityAlive(given, { ...buyer, age: buyer.age + silence });
          expect(later).toBeLessThanOrEqual(model.probabilityAlive(given, buyer) + rounding);
        }
      }),
    );
  });

  it('keeps probabilities within 0 and 1, and P(purchase) below P(alive) and the expected purchases', () => {
    fc.assert(
      fc.property(parameters, observation, horizon, (given, buyer, time) => {
        for (const model of models) {
          const alive = model.probabilityAlive(given, buyer);
          const purchase = model.probabilityOfPurchaseWithin(given, buyer, time);
          expect(alive).toBeGreaterThanOrEqual(0);
          expect(alive).toBeLessThanOrEqual(1);
          expect(purchase).toBeGreaterThanOrEqual(0);
          expect(purchase).toBeLessThanOrEqual(alive);
          // Markov's inequality.
          expect(purchase).toBeLessThanOrEqual(
            model.expectedPurchaseDays(given, buyer, time) * (1 + rounding) + leastDouble,
          );
        }
      }),
    );
  });

  it('expects more of a longer horizon, and no more than a buyer who stays would buy in the time between', () => {
    fc.assert(
      fc.property(parameters, observation, horizon, between(0, 10), (given, buyer, time, longer) => {
        for (const model of models) {
          const less = model.expectedPurchaseDays(given, buyer, time);
          const more = model.expectedPurchaseDays(given, buyer, time + longer);
          expect(more).toBeGreaterThanOrEqual(less * (1 - rounding) - leastDouble);
          const ofOneWhoStays = nbd.expectedPurchaseDays(given, buyer, longer) * model.probabilityAlive(given, buyer);
          expect(more - less).toBeLessThanOrEqual(ofOneWhoStays + rounding * more + leastDouble);
        }
      }),
    );
  });

  it('expects nearly the same of nearly the same a, at 1 too', () => {
    fc.assert(
      fc.property(parameters, observation, horizon, fc.constantFrom(1e-12, 1e-9, 1e-6), (given, buyer, time, apart) => {
        for (const model of [mbgNbd, bgNbd]) {
          const below = model.expectedPurchaseDays({ ...given, a: 1 - apart }, buyer, time);
          const above = model.expectedPurchaseDays({ ...given, a: 1 + apart }, buyer, time);
          // ln E changes with a by 1/a from the odds, and by the sum of 1/(a + b + n) over as many terms as there are
          // purchases to come, under a million: by less than 1 + 14 in all.
          expect(Math.abs(below - above)).toBeLessThanOrEqual((2 * 15 * apart + rounding) * below + leastDouble);
        }
      }),
    );
  });

  it('knows no time unit: P(alive) is the same, and the likelihood but for x ln(unit)', () => {
    fc.assert(
      fc.property(parameters, observation, between(0.1, 10), (given, buyer, unit) => {
        const { repeatPurchaseDays, ageAtLastOrder, age } = buyer;
        const other = { repeatPurchaseDays, ageAtLastOrder: ageAtLastOrder * unit, age: age * unit };
        const otherParameters = { ...given, alpha: given.alpha * unit };
        for (const model of models) {
          const alive = model.probabilityAlive(given, buyer);
          expect(Math.abs(model.probabilityAlive(otherParameters, other) - alive)).toBeLessThan(rounding);
          const plain = model.logLikelihood(given, compress([buyer]));
          const scaled = model.logLikelihood(otherParameters, compress([other]));
          expect(scaled + repeatPurchaseDays * Math.log(unit)).toBeCloseTo(plain, 6);
        }
      }),
    );
  });
});

describe('compressed buyers', () => {
  it('are the same bytes whatever the order of the buyers', () => {
    const shuffled = fc
      .array(observation, { maxLength: 40 })
      .chain((buyers) =>
        fc.tuple(
          fc.constant([...buyers, ...buyers]),
          fc.shuffledSubarray([...buyers, ...buyers], { minLength: 2 * buyers.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([buyers, inOtherOrder]) => {
        expect(compress(inOtherOrder)).toEqual(compress(buyers));
      }),
    );
  });
});
