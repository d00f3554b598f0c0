import { digamma } from '../math/digamma.ts';
import { logGamma } from '../math/log-gamma.ts';
import type { CompressedBuyers } from './compressed-buyers.ts';
import { likelihoodColumns } from './likelihood-columns.ts';
import type { NbdParameter, ParametersOf } from './model-fit.ts';
import type { LikelihoodSlope, RepeatModel } from './repeat-model.ts';

/** ln L = ln Γ(r+x) - ln Γ(r) + r ln α - (r+x) ln(α+T), of the times of the purchases, not of their number alone. */
function nbdLikelihood(
  { r, alpha }: ParametersOf<NbdParameter>,
  buyers: CompressedBuyers,
): LikelihoodSlope<NbdParameter> {
  const { runs, times, ageTime } = likelihoodColumns(buyers);
  const logTimes = times.map((time) => Math.log(alpha + time));
  const slope = { r: 0, alpha: 0 };
  let logLikelihood = 0;
  for (const { repeatPurchaseDays, start, end } of runs) {
    const shape = r + repeatPurchaseDays;
    let buyerCount = 0;
    let logTimeSum = 0;
    let inverseTimeSum = 0;
    for (let index = start; index < end; index += 1) {
      const buyersHere = buyers.weight[index] ?? 0;
      buyerCount += buyersHere;
      logTimeSum += buyersHere * (logTimes[ageTime[index] ?? 0] ?? 0);
      inverseTimeSum += buyersHere / (alpha + (times[ageTime[index] ?? 0] ?? 0));
    }
    const logAlpha = Math.log(alpha);
    logLikelihood += buyerCount * (logGamma(shape) - logGamma(r) + r * logAlpha) - shape * logTimeSum;
    slope.r += buyerCount * (digamma(shape) - digamma(r) + logAlpha) - logTimeSum;
    slope.alpha += (buyerCount * r) / alpha - shape * inverseTimeSum;
  }
  return { logLikelihood, slope };
}

/**
 * NBD: a buyer comes at a rate of Gamma(r, alpha) for ever. For comparison: what drop-out explains is the rest.
 * Source: Ehrenberg 1959, "The Pattern of Consumer Purchases", Applied Statistics 8(1).
 */
export const nbd: RepeatModel<NbdParameter> = {
  name: 'nbd',
  parameterNames: ['r', 'alpha'],
  logLikelihood(parameters, buyers) {
    return nbdLikelihood(parameters, buyers).logLikelihood;
  },
  logLikelihoodSlope: nbdLikelihood,
  probabilityAlive() {
    return 1;
  },
  expectedPurchaseDays({ r, alpha }, { repeatPurchaseDays, age }, horizon) {
    return ((r + repeatPurchaseDays) / (alpha + age)) * horizon;
  },
  expectedPurchaseDaysOfNewBuyer({ r, alpha }, time) {
    return (r / alpha) * time;
  },
  probabilityOfPurchaseWithin({ r, alpha }, { repeatPurchaseDays, age }, horizon) {
    return -Math.expm1(-(r + repeatPurchaseDays) * Math.log1p(horizon / (alpha + age)));
  },
};
