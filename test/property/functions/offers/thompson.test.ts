import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBeta } from '../../../../functions/domain/offers/draw-beta.ts';
import {
  type ArmOutlook,
  armPropensities,
  leastArmShare,
  randomOfDecision,
} from '../../../../functions/domain/offers/thompson.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';

const names = { campaignId: 'spring', customerId: 'c1', decisionDate: '2026-03-01', modelVersion: '7' };
const outlook = (armId: string, share: number, weight: number, redeemCostMinor = 0): ArmOutlook => ({
  armId,
  alpha: share * weight,
  beta: (1 - share) * weight,
  redeemCostMinor,
  contactCostMinor: 0,
});

const anyArm = fc.record({
  armId: fc.string({ maxLength: 2 }),
  alpha: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  beta: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
  redeemCostMinor: fc.nat(5000),
  contactCostMinor: fc.nat(100),
});
const someArms = fc.array(anyArm, { minLength: 1, maxLength: 8 });

describe('a draw of the beta distribution', () => {
  it.each([
    [0.02, 0.5],
    [0.5, 0.5],
    [1, 3],
    [20, 30],
    [4000, 1000],
  ])('of %d and %d has its mean and variance', (alpha, beta) => {
    const count = 40_000;
    const random = randomFor(11);
    const draws = Array.from({ length: count }, () => drawBeta(random, alpha, beta));
    const total = alpha + beta;
    const mean = draws.reduce((sum, draw) => sum + draw, 0) / count;
    const variance = (alpha * beta) / (total ** 2 * (total + 1));
    const squares = draws.map((draw) => (draw - alpha / total) ** 2);
    const found = squares.reduce((sum, square) => sum + square, 0) / count;
    const spread = Math.sqrt(squares.reduce((sum, square) => sum + (square - found) ** 2, 0)) / count;

    // Four standard errors; the seed is fixed.
    expect(Math.abs(mean - alpha / total)).toBeLessThan(4 * Math.sqrt(variance / count));
    expect(Math.abs(found - variance)).toBeLessThan(4 * spread);
  });

  // P(X <= x) = x^a for Beta(a, 1), so that X^a is uniform.
  it.each([0.1, 0.9, 1, 2.5])('of %d and 1 is uniform raised to 1/a: Kolmogorov-Smirnov', (alpha) => {
    const count = 20_000;
    const random = randomFor(12);
    const draws = Array.from({ length: count }, () => drawBeta(random, alpha, 1) ** alpha).sort((a, b) => a - b);
    const distance = draws.reduce((most, draw, place) => Math.max(most, Math.abs(draw - (place + 0.5) / count)), 0);

    // 1.95 / sqrt(n) is exceeded by chance once in 1,000; the seed is fixed.
    expect(distance).toBeLessThan(1.95 / Math.sqrt(count));
  });

  it('is a share for any parameters, also where gamma variates would be 0', () => {
    fc.assert(
      fc.property(anyArm, fc.nat(), ({ alpha, beta }, seed) => {
        const draw = drawBeta(randomFor(seed), alpha * 1e-3, beta * 1e-3);
        expect(draw >= 0 && draw <= 1).toBe(true);
      }),
    );
  });
});

describe('the propensities of arms', () => {
  it('are the same to the bit for the same names', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), someArms, (campaignId, customerId, arms) => {
        const again = () =>
          armPropensities(randomOfDecision({ ...names, campaignId, customerId }), arms, {
            marginMinor: 4000,
            redraws: 20,
          });

        expect(again()).toStrictEqual(again());
      }),
    );
  });

  it('come of another draw for any other name', () => {
    const first = randomOfDecision(names).next();
    for (const name of ['campaignId', 'customerId', 'decisionDate', 'modelVersion'] as const) {
      expect(randomOfDecision({ ...names, [name]: 'other' }).next()).not.toBe(first);
    }
    expect(randomOfDecision({ ...names, campaignId: 'a', customerId: 'bc' }).next()).not.toBe(
      randomOfDecision({ ...names, campaignId: 'ab', customerId: 'c' }).next(),
    );
  });

  it('leave each arm its least share, and sum to 1', () => {
    fc.assert(
      fc.property(
        someArms,
        fc.nat(5000),
        fc.double({ min: 0, max: 5, noNaN: true }),
        (arms, marginMinor, costPrice) => {
          const shares = armPropensities(randomFor(1), arms, { marginMinor, costPrice, redraws: 20 });

          expect(shares).toHaveLength(arms.length);
          for (const share of shares) expect(share).toBeGreaterThan(leastArmShare);
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });

  it('go by profit: a deep discount that brings the most orders is not taken for that', () => {
    const arms = [outlook('none', 0.4, 5000), outlook('deep', 0.6, 5000, 2500), outlook('light', 0.5, 5000, 300)];
    const [none, deep, light] = armPropensities(randomFor(2), arms, { marginMinor: 4000, redraws: 500 });

    // .4 x 4000 = 1600; .6 x 1500 = 900; .5 x 3700 = 1850. Beside the least shares all is won by the last.
    expect(none).toBeLessThan(0.06);
    expect(deep).toBeLessThan(0.06);
    expect(light).toBeGreaterThan(0.89);
  });

  it('do nothing where cost has a price above what it brings', () => {
    const arms = [outlook('none', 0.4, 5000), outlook('light', 0.5, 5000, 300)];
    const sharesAt = (costPrice: number) =>
      armPropensities(randomFor(3), arms, { marginMinor: 4000, costPrice, redraws: 500 })[0];

    // It brings (.5 - .4) x 4000 for .5 x 300: worth it up to a price of 400 / 150 - 1.
    expect(sharesAt(1)).toBeLessThan(0.1);
    expect(sharesAt(3)).toBeGreaterThan(0.9);
  });

  it('are near the chance of the best arm', () => {
    const arms = [outlook('none', 0.5, 20), outlook('same', 0.5, 20)];
    const shares = armPropensities(randomFor(4), arms, { marginMinor: 4000 });

    // Alike, so each wins half of 1,000 redraws: a standard deviation is .016.
    expect(Math.abs(shares[0] - 0.5)).toBeLessThan(0.05);
  });

  it('are refused for no arm at all and more than can have their least share', () => {
    const settings = { marginMinor: 1, redraws: 1 };
    const many = (count: number) => Array.from({ length: count }, (_, place) => outlook(`${place}`, 0.5, 2));

    for (const count of [0, 21]) {
      expect(() => armPropensities(randomFor(1), many(count), settings)).toThrow(
        expect.objectContaining({ code: 'offer.arms' }),
      );
    }
    expect(armPropensities(randomFor(1), many(20), settings)).toHaveLength(20);
  });
});
