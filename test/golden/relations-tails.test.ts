import { expect, it } from 'vitest';
import { binomialUpperTail, poissonUpperTail } from '../../functions/domain/relations/tail-probabilities.ts';

/** Summed in exact fractions (Python's `fractions`), then rounded once. */
it.each([
  [15, 15, 0.7, 0.004747561509943],
  [18, 20, 0.5, 0.00020122528076171875],
  [10, 10, 0.5, 0.0009765625],
  [40, 45, 0.6, 2.0269048983842656e-5],
  [300, 400, 0.65, 1.0837535798915255e-5],
  [1_900, 2_000, 0.9, 2.374647248072791e-16],
  [900, 1_000, 0.5, 6.701717790006296e-162],
])('%i or more of %i with chance %d has the exact probability', (successes, trials, chance, expected) => {
  // The logarithms of the factorials are good to 1e-13 of their size, which is at most 13,000 here.
  expect(Math.abs(binomialUpperTail(successes, trials, chance) / expected - 1)).toBeLessThan(2e-9);
});

/** Summed with 60 digits (Python's `decimal`), then rounded once. */
it.each([
  [3, 0.2, 0.0011484812448621323],
  [20, 4.5, 6.716488780922944e-8],
  [58, 14, 1.3838436898778757e-18],
  [500, 300, 3.807423416288178e-26],
])('%i or more where %d are expected has the exact Poisson probability', (count, mean, expected) => {
  expect(Math.abs(poissonUpperTail(count, mean) / expected - 1)).toBeLessThan(1e-9);
});
