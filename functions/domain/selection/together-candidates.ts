import { aboveChance, liftOfNeighbour } from '../copurchase/above-chance.ts';
import type { ItemRecommendations } from '../copurchase/item-recommendations.ts';
import type { Neighbour } from '../copurchase/rank-neighbours.ts';
import { confidence } from '../copurchase/scores.ts';
import type { ShopTotals } from '../copurchase/shop-totals.ts';
import { compareIds, type ItemId } from '../ids.ts';
import type { Candidate } from './candidate.ts';
import type { TogetherEvidence } from './evidence.ts';
import { type Ranking, scoreBy } from './ranking.ts';

function evidenceOf(neighbour: Neighbour, row: ItemRecommendations, totals?: ShopTotals): TogetherEvidence {
  return {
    reasonCode: 'bought-together',
    baskets: neighbour.baskets,
    basketsOfItem: row.basketCount,
    confidence: confidence(neighbour.baskets, row.basketCount),
    lift: liftOfNeighbour(neighbour, row, totals),
    newestOnly: row.truncated,
  };
}

/**
 * What is bought together with an item, best first. A neighbour known to be bought with it less often than by chance
 * is none: the row holds the best of what there is, and beside a thin item that may be little.
 * @param totals the night's, for a row that does not know the shop's number of baskets
 */
export function togetherCandidates(
  row: ItemRecommendations,
  ranking: Ranking = 'served',
  totals?: ShopTotals,
): readonly Candidate<TogetherEvidence>[] {
  const candidates = aboveChance(row, totals).map((neighbour) => ({
    itemId: neighbour.itemId,
    score: scoreBy(ranking, neighbour, row, totals),
    evidence: evidenceOf(neighbour, row, totals),
  }));
  // The row is in the order of exact arithmetic, which scores in doubles do not keep at ties.
  if (ranking === 'served') return candidates;
  return candidates.sort((left, right) => right.score - left.score || compareIds(left.itemId, right.itemId));
}

/** A cart of 100 items has up to 5,000 candidates, and each that a rule looks at may be a read of the catalogue. */
const maximumCartCandidates = 200;

/**
 * What is bought together with the items of a cart, best first, ties by id: the mean over the cart's items of the score
 * that each gives, at most 50 neighbours of each; the best 200. O(n log n) in the neighbours of all.
 * Source: Sarwar, Karypis, Konstan & Riedl 2001, "Item-based Collaborative Filtering", WWW; the sum over the items of
 * a basket as in Deshpande & Karypis 2004, "Item-Based Top-N Recommendation Algorithms", ACM TOIS 22(1).
 * @param rows of the cart's items, those there are
 * @param cartSize distinct items of the cart, at least the number of rows
 * @param totals the night's, for rows that do not know the shop's number of baskets
 */
export function basketCandidates(
  rows: Iterable<ItemRecommendations>,
  cartSize: number,
  ranking: Ranking = 'served',
  totals?: ShopTotals,
): readonly Candidate<TogetherEvidence>[] {
  const sums = new Map<ItemId, { score: number; strongest: number; evidence: TogetherEvidence }>();
  // The order of a sum shows in its last digit; sorted rows give equal carts equal answers.
  const ordered = [...rows].sort((left, right) => compareIds(left.itemId, right.itemId));
  for (const row of ordered) {
    for (const { itemId, score, evidence } of togetherCandidates(row, ranking, totals)) {
      const named = { ...evidence, becauseOf: row.itemId };
      const sum = sums.get(itemId);
      if (sum === undefined) {
        sums.set(itemId, { score, strongest: score, evidence: named });
        continue;
      }
      sum.score += score;
      if (score > sum.strongest) {
        sum.strongest = score;
        sum.evidence = named;
      }
    }
  }
  return [...sums]
    .map(([itemId, { score, evidence }]) => ({ itemId, score: score / cartSize, evidence }))
    .sort((left, right) => right.score - left.score || compareIds(left.itemId, right.itemId))
    .slice(0, maximumCartCandidates);
}
