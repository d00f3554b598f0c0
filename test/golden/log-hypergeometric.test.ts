import { expect, it } from 'vitest';
import { logHypergeometric2F1 } from '../support/log-hypergeometric.ts';

/**
 * mpmath 1.3.0 (Python), log(hyp2f1(a, b, c, z)) with 50 digits, rounded once. The function is what the literature
 * writes the models with; it is the independent form that the models here are compared with.
 */
it.each([
  [
    'BG/NBD, x = 26, next 39 weeks, where 2F1 is 3.4e8',
    26.2426,
    28.4258,
    28.2187,
    0.5240984498780463,
    19.632274132483904,
  ],
  ['BG/NBD, x = 26, next 52 weeks', 26.2426, 28.4258, 28.2187, 0.5948737895176375, 23.88991746082426],
  ['BG/NBD, x = 0, a below 1 and so c below b', 0.2426, 2.4258, 2.2187, 0.5, 0.18792173080364608],
  ['BG/NBD, x = 1000', 1000.2426, 1002.4258, 1002.2187, 0.9, 2303.620197542956],
  ['Pareto/NBD, alpha above beta', 1.1595, 1.6063, 2.1595, 0.3, 0.30318940577103587],
  ['z = .988, where the plain series needs 2,559 terms', 3.1595, 1.6063, 4.1595, 0.988, 4.12151819484297],
  ['Pareto/NBD, x = 1000 near z = 1', 1001.1595, 1.6063, 1002.1595, 0.9999, 12.572103941072138],
  ['Pareto/NBD, alpha below beta, x = 200', 201.1595, 200.5532, 202.1595, 0.988, 882.601517259949],
  ['c - a - b = 0', 1.5, 2.5, 4, 0.9999, 3.6183812818942465],
  ['c - a - b = 1', 1.5, 2.5, 5, 0.9999, 1.6896737300675095],
  ['c - a - b = -2', 3, 2, 3, 0.99, 9.210340371976182],
  ['c below a and b', 5.5, 3.25, 1.5, 0.97, 27.426378366755696],
  ['c just above b', 0.8, 2.4, 2.4000001, 0.999, 5.526203691822636],
  ['a value of e^685, which the series begins and cannot end', 2000, 900, 0.5, 0.05, 684.7209659997036],
  ['small parameters', 0.01, 0.02, 0.03, 0.9999999, 0.10209205580761962],
  ['large parameters, beyond the range of doubles', 1000, 1000, 1000.5, 0.9, 2301.4340255375546],
])('ln 2F1 is that of mpmath for %s', (_, a, b, c, z, expected) => {
  // ln Gamma of 1000 is 5905, and good to its last place, 1e-12.
  expect(Math.abs(logHypergeometric2F1(a, b, c, z) - expected)).toBeLessThan(5e-12);
});

it('ln 2F1 is not a number outside its range, and 0 at z = 0', () => {
  expect(logHypergeometric2F1(1, 2, 3, 1)).toBeNaN();
  expect(logHypergeometric2F1(1, 2, 3, -0.1)).toBeNaN();
  expect(logHypergeometric2F1(0, 2, 3, 0.5)).toBeNaN();
  expect(logHypergeometric2F1(1, 2, 3, 0)).toBe(0);
});
