/** Coefficients of Lanczos' approximation for g = 7 and 9 terms (Godfrey 2001): relative error below 1e-14. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;

/** ln Γ(x) for x of 1 or more. */
function logGamma(x: number): number {
  const base = x + 6.5;
  const sum = lanczos.reduce(
    (total, coefficient, term) => total + (term === 0 ? coefficient : coefficient / (x - 1 + term)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Steps of the fraction: it takes about the root of the larger parameter, so this is enough for 10^9 trials. */
const maximumSteps = 100_000;

/** The continued fraction of the incomplete beta function by Lentz' method (DLMF 8.17.22). */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let step = 1; step <= maximumSteps; step += 1) {
    const even = (step * (b - step) * x) / ((a + 2 * step - 1) * (a + 2 * step));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    fraction *= d * c;
    const odd = (-(a + step) * (a + b + step) * x) / ((a + 2 * step) * (a + 2 * step + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return fraction;
}

/** The regularised incomplete beta function I_x(a, b), for a and b of 1 or more and x from 0 to 1. */
function incompleteBeta(a: number, b: number, x: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  const logFront = logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x);
  // The fraction converges fast on this side of the mean; the other side is its mirror image.
  if (x < (a + 1) / (a + b + 2)) return (Math.exp(logFront) * betaFraction(a, b, x)) / a;
  return 1 - (Math.exp(logFront) * betaFraction(b, a, 1 - x)) / b;
}

/** The x with I_x(a, b) = share, by halving: 60 steps leave less than 1e-18. */
function betaQuantile(share: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2;
    if (incompleteBeta(a, b, middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The exact 95% interval of a share after `successCount` of `trialCount` trials (Clopper and Pearson 1934): whatever
 * the true share, at most one interval in twenty misses it. Wider than needed for few trials, never too narrow.
 * O(√trials).
 * @param successCount 0 to trialCount
 * @param trialCount 1 or more
 */
export function exactShareInterval(successCount: number, trialCount: number): Interval {
  const failureCount = trialCount - successCount;
  return {
    low: successCount === 0 ? 0 : betaQuantile(0.025, successCount, failureCount + 1),
    high: failureCount === 0 ? 1 : betaQuantile(0.975, successCount + 1, failureCount),
  };
}
