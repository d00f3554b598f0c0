import { type DropoutChances, dropoutLikelihood } from './dropout-likelihood.ts';
import type { BgNbdParameter } from './model-fit.ts';
import { purchasesBeforeDropout } from './purchases-before-dropout.ts';
import type { RepeatModel } from './repeat-model.ts';

/** Of whom nothing is known: the moment of the first purchase. */
const newBuyer = { repeatPurchaseDays: 0, ageAtLastOrder: 0, age: 0 } as const;

/** A model with drop-out at purchases; its kinds differ in how many chances there were. */
export function dropoutModel(name: 'bgNbd' | 'mbgNbd', dropoutChances: DropoutChances): RepeatModel<BgNbdParameter> {
  const model: RepeatModel<BgNbdParameter> = {
    name,
    parameterNames: ['r', 'alpha', 'a', 'b'],
    logLikelihood(parameters, buyers) {
      return dropoutLikelihood(parameters, buyers, dropoutChances).logLikelihood;
    },
    logLikelihoodSlope(parameters, buyers) {
      return dropoutLikelihood(parameters, buyers, dropoutChances);
    },
    probabilityAlive({ r, alpha, a, b }, { repeatPurchaseDays, ageAtLastOrder, age }) {
      const chances = dropoutChances(repeatPurchaseDays);
      if (chances === 0) return 1;
      const silence = (r + repeatPurchaseDays) * Math.log1p((age - ageAtLastOrder) / (alpha + ageAtLastOrder));
      // The power is infinite where the probability is below the least double, and the answer 0.
      return 1 / (1 + Math.exp(Math.log(a / (b + chances - 1)) + silence));
    },
    expectedPurchaseDays(parameters, buyer, horizon) {
      const { r, alpha, a, b } = parameters;
      const alive = model.probabilityAlive(parameters, buyer);
      if (alive === 0 || horizon === 0) return 0;
      const { repeatPurchaseDays, age } = buyer;
      const survived = b + dropoutChances(repeatPurchaseDays);
      return alive * purchasesBeforeDropout(r + repeatPurchaseDays, alpha + age, a, survived, horizon);
    },
    expectedPurchaseDaysOfNewBuyer(parameters, time) {
      return model.expectedPurchaseDays(parameters, newBuyer, time);
    },
    probabilityOfPurchaseWithin(parameters, buyer, horizon) {
      const shape = parameters.r + buyer.repeatPurchaseDays;
      const none = -shape * Math.log1p(horizon / (parameters.alpha + buyer.age));
      return model.probabilityAlive(parameters, buyer) * -Math.expm1(none);
    },
  };
  return model;
}
