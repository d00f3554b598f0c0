import stdlibDigamma from '@stdlib/math-base-special-digamma';

/** ψ(x), the derivative of ln Γ(x). O(1). @param value above 0 */
export const digamma = (value: number): number => stdlibDigamma(value);
