import type { Objective, Slope } from './objective.ts';

export interface MinimiseOptions {
  /** The search ends where no partial derivative is greater. Default 1e-6. */
  readonly gradientTolerance?: number;
  /** Directions tried before it gives up. Default 200. */
  readonly maximumSteps?: number;
  /** A search ends, without a minimum, where a number of its point is further from 0. Default infinite. */
  readonly farthest?: number;
}

export interface Minimum {
  readonly point: readonly number[];
  readonly value: number;
  /** Whether the gradient vanishes there, within the tolerance, and the point is not too far. */
  readonly hasConverged: boolean;
}

interface Place extends Slope {
  readonly point: readonly number[];
}

/** No number of a point is moved further in one step: points are logarithms, and e^3 is twentyfold. */
const longestStep = 3;
/** Constants of the weak Wolfe conditions: descent enough, and a slope that became flatter. */
const enoughDescent = 1e-4;
const flatterSlope = 0.9;
const maximumHalvings = 40;

const dot = (left: readonly number[], right: readonly number[]): number =>
  left.reduce((sum, value, index) => sum + value * (right[index] ?? Number.NaN), 0);

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((row) => dot(row, vector));

const identity = (size: number, scale = 1): number[][] =>
  Array.from({ length: size }, (_, row) => Array.from({ length: size }, (__, column) => (row === column ? scale : 0)));

const greatest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

const isFinitePlace = ({ value, gradient }: Slope): boolean =>
  Number.isFinite(value) && gradient.every((slope) => Number.isFinite(slope));

/**
 * A point along the direction that meets the weak Wolfe conditions, by doubling and halving (Lewis & Overton 2013),
 * which needs nothing of the objective where it is not finite. Null where rounding lets it fall no further.
 */
function searchLine(objective: Objective, from: Place, direction: readonly number[]): Place | null {
  const slope = dot(direction, from.gradient);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let length = Math.min(1, longestStep / greatest(direction));
  let best: Place | null = null;
  for (let turn = 0; turn < maximumHalvings; turn += 1) {
    const point = from.point.map((value, index) => value + length * (direction[index] ?? 0));
    const place: Place = { point, ...objective(point) };
    if (!(isFinitePlace(place) && place.value <= from.value + enoughDescent * length * slope)) high = length;
    else {
      if (best === null || place.value < best.value) best = place;
      if (dot(direction, place.gradient) >= flatterSlope * slope) return place;
      low = length;
      if (length * 2 * greatest(direction) > longestStep) return place;
    }
    length = high === Number.POSITIVE_INFINITY ? length * 2 : (low + high) / 2;
  }
  return best;
}

/** The inverse curvature, corrected by what the gradient did over a step (Broyden, Fletcher, Goldfarb & Shanno 1970). */
function corrected(inverse: readonly (readonly number[])[], from: Place, to: Place): readonly (readonly number[])[] {
  const step = to.point.map((value, index) => value - (from.point[index] ?? 0));
  const change = to.gradient.map((value, index) => value - (from.gradient[index] ?? 0));
  const curvature = dot(step, change);
  if (!(curvature > 0)) return inverse;
  const turned = times(inverse, change);
  const stretch = (1 + dot(change, turned) / curvature) / curvature;
  return inverse.map((row, left) =>
    row.map((value, right) => {
      const crossed = (turned[left] ?? 0) * (step[right] ?? 0) + (step[left] ?? 0) * (turned[right] ?? 0);
      return value + stretch * (step[left] ?? 0) * (step[right] ?? 0) - crossed / curvature;
    }),
  );
}

/** The curvature as the first step met it, taken to be the same in every direction. */
function scaledIdentity(from: Place, to: Place): readonly (readonly number[])[] {
  const step = to.point.map((value, index) => value - (from.point[index] ?? 0));
  const change = to.gradient.map((value, index) => value - (from.gradient[index] ?? 0));
  const scale = dot(step, change) / dot(change, change);
  return identity(step.length, scale > 0 ? scale : 1);
}

function descend(objective: Objective, start: readonly number[], options: MinimiseOptions): Minimum | null {
  const { gradientTolerance = 1e-6, maximumSteps = 200, farthest = Number.POSITIVE_INFINITY } = options;
  let place: Place = { point: start, ...objective(start) };
  if (!isFinitePlace(place)) return null;
  let inverse: readonly (readonly number[])[] = identity(start.length);
  let isFresh = true;
  const isFound = (): boolean => greatest(place.gradient) <= gradientTolerance && greatest(place.point) <= farthest;
  for (let step = 0; step < maximumSteps && !isFound() && greatest(place.point) <= farthest; step += 1) {
    const direction = times(inverse, place.gradient).map((value) => -value);
    const next = dot(direction, place.gradient) < 0 ? searchLine(objective, place, direction) : null;
    if (next === null) {
      // What was learnt of the curvature misleads, or rounding hides any descent that is left.
      if (isFresh) break;
      inverse = identity(start.length);
      isFresh = true;
      continue;
    }
    inverse = corrected(isFresh ? scaledIdentity(place, next) : inverse, place, next);
    isFresh = false;
    place = next;
  }
  return { point: place.point, value: place.value, hasConverged: isFound() };
}

/**
 * The lowest of the minima that the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (1970) finds from
 * the starts. O(starts · steps) evaluations, usually 20 to 40 from one start in four dimensions.
 * @param starts at least one; numbers of the order of 1, such as logarithms of parameters
 * @returns null where the objective is finite at no start
 */
export function minimise(
  objective: Objective,
  starts: readonly (readonly number[])[],
  options: MinimiseOptions = {},
): Minimum | null {
  let lowest: Minimum | null = null;
  for (const start of starts) {
    const minimum = descend(objective, start, options);
    if (minimum !== null && (lowest === null || minimum.value < lowest.value)) lowest = minimum;
  }
  return lowest;
}
