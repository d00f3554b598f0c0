import { digamma } from '../math/digamma.ts';
import { logBeta } from '../math/log-beta.ts';
import { logGamma } from '../math/log-gamma.ts';
import type { CompressedBuyers } from './compressed-buyers.ts';
import { likelihoodColumns } from './likelihood-columns.ts';
import type { BgNbdParameter, ParametersOf } from './model-fit.ts';
import type { LikelihoodSlope } from './repeat-model.ts';

/** Chances to drop out that a buyer with x repeat purchase days had: after each repeat, or after every purchase. */
export type DropoutChances = (repeatPurchaseDays: number) => number;

/** What the sums over the buyers of one x need. */
interface RepeatTerms {
  /** r + x. */
  readonly shape: number;
  /** ln of the odds of having dropped out right after the last purchase, but for time. */
  readonly logOdds: number;
  readonly logLikelihood: number;
  readonly slopeOfR: number;
  readonly slopeOfA: number;
  readonly slopeOfB: number;
  /** Derivative of `logOdds` by b. */
  readonly oddsSlopeOfB: number;
}

function repeatTerms(
  { r, alpha, a, b }: ParametersOf<BgNbdParameter>,
  repeatPurchaseDays: number,
  chances: number,
): RepeatTerms {
  const shape = r + repeatPurchaseDays;
  const slopeOfBoth = digamma(a + b) - digamma(a + b + chances);
  return {
    shape,
    logOdds: chances === 0 ? Number.NEGATIVE_INFINITY : Math.log(a / (b + chances - 1)),
    logLikelihood: logGamma(shape) - logGamma(r) + r * Math.log(alpha) + logBeta(a, b + chances) - logBeta(a, b),
    slopeOfR: digamma(shape) - digamma(r) + Math.log(alpha),
    slopeOfA: slopeOfBoth,
    slopeOfB: digamma(b + chances) - digamma(b) + slopeOfBoth,
    oddsSlopeOfB: chances === 0 ? 0 : -1 / (b + chances - 1),
  };
}

/**
 * Log-likelihood and gradient of the models in which a buyer comes at a rate of Gamma(r, alpha) and drops out with a
 * probability of Beta(a, b) at each chance: ln L = G(x) - (r+x) ln(α+T) + ln(1 + odds), with the odds of having dropped
 * out at t_x, a/(b+k-1) · ((α+T)/(α+t_x))^(r+x) after k chances. O(observations), one exp and one log1p for each.
 */
export function dropoutLikelihood(
  parameters: ParametersOf<BgNbdParameter>,
  buyers: CompressedBuyers,
  dropoutChances: DropoutChances,
): LikelihoodSlope<BgNbdParameter> {
  const { runs, times, lastOrderTime, ageTime } = likelihoodColumns(buyers);
  const { weight } = buyers;
  const logTimes = times.map((time) => Math.log(parameters.alpha + time));
  const inverseTimes = times.map((time) => 1 / (parameters.alpha + time));
  const slope = { r: 0, alpha: 0, a: 0, b: 0 };
  let logLikelihood = 0;
  for (const { repeatPurchaseDays, start, end } of runs) {
    const terms = repeatTerms(parameters, repeatPurchaseDays, dropoutChances(repeatPurchaseDays));
    const { shape, logOdds } = terms;
    let buyerCount = 0;
    let goneCount = 0;
    let logSum = 0;
    let logTimeSum = 0;
    let inverseTimeSum = 0;
    for (let index = start; index < end; index += 1) {
      const ageAt = ageTime[index] ?? 0;
      const lastAt = lastOrderTime[index] ?? 0;
      const logAge = logTimes[ageAt] ?? 0;
      const logRatio = logAge - (logTimes[lastAt] ?? 0);
      const gone = logOdds + shape * logRatio;
      // ln(1 + e^gone) without overflow, and the share of the gone from the same power.
      const power = Math.exp(-Math.abs(gone));
      const goneShare = (gone > 0 ? 1 : power) / (1 + power);
      const inverseAge = inverseTimes[ageAt] ?? 0;
      const buyersHere = weight[index] ?? 0;
      buyerCount += buyersHere;
      goneCount += buyersHere * goneShare;
      logSum += buyersHere * (Math.log1p(power) + (gone > 0 ? gone : 0) - shape * logAge);
      logTimeSum += buyersHere * (goneShare * logRatio - logAge);
      inverseTimeSum += buyersHere * (inverseAge + goneShare * ((inverseTimes[lastAt] ?? 0) - inverseAge));
    }
    logLikelihood += buyerCount * terms.logLikelihood + logSum;
    slope.r += buyerCount * terms.slopeOfR + logTimeSum;
    slope.alpha += (buyerCount * parameters.r) / parameters.alpha - shape * inverseTimeSum;
    slope.a += buyerCount * terms.slopeOfA + goneCount / parameters.a;
    slope.b += buyerCount * terms.slopeOfB + goneCount * terms.oddsSlopeOfB;
  }
  return { logLikelihood, slope };
}
