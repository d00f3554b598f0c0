import { describe, expect, it } from 'vitest';
import { digamma } from '../../../../../functions/domain/math/digamma.ts';
import { logBeta } from '../../../../../functions/domain/math/log-beta.ts';
import { logGamma } from '../../../../../functions/domain/math/log-gamma.ts';

describe('special functions', () => {
  it('ln Γ has the closed values of factorials and of one half', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 13);
    // Γ(x+1) = x Γ(x) down to where Γ is large, at the size of parameters near 0.
    expect(logGamma(1e-4)).toBeCloseTo(logGamma(1 + 1e-4) - Math.log(1e-4), 13);
  });

  it('ln B has the closed values of whole numbers', () => {
    // B(3, 4) = 2! 3! / 6!.
    expect(logBeta(3, 4)).toBeCloseTo(Math.log(12 / 720), 14);
  });

  it('ψ is the slope of ln Γ', () => {
    // Euler and Mascheroni's constant.
    expect(digamma(1)).toBeCloseTo(-0.5772156649015329, 14);
    expect(digamma(7.3)).toBeCloseTo((logGamma(7.3 + 1e-5) - logGamma(7.3 - 1e-5)) / 2e-5, 8);
  });
});
