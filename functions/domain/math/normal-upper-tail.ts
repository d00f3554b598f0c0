import erfc from '@stdlib/math-base-special-erfc';

/** P(Z > z) of a standard normal Z, exact but for rounding also far out. O(1). */
export const normalUpperTail = (z: number): number => erfc(z / Math.SQRT2) / 2;
