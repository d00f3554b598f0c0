import { confidence, cosine, lift, shrinkage } from '../copurchase/scores.ts';
import { signedLogLikelihoodRatio } from '../copurchase/scores-log-likelihood.ts';
import type { Configuration } from './configuration.ts';
import type { FittedPairs, WeightedPairs } from './fitted-pairs.ts';

/** Scored neighbours: item i has `others[starts[i]]` up to `others[starts[i + 1]]`, with `scores` beside. */
export interface NeighbourRows {
  readonly starts: Int32Array;
  readonly others: Int32Array;
  /** Whole multiples of one small unit: their sums over a cart are exact in any order, so equal stays equal. */
  readonly scores: Float64Array;
}

/**
 * The largest score in units. Up to 2^12 scores of 2^40 units stay below 2^53; larger baskets and histories are
 * refused by the caller.
 */
const largestInUnits = 2 ** 40;

/**
 * @param together summed weights of the baskets with both
 * @param seen the same without the pair weights: what the items' own sums compare with
 */
type PairScore = (together: number, seen: number, one: number, other: number, all: number) => number;

const pairScores: Readonly<Record<Configuration['score'], PairScore>> = {
  count: (together) => together,
  confidence: (together, _, one) => confidence(together, one),
  cosine: (together, _, one, other) => cosine(together, one, other),
  jaccard: (together, seen, one, other) => together / (one + other - seen),
  lift: (_, seen, one, other, all) => lift(seen, one, other, all),
  // Sums of decayed weights may miss 0 by a rounding.
  llr: (_, seen, one, other, all) =>
    signedLogLikelihoodRatio(
      seen,
      Math.max(0, one - seen),
      Math.max(0, other - seen),
      Math.max(0, all - one - other + seen),
    ),
};

/**
 * Scores every pair, both ways. A pair that is left out scores 0. O(pairs), O(pairs log pairs) where rows are cut.
 * @param weights of `pairs`, weighed as the configuration says
 */
export function scoreNeighbours(
  pairs: FittedPairs,
  weights: WeightedPairs,
  { score, shrinkage: strength, gate, neighbours, minimumTogether = 0 }: Configuration,
): NeighbourRows {
  const { starts, others, catalogue } = pairs;
  const { together, evidence, itemWeights, basketWeight } = weights;
  const scoreOf = pairScores[score];
  const scores = new Float64Array(others.length);
  const isBelowChance = (seen: number, one: number, other: number): boolean => seen * basketWeight < one * other;
  const gateFirst = gate && neighbours === undefined;
  let largest = 0;
  for (let item = 0; item < catalogue.size; item += 1) {
    const one = itemWeights[item] ?? 0;
    for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
      const other = itemWeights[others[pair] ?? 0] ?? 0;
      const seen = evidence[pair] ?? 0;
      if (seen < minimumTogether || (gateFirst && isBelowChance(seen, one, other))) continue;
      const value = scoreOf(together[pair] ?? 0, seen, one, other, basketWeight) * shrinkage(seen, strength);
      scores[pair] = value;
      largest = Math.max(largest, Math.abs(value));
    }
  }
  // A power of two, so that whole numbers stay exact and sums of counts keep their ties.
  const unitsPerScore = largest === 0 ? 0 : 2 ** Math.floor(Math.log2(largestInUnits / largest));
  for (let pair = 0; pair < scores.length; pair += 1) scores[pair] = Math.round((scores[pair] ?? 0) * unitsPerScore);
  const rows = { starts, others, scores };
  if (neighbours === undefined) return rows;
  return keepBest(rows, neighbours, (item, pair) => {
    const [one, other] = [itemWeights[item] ?? 0, itemWeights[others[pair] ?? 0] ?? 0];
    return !(gate && isBelowChance(evidence[pair] ?? 0, one, other));
  });
}

/** The best of each row, ties to the more popular item, and of those what is shown; what scores nothing is not kept. */
function keepBest(
  { starts, others, scores }: NeighbourRows,
  limit: number,
  isShown: (item: number, pair: number) => boolean,
): NeighbourRows {
  const keptStarts = new Int32Array(starts.length);
  const kept: number[] = [];
  for (let item = 0; item + 1 < starts.length; item += 1) {
    const row: number[] = [];
    for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
      if ((scores[pair] ?? 0) > 0) row.push(pair);
    }
    row.sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || (others[left] ?? 0) - (others[right] ?? 0));
    for (const pair of row.slice(0, limit)) if (isShown(item, pair)) kept.push(pair);
    keptStarts[item + 1] = kept.length;
  }
  return {
    starts: keptStarts,
    others: Int32Array.from(kept, (pair) => others[pair] ?? 0),
    scores: Float64Array.from(kept, (pair) => scores[pair] ?? 0),
  };
}
