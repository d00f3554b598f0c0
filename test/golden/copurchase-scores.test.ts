import { describe, expect, it } from 'vitest';
import { decayWeight, expectedCoPurchases, jaccard } from '../../functions/domain/copurchase/scores.ts';
import {
  logLikelihoodRatio,
  signedLogLikelihoodRatio,
} from '../../functions/domain/copurchase/scores-log-likelihood.ts';

describe('log-likelihood ratio (Dunning 1993)', () => {
  it.each([
    [[1, 0, 0, 1], 2.772589],
    [[10, 0, 0, 10], 27.725887],
    [[5, 1995, 0, 100_000], 39.330522],
    [[1000, 1995, 1000, 100_000], 4730.736813],
  ] as const)('of the counts %j is the worked value', ([k11, k12, k21, k22], expected) => {
    expect(logLikelihoodRatio(k11, k12, k21, k22)).toBeCloseTo(expected, 6);
  });

  it('is exactly 0 where the counts differ from independence by rounding alone', () => {
    expect(logLikelihoodRatio(6, 7567, 1924, 2_426_487)).toBe(0);
  });

  it.each([
    [[904, 21_060, 1144, 283_012], 46.382369],
    [[36, 21_928, 60_280, 623_876], -60.183346],
  ] as const)('signed, of the counts %j has the worked root', ([k11, k12, k21, k22], expected) => {
    const signed = signedLogLikelihoodRatio(k11, k12, k21, k22);
    expect(Math.sign(signed) * Math.sqrt(Math.abs(signed))).toBeCloseTo(expected, 6);
  });
});

describe('other scores', () => {
  it('Jaccard of a worked matrix of counts is the published one (Microsoft Recommenders)', () => {
    const counts = [
      [1, 0, 1],
      [0, 2, 1],
      [1, 1, 2],
    ];
    const own = counts.map((row, item) => row[item] ?? 0);
    const matrix = counts.map((row, item) =>
      row.map((together, other) => jaccard(together, own[item] ?? 0, own[other] ?? 0)),
    );
    expect(matrix).toEqual([
      [1, 0, 0.5],
      [0, 1, 1 / 3],
      [0.5, 1 / 3, 1],
    ]);
  });

  it('decay by a half-life of 2 has the published values, and 1 for what lies ahead (Microsoft Recommenders)', () => {
    const now = 5;
    const weights = [1, 2, 3, 4, 5, 6].map((time) => decayWeight(now - time, 2));
    [0.25, 0.35355339, 0.5, Math.SQRT1_2, 1, 1].forEach((expected, place) => {
      expect(weights[place]).toBeCloseTo(expected, 8);
    });
  });

  it('a buyer of one and one of two other purchases buy an item of a tenth of all sales .29 times by chance', () => {
    expect(expectedCoPurchases(0.1, [1, 2])).toBeCloseTo(0.1 + 0.19, 12);
  });
});
