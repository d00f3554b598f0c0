import { HoldfastError } from '../errors.ts';

/** Quantiles that three to five knots stand at (Harrell 2015, table 2.3). */
const knotQuantiles: Readonly<Record<3 | 4 | 5, readonly number[]>> = {
  3: [0.1, 0.5, 0.9],
  4: [0.05, 0.35, 0.65, 0.95],
  5: [0.05, 0.275, 0.5, 0.725, 0.95],
};

/**
 * Where the knots of a spline stand: distinct quantiles, fewer where values are tied. O(n log n).
 * @param values any number of them
 */
export function splineKnots(values: Float64Array, count: 3 | 4 | 5): readonly number[] {
  const sorted = Float64Array.from(values).sort();
  const knots = knotQuantiles[count].flatMap((share) => sorted[Math.round(share * (sorted.length - 1))] ?? []);
  return [...new Set(knots)];
}

/**
 * A value as the terms of a restricted cubic spline, which is cubic between its knots, smooth at them and straight
 * beyond the outer ones: the value itself and a term for each knot but two. O(knots).
 * Source: Harrell 2015, "Regression Modeling Strategies", 2nd edition, equation 2.25; terms are divided by the
 * square of the outer knots' distance, so that they are of the value's order of size.
 * @param knots ascending and distinct; with fewer than three the spline is a straight line
 */
export function restrictedCubicSpline(value: number, knots: readonly number[]): readonly number[] {
  if (knots.some((knot, place) => place > 0 && !(knot > (knots[place - 1] ?? Number.NaN)))) {
    throw new HoldfastError('math.knots', `knots ${knots.join(', ')}; needed are ascending and distinct ones`);
  }
  const first = knots[0];
  const beforeLast = knots.at(-2);
  const last = knots.at(-1);
  if (knots.length < 3 || first === undefined || beforeLast === undefined || last === undefined) return [value];
  const cubed = (knot: number): number => Math.max(0, value - knot) ** 3;
  const terms = knots.slice(0, -2).map((knot) => {
    const tail = cubed(beforeLast) * (last - knot) - cubed(last) * (beforeLast - knot);
    return (cubed(knot) - tail / (last - beforeLast)) / (last - first) ** 2;
  });
  return [value, ...terms];
}
