/** Mean and standard deviation of what is known of a column. */
export interface Scaling {
  readonly mean: number;
  /** 1 where nothing varies. */
  readonly deviation: number;
}

/** O(n). @param values null where not known */
export function scalingOf(values: readonly (number | null)[]): Scaling {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return { mean: 0, deviation: 1 };
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const square = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / known.length;
  return { mean, deviation: square > 0 ? Math.sqrt(square) : 1 };
}

/** Distances from the mean in deviations, 0 where not known: the mean stands for what nobody knows. O(n). */
export const scaled = (values: ArrayLike<number | null>, { mean, deviation }: Scaling): Float64Array =>
  Float64Array.from(values, (value) => (value === null ? 0 : (value - mean) / deviation));
