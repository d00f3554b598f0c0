/** Nodes and weights of the Gauss-Legendre rule of 8 points on -1 to 1 (Abramowitz & Stegun 1964, table 25.4). */
const nodes = Float64Array.of(
  -0.9602898564975363,
  -0.7966664774136267,
  -0.525532409916329,
  -0.1834346424956498,
  0.1834346424956498,
  0.525532409916329,
  0.7966664774136267,
  0.9602898564975363,
);
const weights = Float64Array.of(
  0.1012285362903763,
  0.2223810344533745,
  0.3137066458778873,
  0.362683783378362,
  0.362683783378362,
  0.3137066458778873,
  0.2223810344533745,
  0.1012285362903763,
);

/** Longest piece on the logarithmic axis: the integrand's nearest singularity is pi away from that axis. */
const longestPiece = 1.2;
/** Most that the integrand may fall in a piece, as a power of e. Within both limits the rule is exact to about 1e-14. */
const greatestFall = 3;
const negligible = 1e-17;

/** An integral, and means over times weighted by the integrand. */
export interface PowerIntegral {
  readonly value: number;
  /** Mean of ln(1 + time / scale), for each scale; 0 where `value` is. */
  readonly meanLogFirst: number;
  readonly meanLogSecond: number;
  /** Mean of 1 / (1 + time / scale), for each scale; 1 where `value` is 0. */
  readonly meanInverseFirst: number;
  readonly meanInverseSecond: number;
}

const nothing: PowerIntegral = {
  value: 0,
  meanLogFirst: 0,
  meanLogSecond: 0,
  meanInverseFirst: 1,
  meanInverseSecond: 1,
};

/**
 * Integral over 0 to `length` of (1 + time / firstScale)^-firstPower (1 + time / secondScale)^-secondPower, for scales
 * and powers above 0: what a purchase rate and a dropout rate, each gamma-distributed over buyers, leave of themselves.
 * It is the difference of two hypergeometric functions that Pareto/NBD is written with elsewhere, without the
 * difference, which loses all digits as `length` goes to 0. Relative error below 1e-13. The means are its logarithmic
 * derivatives by the powers and scales.
 *
 * Gauss-Legendre on the axis ln(1 + time / least scale), where the integrand is log-concave.
 * O(ln(1 + length / least scale)) pieces of 8 points, some 15 at most where the powers are large.
 */
export function integralOfPowers(
  firstScale: number,
  firstPower: number,
  secondScale: number,
  secondPower: number,
  length: number,
): PowerIntegral {
  if (!(length > 0)) return nothing;
  if (firstScale > secondScale) {
    const { value, ...swapped } = integralOfPowers(secondScale, secondPower, firstScale, firstPower, length);
    return {
      value,
      meanLogFirst: swapped.meanLogSecond,
      meanLogSecond: swapped.meanLogFirst,
      meanInverseFirst: swapped.meanInverseSecond,
      meanInverseSecond: swapped.meanInverseFirst,
    };
  }
  const ratio = firstScale / secondScale;
  const end = Math.log1p(length / firstScale);
  const pieces = Math.ceil(end / Math.min(longestPiece, greatestFall / (firstPower + secondPower)));
  const half = end / pieces / 2;
  let sum = 0;
  let logFirst = 0;
  let logSecond = 0;
  let inverseFirst = 0;
  let inverseSecond = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const middle = half * (2 * piece + 1);
    let pieceSum = 0;
    for (let index = 0; index < nodes.length; index += 1) {
      const place = middle + half * (nodes[index] ?? 0);
      const growth = Math.expm1(place);
      const logOther = Math.log1p(ratio * growth);
      const weight = (weights[index] ?? 0) * Math.exp((1 - firstPower) * place - secondPower * logOther);
      pieceSum += weight;
      logFirst += weight * place;
      logSecond += weight * logOther;
      inverseFirst += weight / (1 + growth);
      inverseSecond += weight / (1 + ratio * growth);
    }
    sum += pieceSum;
    // Log-concave: it only falls faster from here on.
    if (pieceSum < negligible * sum) break;
  }
  return {
    value: firstScale * half * sum,
    meanLogFirst: logFirst / sum,
    meanLogSecond: logSecond / sum,
    meanInverseFirst: inverseFirst / sum,
    meanInverseSecond: inverseSecond / sum,
  };
}
