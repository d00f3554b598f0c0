import type { Random } from './random.ts';

/** Mean of two uniform draws: 0 to 1, mean .5, standard deviation .204. */
export const drawTriangular = (random: Random): number => (random.unit() + random.unit()) / 2;

/**
 * Sum of `shape` exponentials: the waiting time for the shape-th event, more regular the larger the shape is. Squared
 * coefficient of variation 1 / shape. O(shape).
 * @param shape whole number from 1 on; 1 is the exponential
 * @param mean of the sum
 */
export function drawErlang(random: Random, shape: number, mean: number): number {
  let sum = 0;
  for (let stage = 0; stage < shape; stage += 1) sum += random.exponential(mean / shape);
  return sum;
}

/** Poisson by counting exponential gaps in one unit of time. O(mean). @param mean small, under some hundreds */
export function drawPoisson(random: Random, mean: number): number {
  let count = -1;
  for (let time = 0; time < mean; time += random.exponential(1)) count += 1;
  return count;
}

/** Shares that sum to 1, all such lists alike likely: Dirichlet(1, ..., 1), as exponentials over their sum. O(count). */
export function drawDirichlet(random: Random, count: number): readonly number[] {
  const parts = Array.from({ length: count }, () => random.exponential(1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** Place of a share, each drawn as often as it is large. @param shares above 0, sum 1 */
export function drawPlace(random: Random, shares: readonly number[]): number {
  let left = random.unit();
  const place = shares.findIndex((share) => {
    left -= share;
    return left < 0;
  });
  // The shares may sum to a little less than 1 by rounding.
  return place === -1 ? shares.length - 1 : place;
}

type Weighted<Choice> = readonly [choice: Choice, weight: number];

/** One of the choices, by their weights, which sum to 1. */
export function drawWeighted<Choice>(
  random: Random,
  choices: readonly [Weighted<Choice>, ...(readonly Weighted<Choice>[])],
): Choice {
  let left = random.unit();
  let [[chosen]] = choices;
  for (const [choice, weight] of choices) {
    chosen = choice;
    left -= weight;
    if (left < 0) break;
  }
  return chosen;
}
