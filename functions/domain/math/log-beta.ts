import { logGamma } from './log-gamma.ts';

/** ln B(a, b) = ln Γ(a) + ln Γ(b) - ln Γ(a + b). O(1). @param a above 0 @param b above 0 */
export const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);
