import { describe, expect, it } from 'vitest';
import { invertSymmetric } from '../../../../../functions/domain/math/invert-symmetric.ts';
import { curvatureAt, withNumericGradient } from '../../../../../functions/domain/math/objective.ts';

describe('the inverse of a symmetric matrix', () => {
  it('times the matrix is the identity', () => {
    const matrix = [
      [4, 1, -2],
      [1, 3, 0.5],
      [-2, 0.5, 6],
    ];

    const inverse = invertSymmetric(matrix);

    const product = matrix.map((row) =>
      matrix.map((_, column) =>
        row.reduce((sum, value, place) => sum + value * (inverse?.[place]?.[column] ?? Number.NaN), 0),
      ),
    );
    for (const [row, cells] of product.entries()) {
      for (const [column, cell] of cells.entries()) expect(cell).toBeCloseTo(row === column ? 1 : 0, 12);
    }
  });

  it('does not exist of a saddle, which is no minimum', () => {
    expect(
      invertSymmetric([
        [1, 2],
        [2, 1],
      ]),
    ).toBeNull();
    expect(invertSymmetric([[Number.NaN]])).toBeNull();
  });
});

describe('the curvature by differences', () => {
  it('is the matrix of a quadratic function', () => {
    const objective = withNumericGradient(([x = 0, y = 0]) => 3 * x * x + x * y + 0.5 * y * y);

    const curvature = curvatureAt(objective, [0.3, -0.7]).flat();

    // Rounding of the gradient, 1e-10, over a step of 1e-3.
    for (const [place, expected] of [6, 1, 1, 1].entries()) expect(curvature[place]).toBeCloseTo(expected, 5);
  });
});
