import type { Interval } from '../attribution/binomial-interval.ts';
import { HoldfastError } from '../errors.ts';
import { betaQuantile } from '../math/beta-quantile.ts';
import type { OfferKind } from './offer-kinds.ts';

/**
 * What an offer is taken to do until it is measured: the odds of an order within H days are multiplied by `oddsRatios`.
 * They are cautious statements, not findings; a change of them is a new version.
 */
export const responsePriors: {
  readonly version: string;
  /** A prior weighs as much as so many customers measured. */
  readonly pseudoObservations: number;
  readonly oddsRatios: Readonly<Record<OfferKind | 'none', number>>;
} = {
  version: '2026-1',
  pseudoObservations: 50,
  oddsRatios: {
    none: 1,
    percent: 1.4,
    amount: 1.4,
    'free-shipping': 1.3,
    points: 1.15,
    'tier-credit': 1.15,
    'gift-item': 1.2,
    bundle: 1.15,
    'subscription-set-up': 1.1,
    'early-access': 1.1,
    'service-call': 1.1,
  },
};

const bandStarts = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7] as const;

/**
 * The band of base probabilities that a customer's counts belong to: counts of customers who differ little can be
 * pooled, those of all could not. O(1).
 * @param baseProbability 0 to 1
 * @returns where the band starts
 */
export const baseBandOf = (baseProbability: number): number =>
  bandStarts.findLast((start) => baseProbability >= start) ?? 0;

/** Customers of an arm whose H days are over: those still open would count as having not ordered. */
export interface ResponseCounts {
  readonly orderedCount: number;
  readonly notOrderedCount: number;
}

/** What is known of the response of customers of one band to one arm: P(order within H days) ~ Beta(alpha, beta). */
export interface ResponseEstimate extends ResponseCounts {
  readonly alpha: number;
  readonly beta: number;
  readonly mean: number;
  /** 95% of the posterior lies in it. */
  readonly interval: Interval;
  /** `measured` once the customers counted weigh as much as the prior. */
  readonly basis: 'assumed' | 'measured';
  readonly priorVersion: string;
}

/**
 * Beta posterior of a response: prior Beta(k m, k (1 - m)) with m = p0 r / (1 - p0 + p0 r), r the assumed odds ratio and
 * k the weight of the prior, then the counts added to it. O(1).
 * @param baseProbability p0 of the customer by the repeat model, above 0 and below 1
 * @throws HoldfastError `offer.response`
 */
export function estimateResponse(
  kind: OfferKind | 'none',
  baseProbability: number,
  { orderedCount, notOrderedCount }: ResponseCounts,
): ResponseEstimate {
  if (!(baseProbability > 0 && baseProbability < 1 && orderedCount >= 0 && notOrderedCount >= 0)) {
    throw new HoldfastError(
      'offer.response',
      `probability ${baseProbability} with counts ${orderedCount} and ${notOrderedCount}; needed are a probability between 0 and 1 and counts from 0 on`,
      { details: { baseProbability, orderedCount, notOrderedCount } },
    );
  }
  const { pseudoObservations, oddsRatios, version } = responsePriors;
  const weighted = baseProbability * oddsRatios[kind];
  const priorMean = weighted / (1 - baseProbability + weighted);
  const alpha = pseudoObservations * priorMean + orderedCount;
  const beta = pseudoObservations * (1 - priorMean) + notOrderedCount;
  return {
    alpha,
    beta,
    mean: alpha / (alpha + beta),
    interval: { low: betaQuantile(0.025, alpha, beta), high: betaQuantile(0.975, alpha, beta) },
    basis: orderedCount + notOrderedCount >= pseudoObservations ? 'measured' : 'assumed',
    orderedCount,
    notOrderedCount,
    priorVersion: version,
  };
}
