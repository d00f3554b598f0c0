const dot = (left: Float64Array, right: Float64Array): number => {
  let sum = 0;
  for (let row = 0; row < left.length; row += 1) sum += (left[row] ?? 0) * (right[row] ?? 0);
  return sum;
};

/** A column that keeps less than this share of its length after the others are taken out of it depends on them. */
const leastShareLeft = 1e-6;

/**
 * Which columns are no linear combination of a constant and of the columns before them, so that a regression on them
 * has one answer. Modified Gram-Schmidt, each column swept twice. O(rows x columns²).
 * @param columns of one length
 * @returns places of the columns to keep, ascending; a column without spread is never kept
 */
export function independentColumns(columns: readonly Float64Array[]): readonly number[] {
  const kept: number[] = [];
  const directions: Float64Array[] = [];
  for (const [place, column] of columns.entries()) {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const left = column.map((value) => value - mean);
    const length = Math.sqrt(dot(left, left));
    const largest = column.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0);
    // Rounding alone makes a constant look as if it varied.
    if (!(length > leastShareLeft * largest)) continue;
    for (let sweep = 0; sweep < 2; sweep += 1) {
      for (const direction of directions) {
        const along = dot(left, direction);
        for (let row = 0; row < left.length; row += 1) left[row] = (left[row] ?? 0) - along * (direction[row] ?? 0);
      }
    }
    const lengthLeft = Math.sqrt(dot(left, left));
    if (!(lengthLeft > leastShareLeft * length)) continue;
    kept.push(place);
    directions.push(left.map((value) => value / lengthLeft));
  }
  return kept;
}
