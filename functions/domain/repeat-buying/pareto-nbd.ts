import type { ParetoNbdParameter } from './model-fit.ts';
import { integralOfPowers } from './pareto-nbd-integral.ts';
import { oddsOfGone, paretoNbdLikelihood } from './pareto-nbd-likelihood.ts';
import type { RepeatModel } from './repeat-model.ts';

/**
 * Time that a buyer who is alive at an age is expected to live of the next `time`: (1 - (1 + time/scale)^-(s-1)) scale
 * / (s - 1), by expm1 as it is 0 / 0 at s = 1.
 * @param scale beta plus the age
 */
function expectedLifeWithin(s: number, scale: number, time: number): number {
  const logGrowth = Math.log1p(time / scale);
  const exponent = (s - 1) * logGrowth;
  return scale * logGrowth * (exponent === 0 ? 1 : -Math.expm1(-exponent) / exponent);
}

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987): a buyer comes at a rate of Gamma(r, alpha), and drops out at any
 * moment at a rate of Gamma(s, beta). `r` and `s` have no unit; `alpha` and `beta` are times. For comparison: in
 * BG/NBD and MBG/NBD a buyer drops out at a purchase alone.
 */
export const paretoNbd: RepeatModel<ParetoNbdParameter> = {
  name: 'paretoNbd',
  parameterNames: ['r', 'alpha', 's', 'beta'],
  logLikelihood(parameters, buyers) {
    return paretoNbdLikelihood(parameters, buyers).logLikelihood;
  },
  logLikelihoodSlope: paretoNbdLikelihood,
  probabilityAlive(parameters, { repeatPurchaseDays, ageAtLastOrder, age }) {
    return 1 / (1 + oddsOfGone(parameters, repeatPurchaseDays, ageAtLastOrder, age));
  },
  expectedPurchaseDays(parameters, buyer, horizon) {
    const rate = (parameters.r + buyer.repeatPurchaseDays) / (parameters.alpha + buyer.age);
    const life = expectedLifeWithin(parameters.s, parameters.beta + buyer.age, horizon);
    return paretoNbd.probabilityAlive(parameters, buyer) * rate * life;
  },
  expectedPurchaseDaysOfNewBuyer({ r, alpha, s, beta }, time) {
    return (r / alpha) * expectedLifeWithin(s, beta, time);
  },
  /** Of the next purchase, over the moments of the horizon: bought at that moment for the first time, alive until then. */
  probabilityOfPurchaseWithin(parameters, buyer, horizon) {
    const { r, alpha, s, beta } = parameters;
    const shape = r + buyer.repeatPurchaseDays;
    const scale = alpha + buyer.age;
    const untilThen = integralOfPowers(scale, shape + 1, beta + buyer.age, s, horizon).value;
    // 1 and a rounding error is none.
    return Math.min(1, paretoNbd.probabilityAlive(parameters, buyer) * (shape / scale) * untilThen);
  },
};
