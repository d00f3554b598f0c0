import type { Random } from '../simulation/random.ts';

/** Standard normal by the polar method (Marsaglia & Bray 1964); its second number is left, to keep no state. */
function drawNormal(random: Random): number {
  for (;;) {
    const first = 2 * random.unit() - 1;
    const second = 2 * random.unit() - 1;
    const square = first * first + second * second;
    if (square > 0 && square < 1) return first * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/**
 * ln of a gamma variate of scale 1. The logarithm, as variates of a small shape are below the least number.
 * Source: Marsaglia & Tsang 2000, "A Simple Method for Generating Gamma Variables", ACM Trans. Math. Softw. 26(3);
 * shapes below 1 by their note: one of shape + 1 times U^(1/shape).
 * @param shape above 0
 */
function drawLogGamma(random: Random, shape: number): number {
  // 1 - unit() is above 0, so the logarithms are finite.
  if (shape < 1) return drawLogGamma(random, shape + 1) + Math.log(1 - random.unit()) / shape;
  const centre = shape - 1 / 3;
  const scale = 1 / Math.sqrt(9 * centre);
  for (;;) {
    const normal = drawNormal(random);
    const root = 1 + scale * normal;
    if (root <= 0) continue;
    const cube = root ** 3;
    const logUniform = Math.log(1 - random.unit());
    if (logUniform < normal ** 2 / 2 + centre * (1 - cube + Math.log(cube))) return Math.log(centre * cube);
  }
}

/** A draw of Beta(alpha, beta), as G(alpha) / (G(alpha) + G(beta)). O(1) on average. @param alpha above 0, as is beta */
export function drawBeta(random: Random, alpha: number, beta: number): number {
  const logFirst = drawLogGamma(random, alpha);
  const logSecond = drawLogGamma(random, beta);
  return 1 / (1 + Math.exp(logSecond - logFirst));
}
