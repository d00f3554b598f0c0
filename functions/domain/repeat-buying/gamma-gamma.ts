import { digamma } from '../math/digamma.ts';
import { logGamma } from '../math/log-gamma.ts';
import { maximiseLikelihood, noFit, type StartOptions } from './maximum-likelihood.ts';
import type { GammaGammaParameter, ModelFit, ParametersOf } from './model-fit.ts';
import type { LikelihoodSlope } from './repeat-model.ts';

/** A buyer as the spend model sees him. */
export interface Spender {
  /** The literature's x: purchase days after the first. */
  readonly repeatPurchaseDays: number;
  /** The literature's z: mean spend of a repeat purchase day, net, in major units; 0 without a repeat. */
  readonly meanRepeatSpend: number;
}

export interface GammaGammaOptions extends StartOptions {
  /** With fewer repeaters nothing is fitted. Default 50: three parameters from fewer are mostly chance. */
  readonly minimumSpenders?: number;
}

export interface GammaGammaFit extends ModelFit<GammaGammaParameter> {
  /** Repeaters that the fit is of. */
  readonly spenders: number;
  /** Repeaters left out as their repeat purchases came to 0 or less, which a gamma distribution cannot hold. */
  readonly leftOutWithoutSpend: number;
  /**
   * Pearson's correlation of x and z over the spenders. The model takes the two to be independent: far from 0, say
   * beyond .3 either way, its values are biased. Null where either is the same for all.
   */
  readonly correlationOfFrequencyAndSpend: number | null;
}

/** Spenders by x, so that the special functions of x are evaluated once for all who share it. */
interface SpendRun {
  readonly repeatPurchaseDays: number;
  readonly spends: Float64Array;
  readonly logSpendSum: number;
}

function spendRuns(spenders: readonly Spender[]): readonly SpendRun[] {
  const spendsOf = new Map<number, number[]>();
  for (const { repeatPurchaseDays, meanRepeatSpend } of spenders) {
    const spends = spendsOf.get(repeatPurchaseDays);
    if (spends === undefined) spendsOf.set(repeatPurchaseDays, [meanRepeatSpend]);
    else spends.push(meanRepeatSpend);
  }
  // Sums in one order, whatever the order of the spenders: equal data give equal bytes.
  return Array.from(spendsOf, ([repeatPurchaseDays, unsorted]) => {
    const spends = Float64Array.from(unsorted).sort();
    return { repeatPurchaseDays, spends, logSpendSum: spends.reduce((sum, spend) => sum + Math.log(spend), 0) };
  }).sort((left, right) => left.repeatPurchaseDays - right.repeatPurchaseDays);
}

/**
 * ln L = ln Γ(px+q) - ln Γ(px) - ln Γ(q) + q ln v + (px-1) ln z + px ln x - (px+q) ln(v + xz) over all spenders, and
 * its gradient.
 */
function gammaGammaLikelihood(
  { p, q, v }: ParametersOf<GammaGammaParameter>,
  runs: readonly SpendRun[],
): LikelihoodSlope<GammaGammaParameter> {
  const logV = Math.log(v);
  const slope = { p: 0, q: 0, v: 0 };
  let logLikelihood = 0;
  for (const { repeatPurchaseDays: x, spends, logSpendSum } of runs) {
    let logTotalSum = 0;
    let inverseTotalSum = 0;
    for (const spend of spends) {
      logTotalSum += Math.log(v + x * spend);
      inverseTotalSum += 1 / (v + x * spend);
    }
    const shape = p * x;
    const count = spends.length;
    const ofEach = logGamma(shape + q) - logGamma(shape) - logGamma(q) + q * logV + shape * Math.log(x);
    const slopeOfBoth = digamma(shape + q);
    logLikelihood += count * ofEach + (shape - 1) * logSpendSum - (shape + q) * logTotalSum;
    slope.p += x * (count * (slopeOfBoth - digamma(shape) + Math.log(x)) + logSpendSum - logTotalSum);
    slope.q += count * (slopeOfBoth - digamma(q) + logV) - logTotalSum;
    slope.v += (count * q) / v - (shape + q) * inverseTotalSum;
  }
  return { logLikelihood, slope };
}

