import { logGamma } from '../../functions/domain/math/log-gamma.ts';

/** The power series is given up after this many terms (about 2 microseconds): the integral is then the shorter way. */
const maxTerms = 400;
/** Above it the series needs more than `maxTerms`, 37 / -ln(z) of them, so it is not begun. */
const maxArgumentOfSeries = 0.92;
/** ln of what may be left out of a sum: e^-38 is 3e-17, below half a unit in the last place. */
const logNegligible = -38;
/** Before a sum leaves the range of doubles, 1.8e308, the integral takes over: it is computed as a logarithm throughout. */
const largestSum = 1e280;
/** The integral needs c above b; nearer than this its right tail is long, and c is raised first. */
const leastDistance = 0.25;

/**
 * ln of Gauss's hypergeometric function 2F1(a, b; c; z) for a, b, c above 0 and 0 <= z < 1, where each term of its
 * series is positive, and it is 1 or more. The result is finite where the value itself is not (2F1(1000, 1000; 1000; .9)
 * is 10^1000). Error below 5e-12 for parameters up to 1,000.
 *
 * Power series (DLMF 15.2.1) while it is short, else Euler's integral (DLMF 15.6.1) by the trapezoidal rule.
 * O(400) at most; the integral costs O(ln(1 / (1 - z)) + sqrt(greatest parameter)) evaluations of two logarithms.
 */
export function logHypergeometric2F1(a: number, b: number, c: number, z: number): number {
  if (!(a > 0 && b > 0 && c > 0 && z >= 0 && z < 1)) return Number.NaN;
  const bySeries = z <= maxArgumentOfSeries ? logOfSeries(a, b, c, z) : null;
  if (bySeries !== null) return bySeries;
  const greater = Math.max(a, b);
  const lesser = Math.min(a, b);
  const steps = Math.max(0, Math.ceil(leastDistance - (c - lesser)));
  return logWithRaisedC(greater, lesser, c, z, steps);
}

/** ln of the sum of the power series; null where `maxTerms`, or doubles, do not reach the end of it. */
function logOfSeries(a: number, b: number, c: number, z: number): number | null {
  let term = 1;
  let sum = 1;
  for (let n = 0; n < maxTerms; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (1 + n))) * z;
    term *= ratio;
    sum += term;
    // Later ratios lie between this one and z, so the rest is at most a geometric series in the greater of the two.
    const greatestRatio = Math.max(ratio, z);
    if (greatestRatio < 1 && term * greatestRatio <= 1e-17 * sum * (1 - greatestRatio)) return Math.log(sum);
    if (sum > largestSum) return null;
  }
  return null;
}

/**
 * Raises c in `steps` steps of 1 by F(a, b; c) = F(a, b; c + 1) + a b z / (c (c + 1)) F(a + 1, b + 1; c + 2), the only
 * contiguous relation with no difference in it for c at or below b: nothing cancels. O(steps^2) and `steps` + 1 integrals.
 */
function logWithRaisedC(a: number, b: number, c: number, z: number, steps: number): number {
  let row = Array.from({ length: steps + 1 }, (_, raised) =>
    logOfIntegral(a + raised, b + raised, c + steps + raised, z),
  );
  for (let step = steps - 1; step >= 0; step--) {
    row = row.slice(0, -1).map((plain, raised) => {
      const denominator = c + step + raised;
      const factor = ((a + raised) * (b + raised) * z) / (denominator * (denominator + 1));
      const other = Math.log(factor) + (row[raised + 1] ?? 0);
      return Math.max(plain, other) + Math.log1p(Math.exp(-Math.abs(plain - other)));
    });
  }
  return row[0] ?? Number.NaN;
}

/**
 * ln of Euler's integral for c > b, with t = 1 / (1 + e^-u): the integral over all u of
 * e^(b u) (1 + e^u)^(a - c) (1 + (1 - z) e^u)^-a, over Beta(b, c - b). It has one maximum, decays on both sides, and has
 * no singularity nearer to the real line than pi, so that the trapezoidal rule converges geometrically
 * (Trefethen & Weideman 2014, theorem 5.1). Beyond both bends a tail is a geometric series and is summed as one.
 */
function logOfIntegral(a: number, b: number, c: number, z: number): number {
  const complement = 1 - z;
  const logOfIntegrand = (u: number): number => {
    const power = Math.exp(u);
    return b * u - (c - a) * Math.log1p(power) - a * Math.log1p(complement * power);
  };
  const mode = modeOfIntegrand(a, b, c, complement);
  const peak = logOfIntegrand(mode);
  const step = stepOfTrapezoid(Math.max(a, c));
  const leftBend = logNegligible;
  const rightBend = -logNegligible - Math.log(complement);
  let sum = 1;
  for (const direction of [-1, 1]) {
    const decayPerStep = (direction < 0 ? b : c - b) * step;
    for (let n = 1; ; n++) {
      const u = mode + direction * n * step;
      const drop = logOfIntegrand(u) - peak;
      if (direction < 0 ? u < leftBend : u > rightBend) {
        sum += Math.exp(drop) / -Math.expm1(-decayPerStep);
        break;
      }
      sum += Math.exp(drop);
      if (drop < logNegligible && decayPerStep > 0.1) break;
    }
  }
  return peak + Math.log(sum * step) - (logGamma(b) + logGamma(c - b) - logGamma(c));
}

/** Where the integrand is greatest: the positive root of a quadratic equation in e^u. */
function modeOfIntegrand(a: number, b: number, c: number, complement: number): number {
  const square = complement * (c - b);
  const linear = b * (1 + complement) - (c - a) - a * complement;
  const root = Math.sqrt(linear * linear + 4 * square * b);
  // The form of the root in which nothing cancels.
  return Math.log(linear > 0 ? (linear + root) / (2 * square) : (2 * b) / (root - linear));
}

/**
 * Step at which the rule's error, e^(-2 pi y / step) cos(y / 2)^-exponent for the best distance y < pi from the real
 * line, is negligible. The peak narrows as the root of the exponent, and the step with it.
 */
function stepOfTrapezoid(exponent: number): number {
  const distance = Math.min(2.6, Math.sqrt((-8 * logNegligible) / exponent));
  return (2 * Math.PI * distance) / (-logNegligible - exponent * Math.log(Math.cos(distance / 2)));
}
