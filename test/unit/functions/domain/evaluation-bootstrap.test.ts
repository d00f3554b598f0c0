import { expect, it } from 'vitest';
import { bootstrapDifferences } from '../../../../functions/domain/evaluation/bootstrap.ts';
import { type Candidate, judge } from '../../../../functions/domain/evaluation/verdict.ts';
import { randomFor } from '../../../../functions/domain/simulation/random.ts';

const unitsOf = (sums: readonly number[], queries = 1) => ({
  sums: Float64Array.from(sums),
  queries: new Float64Array(sums.length).fill(queries),
});

/** Uniform draws of a mean. */
function noisy(mean: number, count: number, seed: number): readonly number[] {
  const random = randomFor(seed);
  return Array.from({ length: count }, () => mean + random.unit() - 0.5);
}

it('the same seed gives the same intervals, another seed others', () => {
  const one = unitsOf(noisy(0.1, 50, 1));
  const others = [unitsOf(noisy(0, 50, 2))];
  expect(bootstrapDifferences(one, others, 7)).toEqual(bootstrapDifferences(one, others, 7));
  expect(bootstrapDifferences(one, others, 7)).not.toEqual(bootstrapDifferences(one, others, 8));
});

it('the difference is a mean over queries, so large units weigh more', () => {
  const one = { sums: Float64Array.of(9, 1), queries: Float64Array.of(9, 1) };
  const other = { sums: Float64Array.of(0, 1), queries: Float64Array.of(9, 1) };
  expect(bootstrapDifferences(one, [other], 1)[0]?.mean).toBeCloseTo(0.9, 12);
});

it('a constant difference has an interval of no width', () => {
  const sums = noisy(0, 40, 3);
  const [difference] = bootstrapDifferences(unitsOf(sums.map((sum) => sum + 0.25)), [unitsOf(sums)], 1);
  expect(difference?.low).toBeCloseTo(0.25, 12);
  expect(difference?.high).toBeCloseTo(0.25, 12);
});

it('intervals cover the true difference 95 times in 100, within chance', () => {
  let covered = 0;
  for (let trial = 0; trial < 200; trial += 1) {
    const [difference] = bootstrapDifferences(
      unitsOf(noisy(0.2, 60, 1_000 + trial)),
      [unitsOf(noisy(0, 60, 5_000 + trial))],
      trial,
      400,
    );
    if (difference !== undefined && difference.low <= 0.2 && difference.high >= 0.2) covered += 1;
  }
  // 190 expected, standard deviation 3.1; the percentile interval of 60 units is a little narrow.
  expect(covered).toBeGreaterThanOrEqual(178);
  expect(covered).toBeLessThan(200);
});

const candidate = (name: string, sums: readonly number[], isBaseline = false): Candidate => ({
  name,
  isBaseline,
  units: unitsOf(sums),
});

it('the simpler one is suggested where the best is not clearly better, the best where it is', () => {
  const base = noisy(0, 80, 11);
  const worse = candidate('popularity', base, true);
  const simple = candidate(
    'simple',
    base.map((sum) => sum + 0.3),
  );
  const jitter = noisy(0, 80, 12);
  const jitterMean = jitter.reduce((sum, value) => sum + value, 0) / 80;
  const alike = candidate(
    'elaborate',
    base.map((sum, unit) => sum + 0.3 + (jitter[unit] ?? 0) - jitterMean + 0.02),
  );
  const far = candidate(
    'elaborate',
    base.map((sum) => sum + 0.9),
  );

  const close = judge([worse, simple, alike], 1);
  expect(close).toMatchObject({
    best: 'elaborate',
    runnerUp: 'simple',
    suggested: 'simple',
    bestBaseline: 'popularity',
  });
  expect(close.overRunnerUp.low).toBeLessThan(0);
  expect(close.overBaseline.low).toBeGreaterThan(0);

  expect(judge([worse, simple, far], 1)).toMatchObject({ best: 'elaborate', suggested: 'elaborate' });
});
