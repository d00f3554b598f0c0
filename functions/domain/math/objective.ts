/** A function of several numbers at one point. */
export interface Slope {
  readonly value: number;
  /** Partial derivatives, in the order of the point's numbers. */
  readonly gradient: readonly number[];
}

/** What is to be made small. Its value may be NaN or infinite where it is not defined: a search steps back from there. */
export type Objective = (point: readonly number[]) => Slope;

/** The step that balances the error of cutting the series, h², with that of rounding, 1e-16 / h. */
const step = 6e-6;

const shifted = (point: readonly number[], place: number, by: number): number[] =>
  point.map((value, index) => (index === place ? value + by : value));

/**
 * An objective from its values alone: the gradient is taken by central differences, so one evaluation costs 2n + 1.
 * Points should be of the order of 1, as logarithms of parameters are.
 */
export const withNumericGradient =
  (valueAt: (point: readonly number[]) => number): Objective =>
  (point) => ({
    value: valueAt(point),
    gradient: point.map(
      (_, place) => (valueAt(shifted(point, place, step)) - valueAt(shifted(point, place, -step))) / (2 * step),
    ),
  });

/** Wide enough that the rounding of a gradient taken by differences, 1e-10, leaves five digits of the curvature. */
const curvatureStep = 1e-3;

/** The matrix of second derivatives, by central differences of the gradient: 2n evaluations. */
export function curvatureAt(objective: Objective, point: readonly number[]): readonly (readonly number[])[] {
  const rows = point.map((_, place) => {
    const after = objective(shifted(point, place, curvatureStep)).gradient;
    const before = objective(shifted(point, place, -curvatureStep)).gradient;
    return after.map((value, index) => (value - (before[index] ?? Number.NaN)) / (2 * curvatureStep));
  });
  return rows.map((row, place) => row.map((value, index) => (value + (rows[index]?.[place] ?? Number.NaN)) / 2));
}
