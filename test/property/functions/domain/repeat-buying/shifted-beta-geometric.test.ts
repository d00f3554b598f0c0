import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CohortSurvivors,
  fitShiftedBetaGeometric,
  retentionCurve,
} from '../../../../../functions/domain/repeat-buying/shifted-beta-geometric.ts';
import { randomFor } from '../../../../../functions/domain/simulation/random.ts';
import { drawBeta } from '../../../../support/simulated-buyers.ts';

const parameter = fc.double({ min: Math.log(0.05), max: Math.log(50), noNaN: true }).map(Math.exp);

it('the retention rate rises with age though no customer changes, and the survival share is their product', () => {
  fc.assert(
    fc.property(parameter, parameter, (alpha, beta) => {
      const curve = retentionCurve({ alpha, beta }, 20);
      let product = 1;
      for (const [index, { period, survivalShare, retentionRate }] of curve.entries()) {
        product *= retentionRate;
        expect(period).toBe(index + 1);
        expect(survivalShare).toBeCloseTo(product, 12);
        expect(retentionRate).toBeGreaterThan(curve[index - 1]?.retentionRate ?? 0);
      }
    }),
  );
});

const truth = { alpha: 1.2, beta: 4 };

function drawCohorts(customers: number, seed: number): readonly CohortSurvivors[] {
  const random = randomFor(seed, 1);
  return [8, 5, 3].map((periods) => {
    const survivors = new Array<number>(periods + 1).fill(0);
    for (let customer = 0; customer < customers; customer += 1) {
      const chance = drawBeta(random, truth.alpha, truth.beta);
      for (let period = 0; period <= periods; period += 1) {
        survivors[period] = (survivors[period] ?? 0) + 1;
        if (random.chance(chance)) break;
      }
    }
    return survivors;
  });
}

it.each([1_000, 30_000])(
  'three cohorts of %d customers, of different lengths, give their parameters back within four standard errors',
  (customers) => {
    const fit = fitShiftedBetaGeometric(drawCohorts(customers, 3));
    for (const name of ['alpha', 'beta'] as const) {
      const error = Math.abs((fit.parameters?.[name] ?? Number.NaN) - truth[name]);
      expect(error).toBeLessThan(4 * (fit.standardErrors?.[name] ?? Number.NaN));
    }
    expect((fit.standardErrors?.beta ?? Number.NaN) / truth.beta).toBeLessThan(9 / Math.sqrt(customers));
  },
);

it('a cohort in two halves has the fit of the whole', () => {
  const half: CohortSurvivors = [500, 430, 380, 345, 320];
  const apart = fitShiftedBetaGeometric([half, half]);
  const together = fitShiftedBetaGeometric([half.map((count) => 2 * count)]);
  expect(apart).toEqual(together);
});
