import { describe, expect, it } from 'vitest';
import { minimise } from '../../../../../functions/domain/math/minimise.ts';
import { type Objective, withNumericGradient } from '../../../../../functions/domain/math/objective.ts';

/** Rosenbrock's curved valley (1960): least, 0, at (1, 1). */
const valley: Objective = ([x = 0, y = 0]) => ({
  value: 100 * (y - x * x) ** 2 + (1 - x) ** 2,
  gradient: [-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)],
});

describe('minimise', () => {
  it('follows a curved valley to its lowest point', () => {
    const minimum = minimise(valley, [[-1.2, 1]]);

    expect(minimum?.hasConverged).toBe(true);
    // A slope of 1e-6 over the least curvature there, .4, leaves 2.5e-6.
    for (const value of minimum?.point ?? [0]) expect(Math.abs(value - 1)).toBeLessThan(1e-5);
  });

  it('does as well with a gradient by differences', () => {
    const minimum = minimise(
      withNumericGradient((point) => valley(point).value),
      [[-1.2, 1]],
    );

    expect(minimum?.hasConverged).toBe(true);
    for (const value of minimum?.point ?? [0]) expect(Math.abs(value - 1)).toBeLessThan(1e-5);
  });

  it('takes the lowest of the minima that the starts lead to', () => {
    // Two wells, the right one lower by about 2 · .3.
    const wells: Objective = ([x = 0]) => ({
      value: (x * x - 1) ** 2 - 0.3 * x,
      gradient: [4 * x * (x * x - 1) - 0.3],
    });

    expect(minimise(wells, [[-1]])?.point[0]).toBeLessThan(0);
    expect(minimise(wells, [[-1], [1]])?.point[0]).toBeGreaterThan(0);
    expect(minimise(wells, [[1], [-1]])?.point[0]).toBeGreaterThan(0);
  });

  it('steps back from where the objective is not defined', () => {
    // Defined above 0 alone; the first step from .5, as long as the slope of 4, would leave it.
    const bounded: Objective = ([x = 0]) => ({ value: x - 3 * Math.log(x), gradient: [1 - 3 / x] });

    expect(minimise(bounded, [[5]])?.point[0]).toBeCloseTo(3, 5);
    expect(minimise(bounded, [[0.01]])?.point[0]).toBeCloseTo(3, 5);
  });

  it('says that there is no minimum where it falls without end', () => {
    const endless: Objective = ([x = 0]) => ({ value: -x, gradient: [-1] });

    expect(minimise(endless, [[0]])?.hasConverged).toBe(false);
  });

  it('finds nothing where no start is defined', () => {
    expect(minimise(() => ({ value: Number.NaN, gradient: [Number.NaN] }), [[0], [1]])).toBeNull();
  });
});