function correlationOf(spenders: readonly Spender[]): number | null {
  const mean = (numberOf: (spender: Spender) => number): number =>
    spenders.reduce((sum, spender) => sum + numberOf(spender), 0) / spenders.length;
  const meanFrequency = mean(({ repeatPurchaseDays }) => repeatPurchaseDays);
  const meanSpend = mean(({ meanRepeatSpend }) => meanRepeatSpend);
  const product = (left: (spender: Spender) => number, right: (spender: Spender) => number): number =>
    mean((spender) => left(spender) * right(spender));
  const frequency = (spender: Spender): number => spender.repeatPurchaseDays - meanFrequency;
  const spend = (spender: Spender): number => spender.meanRepeatSpend - meanSpend;
  const scale = Math.sqrt(product(frequency, frequency) * product(spend, spend));
  return scale > 0 ? product(frequency, spend) / scale : null;
}

function fitSpenders(spenders: readonly Spender[], options: GammaGammaOptions): ModelFit<GammaGammaParameter> {
  const { minimumSpenders = 50 } = options;
  if (spenders.length < minimumSpenders) {
    const few = `${spenders.length} buyers with spend on a repeat purchase, and ${minimumSpenders} are needed`;
    return noFit('too-little-history', `too little history for a spend model: ${few}`);
  }
  const runs = spendRuns(spenders);
  const ascending = spenders.map(({ meanRepeatSpend }) => meanRepeatSpend).sort((left, right) => left - right);
  const fitted = maximiseLikelihood<GammaGammaParameter>(
    {
      parameterNames: ['p', 'q', 'v'],
      typical: { p: 3, q: 3, v: ascending[ascending.length >> 1] ?? 1 },
      observationCount: spenders.length,
      logLikelihood: (parameters) => gammaGammaLikelihood(parameters, runs).logLikelihood,
      logLikelihoodSlope: (parameters) => gammaGammaLikelihood(parameters, runs),
    },
    options,
  );
  if (fitted.parameters === null || fitted.parameters.q > 1) return fitted;
  const tail = `q is ${fitted.parameters.q.toPrecision(3)}, and must be above 1`;
  return noFit('failed', `spend differs so much between buyers that its mean is infinite: ${tail}`);
}

/**
 * Fits the Gamma-Gamma model of spend (Fader & Hardie 2013, The Gamma-Gamma model of monetary value): what a buyer
 * spends on a purchase day is gamma(p, ν), ν is gamma(q, v) over buyers, and neither depends on how often he buys. `p`
 * and `q` have no unit, `v` is money. Buyers without a repeat do not count, whatever their spend.
 *
 * No fit where q is 1 or less, as the mean spend over buyers is then infinite. O(spenders) logarithms an evaluation.
 */
export function fitGammaGamma(buyers: readonly Spender[], options: GammaGammaOptions = {}): GammaGammaFit {
  const repeaters = buyers.filter(({ repeatPurchaseDays }) => repeatPurchaseDays > 0);
  const spenders = repeaters.filter(({ meanRepeatSpend }) => meanRepeatSpend > 0);
  return {
    ...fitSpenders(spenders, options),
    spenders: spenders.length,
    leftOutWithoutSpend: repeaters.length - spenders.length,
    correlationOfFrequencyAndSpend: correlationOf(spenders),
  };
}

/**
 * E[M | x, z] = p (v + x z) / (p x + q - 1): what a buyer is expected to spend on a purchase day, in the unit of `v`. A
 * weighted mean of his own spend and the population's, which is all there is at x = 0, whatever z. A negative z counts
 * as no evidence too, like the repeaters that the fit leaves out.
 * @returns null where q is 1 or less: the population has no mean
 */
export function expectedSpend({ p, q, v }: ParametersOf<GammaGammaParameter>, spender: Spender): number | null {
  if (!(q > 1)) return null;
  const { repeatPurchaseDays, meanRepeatSpend } = spender;
  const evidence = meanRepeatSpend > 0 ? repeatPurchaseDays : 0;
  return (p * (v + evidence * meanRepeatSpend)) / (p * evidence + q - 1);
}
