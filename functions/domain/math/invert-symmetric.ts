/** Rows of a matrix. */
export type Matrix = readonly (readonly number[])[];

const at = (matrix: Matrix, row: number, column: number): number => matrix[row]?.[column] ?? Number.NaN;

/** The lower triangle L with L·Lᵀ = matrix (Cholesky); null where the matrix is not positive definite. */
function lowerTriangle(matrix: Matrix): Matrix | null {
  const lower: number[][] = matrix.map(() => []);
  for (const [row, cells] of lower.entries()) {
    for (let column = 0; column <= row; column += 1) {
      let left = at(matrix, row, column);
      for (let place = 0; place < column; place += 1) left -= at(lower, row, place) * at(lower, column, place);
      if (column === row && !(left > 0 && left < Number.POSITIVE_INFINITY)) return null;
      cells.push(column === row ? Math.sqrt(left) : left / at(lower, column, column));
    }
  }
  return lower;
}

/**
 * The inverse of a small symmetric matrix, such as the covariances from a curvature. O(n³).
 * @returns null where the matrix is not positive definite, so that the point it belongs to is no minimum
 */
export function invertSymmetric(matrix: Matrix): Matrix | null {
  const lower = lowerTriangle(matrix);
  if (lower === null) return null;
  const columns = matrix.map((_, unit) => {
    const forward: number[] = [];
    for (let row = 0; row < matrix.length; row += 1) {
      let left = row === unit ? 1 : 0;
      for (let place = 0; place < row; place += 1) left -= at(lower, row, place) * (forward[place] ?? 0);
      forward.push(left / at(lower, row, row));
    }
    const solution: number[] = forward.map(() => 0);
    for (let row = matrix.length - 1; row >= 0; row -= 1) {
      let left = forward[row] ?? 0;
      for (let place = row + 1; place < matrix.length; place += 1)
        left -= at(lower, place, row) * (solution[place] ?? 0);
      solution[row] = left / at(lower, row, row);
    }
    return solution;
  });
  return columns;
}
