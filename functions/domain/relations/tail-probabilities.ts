import { HoldfastError } from '../errors.ts';
import { logGamma } from '../math/log-gamma.ts';

/** Terms smaller than this share of the sum change no digit that is kept. */
const negligible = 1e-17;

/**
 * Sums a tail of a distribution from its greatest term outwards: terms fall, so it stops where they no longer count.
 * @param next factor from the term `step` places out to the one after it, below 1
 */
function sumTail(logFirst: number, next: (step: number) => number): number {
  let term = 1;
  let sum = 1;
  for (let step = 0; term > negligible * sum; step += 1) {
    term *= next(step);
    sum += term;
  }
  return Math.exp(logFirst) * sum;
}

function checkBinomial(successes: number, trials: number, chance: number): void {
  const isRight = successes >= 0 && successes <= trials && chance >= 0 && chance <= 1;
  if (isRight && Number.isSafeInteger(successes) && Number.isSafeInteger(trials)) return;
  throw new HoldfastError(
    'score.counts',
    `${successes} of ${trials} with chance ${chance}; needed are whole numbers of 0 to all, and a chance of 0 to 1`,
    { details: { successes, trials, chance } },
  );
}

/**
 * P(X >= successes) for a binomial X: exact but for rounding, also far out in the tail, where a difference from 1
 * would be all rounding. At most O(trials), usually O(sqrt trials).
 * @param chance of each trial, 0 to 1
 * @throws HoldfastError `score.counts`
 */
export function binomialUpperTail(successes: number, trials: number, chance: number): number {
  checkBinomial(successes, trials, chance);
  if (successes === 0 || chance === 1) return 1;
  if (chance === 0) return 0;
  // Left of the mean the other tail is the small one.
  if (successes <= trials * chance) return 1 - binomialUpperTail(trials - successes + 1, trials, 1 - chance);
  if (successes === trials) return chance ** trials;
  const logFirst =
    logGamma(trials + 1) -
    logGamma(successes + 1) -
    logGamma(trials - successes + 1) +
    successes * Math.log(chance) +
    (trials - successes) * Math.log1p(-chance);
  const odds = chance / (1 - chance);
  return Math.min(
    1,
    sumTail(logFirst, (step) => ((trials - successes - step) / (successes + step + 1)) * odds),
  );
}

/**
 * P(X >= count) for a Poisson X. O(count) at most.
 * @param mean 0 or more
 */
export function poissonUpperTail(count: number, mean: number): number {
  if (count <= 0) return 1;
  if (mean === 0) return 0;
  if (count <= mean) return 1 - poissonLowerTail(count - 1, mean);
  const logFirst = count * Math.log(mean) - mean - logGamma(count + 1);
  return Math.min(
    1,
    sumTail(logFirst, (step) => mean / (count + step + 1)),
  );
}

/**
 * P(X <= count) for a Poisson X. O(count) at most.
 * @param mean 0 or more
 */
export function poissonLowerTail(count: number, mean: number): number {
  if (count < 0) return 0;
  if (mean === 0) return 1;
  if (count >= mean) return 1 - poissonUpperTail(count + 1, mean);
  const logFirst = count * Math.log(mean) - mean - logGamma(count + 1);
  return Math.min(
    1,
    sumTail(logFirst, (step) => Math.max(0, count - step) / mean),
  );
}
