import type { CompressedBuyers } from './compressed-buyers.ts';
import { type HistoryGate, tooLittleHistory } from './history-gate.ts';
import {
  type LikelihoodProblem,
  maximiseLikelihood,
  noFit,
  parametersOf,
  type StartOptions,
} from './maximum-likelihood.ts';
import type { ModelFit, ParametersOf } from './model-fit.ts';
import type { RepeatModel } from './repeat-model.ts';

export interface FitRepeatModelOptions extends StartOptions {
  /** What history must be there before a fit is tried. Default none. */
  readonly gate?: HistoryGate;
}

/** Distinct observations on which the starts are tried; a fit of all begins where that of the sample ended. */
const sampleLength = 2_000;

/** Every nth distinct observation. They are sorted, so each kind of buyer is there in its share. */
function sampleOf(buyers: CompressedBuyers): CompressedBuyers {
  const stride = buyers.length / sampleLength;
  const sampled = (column: Float64Array): Float64Array =>
    Float64Array.from({ length: sampleLength }, (_, index) => column[Math.floor((index + 0.5) * stride)] ?? 0);
  const weight = sampled(buyers.weight);
  return {
    length: sampleLength,
    repeatPurchaseDays: sampled(buyers.repeatPurchaseDays),
    ageAtLastOrder: sampled(buyers.ageAtLastOrder),
    age: sampled(buyers.age),
    weight,
    buyerCount: weight.reduce((sum, value) => sum + value, 0),
  };
}

function meanAge({ age, weight, buyerCount }: CompressedBuyers): number {
  return age.reduce((sum, value, index) => sum + value * (weight[index] ?? 0), 0) / buyerCount;
}

/** In all these models `alpha` and `beta` are times and the others pure numbers. */
const isTime = (name: string): boolean => name === 'alpha' || name === 'beta';

function problemOf<Parameter extends string>(
  model: RepeatModel<Parameter>,
  buyers: CompressedBuyers,
  typical: ParametersOf<Parameter>,
): LikelihoodProblem<Parameter> {
  const problem = {
    parameterNames: model.parameterNames,
    typical,
    observationCount: buyers.buyerCount,
    logLikelihood: (parameters: ParametersOf<Parameter>) => model.logLikelihood(parameters, buyers),
  };
  const slopeAt = model.logLikelihoodSlope?.bind(model);
  if (slopeAt === undefined) return problem;
  return { ...problem, logLikelihoodSlope: (parameters) => slopeAt(parameters, buyers) };
}

/**
 * Fits a repeat-buying model by maximum likelihood, from several starts. Ten times the time unit gives the same fit with
 * `alpha` and `beta` ten times as large. O(distinct observations), 40 to 60 times; of more than 4,000 the starts are
 * tried on 2,000, and the best of them is carried on with all.
 */
export function fitRepeatModel<Parameter extends string>(
  model: RepeatModel<Parameter>,
  buyers: CompressedBuyers,
  options: FitRepeatModelOptions = {},
): ModelFit<Parameter> {
  const { gate } = options;
  const lack = gate === undefined ? null : tooLittleHistory(buyers.buyerCount, gate);
  if (lack !== null) return noFit('too-little-history', lack);
  const typicalTime = meanAge(buyers);
  if (!(typicalTime > 0)) return noFit('failed', 'no time has passed since the first purchase of any buyer');
  if (buyers.repeatPurchaseDays.every((repeats) => repeats === 0)) {
    return noFit('failed', 'no buyer has bought on a second day');
  }
  const typical = parametersOf(model.parameterNames, (name) => (isTime(name) ? typicalTime : 1));
  const whole = problemOf(model, buyers, typical);
  if (buyers.length <= 2 * sampleLength) return maximiseLikelihood(whole, options);
  const guess = maximiseLikelihood(problemOf(model, sampleOf(buyers), typical), options).parameters;
  return guess === null ? maximiseLikelihood(whole, options) : maximiseLikelihood(whole, options, guess);
}
