import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adjustGroups } from '../../../../functions/domain/experiments/cuped.ts';
import { momentsOf, type Pair } from '../../../../functions/domain/experiments/pair-moments.ts';
import { type Random, randomFor } from '../../../../functions/domain/simulation/random.ts';

const near = (value: number, scale: number) => expect.closeTo(value, 9 - Math.ceil(Math.log10(1 + Math.abs(scale))));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const covariance = (left: readonly number[], right: readonly number[]) => {
  const [leftMean, rightMean] = [mean(left), mean(right)];
  return left.reduce((sum, value, place) => sum + (value - leftMean) * ((right[place] ?? 0) - rightMean), 0);
};

const pairs = fc.array(
  fc.record({ outcome: fc.integer({ min: -500, max: 500 }), covariate: fc.integer({ min: -500, max: 500 }) }),
  {
    minLength: 2,
    maxLength: 30,
  },
);

/** Pairs of a group with correlation rho and a shift of the outcome. */
function drawn(random: Random, count: number, rho: number, shift: number): readonly Pair[] {
  // The sum of twelve uniform draws less 6 has mean 0 and variance 1.
  const normal = () => Array.from({ length: 12 }, () => random.unit()).reduce((sum, unit) => sum + unit, -6);
  return Array.from({ length: count }, () => {
    const covariate = normal();
    return { covariate, outcome: shift + rho * covariate + Math.sqrt(1 - rho ** 2) * normal() };
  });
}

describe('what was known beforehand taken out of outcomes', () => {
  it('sums pairs up as two passes over them do', () => {
    fc.assert(
      fc.property(pairs, (some) => {
        const [outcomes, covariates] = [some.map(({ outcome }) => outcome), some.map(({ covariate }) => covariate)];
        expect(momentsOf(some)).toEqual({
          count: some.length,
          outcomeMean: near(mean(outcomes), 1),
          covariateMean: near(mean(covariates), 1),
          outcomeSquares: near(covariance(outcomes, outcomes), 1e7),
          covariateSquares: near(covariance(covariates, covariates), 1e7),
          products: near(covariance(outcomes, covariates), 1e7),
        });
      }),
    );
  });

  it('has the mean and variance of the adjusted outcomes themselves', () => {
    fc.assert(
      fc.property(pairs, pairs, (one, other) => {
        const { theta, first, second, isUseful } = adjustGroups(momentsOf(one), momentsOf(other));
        const covariateMean = mean([...one, ...other].map(({ covariate }) => covariate));
        for (const [group, summary] of [
          [one, first],
          [other, second],
        ] as const) {
          const adjusted = group.map(({ outcome, covariate }) => outcome - theta * (covariate - covariateMean));
          expect(summary.mean).toEqual(near(mean(adjusted), 1e3));
          expect(summary.variance).toEqual(near(covariance(adjusted, adjusted) / (group.length - 1), 1e6));
        }
        expect(isUseful || theta === 0).toBe(true);
      }),
    );
  });

  it('leaves 1 - rho^2 of the variance and the effect where it was (Deng et al. 2013)', () => {
    const random = randomFor(5);
    const [count, rho, effect] = [20_000, 0.7, 0.3];
    const treated = momentsOf(drawn(random, count, rho, effect));
    const control = momentsOf(drawn(random, count, rho, 0));
    const { first, second, varianceLeft, isUseful } = adjustGroups(treated, control);

    // Four standard errors: of a squared correlation about .005, of a variance .51 sqrt(2 / n), of the effect .0072.
    expect(isUseful).toBe(true);
    expect(Math.abs(varianceLeft - 0.51)).toBeLessThan(0.02);
    for (const { variance } of [first, second]) expect(Math.abs(variance - 0.51)).toBeLessThan(0.021);
    expect(Math.abs(first.mean - second.mean - effect)).toBeLessThan(0.029);
  });

  it('takes the slope within the groups, so that the effect does not go into it', () => {
    // Alike within the groups, but the treated have more of both: a slope over all would take the effect away.
    const group = (covariate: number, outcome: number): readonly Pair[] =>
      [-1, 1].flatMap((left) => [-1, 1].map((right) => ({ covariate: covariate + left, outcome: outcome + right })));
    const { theta, isUseful } = adjustGroups(momentsOf(group(10, 10)), momentsOf(group(0, 0)));

    expect({ theta, isUseful }).toEqual({ theta: 0, isUseful: false });
  });

  it('says so where what was known beforehand is of no use', () => {
    const random = randomFor(6);
    const unrelated = [1, 2].map(() => momentsOf(drawn(random, 2000, 0, 0)));
    const constant = momentsOf([1, 2, 3].map((outcome) => ({ outcome, covariate: 4 })));
    for (const [one, other] of [unrelated, [constant, constant]]) {
      if (one === undefined || other === undefined) throw new Error('there are two');
      const { isUseful, first, second } = adjustGroups(one, other);

      expect(isUseful).toBe(false);
      expect([first.mean, second.mean]).toEqual([one.outcomeMean, other.outcomeMean]);
    }
  });
});
