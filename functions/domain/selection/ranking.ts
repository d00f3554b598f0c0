import { liftOfNeighbour } from '../copurchase/above-chance.ts';
import { type ItemRecommendations, scoringVersion } from '../copurchase/item-recommendations.ts';
import { type Neighbour, togetherScore } from '../copurchase/rank-neighbours.ts';
import { confidence, cosine, shrinkage } from '../copurchase/scores.ts';
import type { ShopTotals } from '../copurchase/shop-totals.ts';

/**
 * Ways to rank the stored neighbours of an item when they are read, for a comparison between two of them. `served`
 * is the stored order. They see the 50 neighbours that are stored and no others, so that an alternative can reorder
 * them but not bring in new ones.
 */
export const alternativeRankings = ['cosine', 'confidence', 'shrunk-lift'] as const;
export type Ranking = 'served' | (typeof alternativeRankings)[number];

export const isAlternativeRanking = (text: string): text is (typeof alternativeRankings)[number] =>
  alternativeRankings.some((name) => name === text);

/** Version that an answer ranked so is told apart by. The served one's is its row's; the others' are fixed, above 1,000. */
export const versionOfRanking = (ranking: Ranking): number =>
  ranking === 'served' ? scoringVersion : 1_001 + alternativeRankings.indexOf(ranking);

/** Orders with both at which the lift counts half; a pair seen once would otherwise come before all others. */
const liftShrinkageBaskets = 10;

/**
 * Score of a neighbour, 0 to 1, higher is better. `served`: the weighted cosine that the rows are ranked by. `cosine`:
 * c_ab / sqrt(c_a c_b), every order alike. `confidence`: c_ab / c_a.
 * `shrunk-lift`: the lift L as L / (L + 1), times c / (c + 10); where the shop's baskets are not known, the confidence.
 */
export function scoreBy(ranking: Ranking, neighbour: Neighbour, row: ItemRecommendations, totals?: ShopTotals): number {
  const { baskets, basketCount } = neighbour;
  switch (ranking) {
    case 'served':
      return togetherScore(neighbour, row.basketCount, row.truncated);
    case 'cosine':
      return cosine(baskets, row.basketCount, basketCount);
    case 'confidence':
      return confidence(baskets, row.basketCount);
    case 'shrunk-lift': {
      const times = liftOfNeighbour(neighbour, row, totals);
      if (times === null) return confidence(baskets, row.basketCount);
      return (times / (times + 1)) * shrinkage(baskets, liftShrinkageBaskets);
    }
  }
}
