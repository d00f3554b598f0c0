import betaincinv from '@stdlib/math-base-special-betaincinv';

/**
 * The x with I_x(a, b) = share: the quantile of the beta distribution, to about 14 digits. O(1), up to some ms for
 * parameters of millions.
 * @param share 0 to 1 @param a above 0 @param b above 0
 */
export const betaQuantile = (share: number, a: number, b: number): number => betaincinv(share, a, b);
