import type { CompressedBuyers } from './compressed-buyers.ts';
import type { ParametersOf, RepeatModelName } from './model-fit.ts';
import type { BuyerObservation } from './observation.ts';

/** A log-likelihood and how it changes with each parameter. */
export interface LikelihoodSlope<Parameter extends string> {
  readonly logLikelihood: number;
  /** Partial derivatives. */
  readonly slope: ParametersOf<Parameter>;
}

/** A model of when buyers come again, and whether they still do. Times are in the unit the parameters were fitted in. */
export interface RepeatModel<Parameter extends string> {
  readonly name: RepeatModelName;
  readonly parameterNames: readonly Parameter[];
  /** Sum over all buyers. O(unique observations). */
  logLikelihood(parameters: ParametersOf<Parameter>, buyers: CompressedBuyers): number;
  /** With the gradient in closed form, where there is one: a fit without it evaluates nine times as often. */
  logLikelihoodSlope?(parameters: ParametersOf<Parameter>, buyers: CompressedBuyers): LikelihoodSlope<Parameter>;
  /** P(alive), 0 to 1: that the buyer has not dropped out for good by the end of what was observed. */
  probabilityAlive(parameters: ParametersOf<Parameter>, buyer: BuyerObservation): number;
  /** E[Y(t) | x, t_x, T]: purchase days expected in the next `horizon`; contains P(alive). */
  expectedPurchaseDays(parameters: ParametersOf<Parameter>, buyer: BuyerObservation, horizon: number): number;
  /** E[X(t)]: repeat purchase days of a buyer of whom nothing is known, in `time` from the first purchase. */
  expectedPurchaseDaysOfNewBuyer(parameters: ParametersOf<Parameter>, time: number): number;
  /** P(a purchase within `horizon`), 0 to 1; contains P(alive). */
  probabilityOfPurchaseWithin(parameters: ParametersOf<Parameter>, buyer: BuyerObservation, horizon: number): number;
}
