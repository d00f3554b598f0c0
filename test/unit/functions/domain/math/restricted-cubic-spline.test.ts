import { describe, expect, it } from 'vitest';
import { restrictedCubicSpline, splineKnots } from '../../../../../functions/domain/math/restricted-cubic-spline.ts';

describe('restricted cubic spline', () => {
  it('has the terms of its definition, by hand', () => {
    // Knots 0, 1, 3: at 2, (8 - 1 · 3 / 2 + 0) / 9 = 6.5 / 9; at 1, 1/9.
    expect(restrictedCubicSpline(2, [0, 1, 3])).toEqual([2, 6.5 / 9]);
    expect(restrictedCubicSpline(1, [0, 1, 3])).toEqual([1, 1 / 9]);
    expect(restrictedCubicSpline(-1, [0, 1, 3])).toEqual([-1, 0]);
    expect(restrictedCubicSpline(2, [0, 3])).toEqual([2]);
  });

  it('is straight beyond the outer knots and smooth at every knot', () => {
    const knots = [0, 1, 3, 4];
    const at = (value: number) => restrictedCubicSpline(value, knots);
    const bend = (value: number, by: number) =>
      at(value - by).map(
        (before, term) => (before + (at(value + by)[term] ?? 0) - 2 * (at(value)[term] ?? 0)) / by ** 2,
      );
    for (const value of [-5, -2, 6, 9]) for (const term of bend(value, 0.5)) expect(term).toBeCloseTo(0, 10);
    // The second derivative is continuous: just before and just after a knot it is the same to the step.
    for (const knot of knots) {
      for (const [term, before] of bend(knot - 0.002, 0.001).entries()) {
        expect(bend(knot + 0.002, 0.001)[term]).toBeCloseTo(before, 1);
      }
    }
  });

  it('stands at distinct quantiles', () => {
    const values = Float64Array.from({ length: 101 }, (_, place) => 100 - place);
    expect(splineKnots(values, 4)).toEqual([5, 35, 65, 95]);
    expect(splineKnots(Float64Array.from([1, 1, 1, 2]), 4)).toEqual([1, 2]);
    expect(splineKnots(new Float64Array(0), 3)).toEqual([]);
    expect(() => restrictedCubicSpline(1, [2, 2, 3])).toThrow(/ascending and distinct/);
  });
});
