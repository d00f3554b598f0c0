import fc from 'fast-check';
import { expect, it } from 'vitest';
import { logHypergeometric2F1 } from '../../../../support/log-hypergeometric.ts';

const parameter = fc.double({ min: Math.log(0.05), max: Math.log(300), noNaN: true }).map(Math.exp);
const argument = fc.oneof(
  fc.double({ min: 0, max: 0.999, noNaN: true }),
  // Around the place where the way of computing changes, and near 1.
  fc.double({ min: 0.9, max: 0.94, noNaN: true }),
  fc.double({ min: -8, max: -2, noNaN: true }).map((power) => 1 - 10 ** power),
);
const closeTo = (one: number, other: number, tolerance: number): void =>
  expect(Math.abs(one - other)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(one)));

it('ln 2F1 grows with a, with b and with z, falls with c, and is the same with a and b exchanged', () => {
  fc.assert(
    fc.property(parameter, parameter, parameter, argument, (a, b, c, z) => {
      const value = logHypergeometric2F1(a, b, c, z);
      const rounding = 1e-11 * (1 + value);
      expect(logHypergeometric2F1(a * 1.01, b, c, z)).toBeGreaterThanOrEqual(value - rounding);
      expect(logHypergeometric2F1(a, b * 1.01, c, z)).toBeGreaterThanOrEqual(value - rounding);
      expect(logHypergeometric2F1(a, b, c * 1.01, z)).toBeLessThanOrEqual(value + rounding);
      expect(logHypergeometric2F1(a, b, c, z * 0.99)).toBeLessThanOrEqual(value + rounding);
      closeTo(logHypergeometric2F1(b, a, c, z), value, 1e-11);
    }),
    { numRuns: 300 },
  );
});

it('ln 2F1 does not jump where the series gives way to the integral', () => {
  fc.assert(
    fc.property(parameter, parameter, parameter, (a, b, c) => {
      const before = logHypergeometric2F1(a, b, c, 0.92);
      const after = logHypergeometric2F1(a, b, c, 0.92 + 1e-13);
      closeTo(after, before, 2e-10);
    }),
  );
});

it('ln 2F1 keeps the transformation of Euler and the value of a binomial', () => {
  fc.assert(
    fc.property(parameter, parameter, parameter, argument, (a, b, more, z) => {
      const c = Math.max(a, b) + more;
      const transformed = logHypergeometric2F1(c - a, c - b, c, z) + (c - a - b) * Math.log1p(-z);
      const scale = 1 + Math.abs((c - a - b) * Math.log1p(-z));
      expect(Math.abs(logHypergeometric2F1(a, b, c, z) - transformed)).toBeLessThan(1e-11 * scale);
      closeTo(logHypergeometric2F1(a, b, b, z), -a * Math.log1p(-z), 1e-11);
    }),
    { numRuns: 300 },
  );
});
