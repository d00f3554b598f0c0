import { digamma } from '../math/digamma.ts';
import { logGamma } from '../math/log-gamma.ts';
import type { CompressedBuyers } from './compressed-buyers.ts';
import type { ParametersOf, ParetoNbdParameter } from './model-fit.ts';
import { integralOfPowers, type PowerIntegral } from './pareto-nbd-integral.ts';
import type { LikelihoodSlope } from './repeat-model.ts';

export type ParetoNbdParameters = ParametersOf<ParetoNbdParameter>;

/** How probable it is to have dropped out since the last order, and when. */
interface Dropout {
  /** ln of P(gone) / P(alive); -Infinity for a buyer who bought at the very end. */
  readonly logOdds: number;
  /** ln of how much the scale of purchases, alpha plus age, has grown since the last order, and that of dropping out. */
  readonly logPurchaseGrowth: number;
  readonly logDropoutGrowth: number;
  /** Over the time of dropping out, counted from the last order. */
  readonly integral: PowerIntegral;
}

/**
 * P(gone) is an integral over the time of dropping out, from the last order to the end of what was observed. Literature
 * writes it as a difference of two 2F1, in two forms for alpha above and below beta (Fader & Hardie 2005, A note on
 * deriving the Pareto/NBD model); the integral is the same number without the cancellation, in one form.
 */
function dropoutSince(
  { r, alpha, s, beta }: ParetoNbdParameters,
  x: number,
  ageAtLastOrder: number,
  age: number,
): Dropout {
  const silence = age - ageAtLastOrder;
  const purchaseScale = alpha + ageAtLastOrder;
  const dropoutScale = beta + ageAtLastOrder;
  const integral = integralOfPowers(purchaseScale, r + x, dropoutScale, s + 1, silence);
  const logPurchaseGrowth = Math.log1p(silence / purchaseScale);
  const logDropoutGrowth = Math.log1p(silence / dropoutScale);
  const logOdds = Math.log((s * integral.value) / dropoutScale) + (r + x) * logPurchaseGrowth + s * logDropoutGrowth;
  return { logOdds, logPurchaseGrowth, logDropoutGrowth, integral };
}

/** P(gone) / P(alive) at the end of what was observed: 0 or more, Infinity where P(alive) is below the least double. */
export function oddsOfGone(parameters: ParetoNbdParameters, x: number, ageAtLastOrder: number, age: number): number {
  return Math.exp(dropoutSince(parameters, x, ageAtLastOrder, age).logOdds);
}

/**
 * Log-likelihood and gradient: ln L = ln Γ(r+x) - ln Γ(r) + r ln α + s ln β - (r+x) ln(α+T) - s ln(β+T) + ln(1 + odds of
 * gone). The gradient of the odds comes with their integral. O(observations), some 8 to 24 points of an integrand of three powers each.
 */
export function paretoNbdLikelihood(
  parameters: ParetoNbdParameters,
  buyers: CompressedBuyers,
): LikelihoodSlope<ParetoNbdParameter> {
  const { r, alpha, s, beta } = parameters;
  const logAlpha = Math.log(alpha);
  const logBetaScale = Math.log(beta);
  const logGammaOfR = logGamma(r);
  const digammaOfR = digamma(r);
  const slope = { r: 0, alpha: 0, s: 0, beta: 0 };
  let logLikelihood = 0;
  // Observations are sorted by x, so that its functions are evaluated once for a run of them.
  let x = Number.NaN;
  let logGammaOfShape = 0;
  let digammaOfShape = 0;
  for (let index = 0; index < buyers.length; index += 1) {
    const repeats = buyers.repeatPurchaseDays[index] ?? 0;
    if (repeats !== x) {
      x = repeats;
      logGammaOfShape = logGamma(r + x);
      digammaOfShape = digamma(r + x);
    }
    const ageAtLastOrder = buyers.ageAtLastOrder[index] ?? 0;
    const age = buyers.age[index] ?? 0;
    const weight = buyers.weight[index] ?? 0;
    const { logOdds, logPurchaseGrowth, logDropoutGrowth, integral } = dropoutSince(parameters, x, ageAtLastOrder, age);
    const power = Math.exp(-Math.abs(logOdds));
    const gone = (logOdds > 0 ? 1 : power) / (1 + power);
    const alive = 1 - gone;
    const logAge = Math.log(alpha + age);
    const logDropoutAge = Math.log(beta + age);
    const logEither = Math.max(0, logOdds) + Math.log1p(power) - (r + x) * logAge - s * logDropoutAge;
    // Means over the time until which the buyer lived: of ln(alpha + it), 1 / (alpha + it), and likewise of beta.
    const logPurchase = logAge + gone * (integral.meanLogFirst - logPurchaseGrowth);
    const logDropout = logDropoutAge + gone * (integral.meanLogSecond - logDropoutGrowth);
    const inversePurchase = alive / (alpha + age) + (gone * integral.meanInverseFirst) / (alpha + ageAtLastOrder);
    const goneInverseDropout = (gone * integral.meanInverseSecond) / (beta + ageAtLastOrder);
    logLikelihood += weight * (logGammaOfShape - logGammaOfR + r * logAlpha + s * logBetaScale + logEither);
    slope.r += weight * (digammaOfShape - digammaOfR + logAlpha - logPurchase);
    slope.alpha += weight * (r / alpha - (r + x) * inversePurchase);
    slope.s += weight * (logBetaScale + gone / s - logDropout);
    slope.beta += weight * (s / beta - (s * alive) / (beta + age) - (s + 1) * goneInverseDropout);
  }
  return { logLikelihood, slope };
}
