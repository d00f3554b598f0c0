import { expect, it } from 'vitest';
import {
  fitShiftedBetaGeometric,
  retentionCurve,
} from '../../functions/domain/repeat-buying/shifted-beta-geometric.ts';

/** Customers still there of 1,000 after years 0 to 7, of losses 131 126 90 60 42 34 26. */
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

it('"High End" of Fader & Hardie (2007) is fitted to alpha .668 beta 3.806, log-likelihood -1611.2', () => {
  const fit = fitShiftedBetaGeometric([highEnd]);
  expect(fit.status).toBe('converged');
  // As many decimals as are published.
  expect(fit.parameters?.alpha).toBeCloseTo(0.668, 3);
  expect(fit.parameters?.beta).toBeCloseTo(3.806, 3);
  expect(fit.logLikelihood).toBeCloseTo(-1611.2, 1);
});

it('"High End" survives as published: .851 .747 .670 .610 .562 .522 .489 (Fader & Hardie 2007)', () => {
  const survival = retentionCurve({ alpha: 0.668, beta: 3.806 }, 7).map(({ survivalShare }) => survivalShare);
  for (const [index, expected] of [0.851, 0.747, 0.67, 0.61, 0.562, 0.522, 0.489].entries()) {
    expect(survival[index]).toBeCloseTo(expected, 3);
  }
});
