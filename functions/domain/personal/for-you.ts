import type { ItemRecommendations } from '../copurchase/item-recommendations.ts';
import { decayWeight } from '../copurchase/scores.ts';
import type { ShopTotals } from '../copurchase/shop-totals.ts';
import { compareIds, type ItemId } from '../ids.ts';
import type { Candidate } from '../selection/candidate.ts';
import { togetherCandidates } from '../selection/together-candidates.ts';
import type { BoughtItem } from './bought-items.ts';

/** Age at which a purchase speaks half as loud. A choice: no other was measured on a customer's own history. */
export const historyHalfLifeDays = 180;

/** Latest items of a customer that speak: each is a row to read, and older ones hardly weigh. */
export const maximumHistoryItems = 30;

/**
 * What an item that was looked at weighs beside one bought today. 0: no data set at hand has views, so nothing says
 * how much they tell; a caller who knows may say otherwise.
 */
export const defaultViewWeight = 0;

/** An item that speaks for its neighbours. */
export interface WeightedItem {
  readonly itemId: ItemId;
  /** Above 0; 1 is a purchase of today. */
  readonly weight: number;
}

/**
 * The latest items of a customer with their weight 2^(-age / 180 days), and what was looked at; an item that was both
 * has the sum. O(items).
 * @param bought latest first
 * @param viewed latest first; the first 30 count
 * @param viewWeight 0 to 1; 0 leaves views out
 * @param today day of the shop, counted from 1970-01-01
 */
export function weighHistory(
  bought: readonly BoughtItem[],
  viewed: readonly ItemId[],
  viewWeight: number,
  today: number,
): readonly WeightedItem[] {
  const weights = new Map<ItemId, number>();
  for (const { itemId, lastDay } of bought.slice(0, maximumHistoryItems)) {
    weights.set(itemId, decayWeight(today - lastDay, historyHalfLifeDays));
  }
  if (viewWeight > 0) {
    for (const itemId of new Set(viewed.slice(0, maximumHistoryItems))) {
      weights.set(itemId, (weights.get(itemId) ?? 0) + viewWeight);
    }
  }
  return [...weights].map(([itemId, weight]) => ({ itemId, weight }));
}

/**
 * What goes with a customer's history, best first, ties by id: the weighted mean, over the items of the history, of
 * the score that each gives its neighbour: sum w_i s_ij / sum w_i. The mean, not the sum, so that the score is 0 to 1;
 * the order of one customer's list is the same. `becauseOf` is the item that adds most. O(n log n) in the neighbours of
 * all, at most 50 of each.
 * Source: Deshpande & Karypis 2004, "Item-Based Top-N Recommendation Algorithms", ACM TOIS 22(1); weights by age as in
 * Ding & Li 2005, "Time Weight Collaborative Filtering", CIKM.
 * @param rows of the items of the history, those there are
 * @param totals the night's, for rows that do not know the shop's number of baskets
 */
export function forYouCandidates(
  history: readonly WeightedItem[],
  rows: ReadonlyMap<ItemId, ItemRecommendations>,
  totals?: ShopTotals,
): readonly Candidate[] {
  const sums = new Map<ItemId, { score: number; strongest: number; evidence: Candidate['evidence'] }>();
  let totalWeight = 0;
  // The order of a sum shows in its last digit; sorted items give equal histories equal answers.
  for (const { itemId: becauseOf, weight } of [...history].sort((a, b) => compareIds(a.itemId, b.itemId))) {
    totalWeight += weight;
    const row = rows.get(becauseOf);
    if (row === undefined) continue;
    for (const { itemId, score, evidence } of togetherCandidates(row, 'served', totals)) {
      const part = weight * score;
      const sum = sums.get(itemId);
      if (sum === undefined) {
        sums.set(itemId, { score: part, strongest: part, evidence: { ...evidence, becauseOf } });
        continue;
      }
      sum.score += part;
      if (part <= sum.strongest) continue;
      sum.strongest = part;
      sum.evidence = { ...evidence, becauseOf };
    }
  }
  return [...sums]
    .map(([itemId, { score, evidence }]) => ({ itemId, score: score / totalWeight, evidence }))
    .sort((left, right) => right.score - left.score || compareIds(left.itemId, right.itemId));
}

/**
 * The category that weighs most in a history, ties by name; undefined where no item of it has one. O(items).
 * @param categoryOf what the catalogue says of an item
 */
export function favouriteCategory(
  history: readonly WeightedItem[],
  categoryOf: (itemId: ItemId) => string | undefined,
): string | undefined {
  const weights = new Map<string, number>();
  for (const { itemId, weight } of history) {
    const category = categoryOf(itemId);
    if (category !== undefined) weights.set(category, (weights.get(category) ?? 0) + weight);
  }
  const [first] = [...weights].sort(
    ([leftName, left], [rightName, right]) => right - left || compareIds(leftName, rightName),
  );
  return first?.[0];
}
