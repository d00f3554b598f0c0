import type { NeighbourRows } from './neighbour-rows.ts';

/**
 * What ranks the catalogue for a query. `neighbours`: summed scores over the items of the cart or the history;
 * `popularity`: what most baskets hold; `own`: what the customer bought most often; `own-then-popularity`: the same,
 * then what most baskets hold.
 */
export type Ranking =
  | { readonly kind: 'neighbours'; readonly rows: NeighbourRows }
  | { readonly kind: 'popularity' }
  | { readonly kind: 'own' }
  | { readonly kind: 'own-then-popularity' };

/**
 * Told the outcome of every query.
 * @param unit number of the basket or customer that the query is of
 * @param ranks of the targets that may be in a list, ascending
 * @param targetCount targets in all, those outside the catalogue included
 * @param scores by number of the item, -Infinity for what is no candidate; overwritten by the next query
 */
export type QueryObserver = (unit: number, ranks: readonly number[], targetCount: number, scores: Float64Array) => void;

/**
 * Adds the row of an item to the scores, or takes it away. O(neighbours of the item). Four at a time, all read before
 * any is written: a row names an item once, which the processor cannot know, and one by one takes 1.6 times as long.
 */
export function addRow(
  { starts, others, scores }: NeighbourRows,
  item: number,
  sign: 1 | -1,
  sums: Float64Array,
): void {
  const end = starts[item + 1] ?? 0;
  let pair = starts[item] ?? 0;
  for (; pair + 3 < end; pair += 4) {
    const first = others[pair] ?? 0;
    const second = others[pair + 1] ?? 0;
    const third = others[pair + 2] ?? 0;
    const fourth = others[pair + 3] ?? 0;
    const firstSum = (sums[first] ?? 0) + sign * (scores[pair] ?? 0);
    const secondSum = (sums[second] ?? 0) + sign * (scores[pair + 1] ?? 0);
    const thirdSum = (sums[third] ?? 0) + sign * (scores[pair + 2] ?? 0);
    const fourthSum = (sums[fourth] ?? 0) + sign * (scores[pair + 3] ?? 0);
    sums[first] = firstSum;
    sums[second] = secondSum;
    sums[third] = thirdSum;
    sums[fourth] = fourthSum;
  }
  for (; pair < end; pair += 1) {
    const other = others[pair] ?? 0;
    sums[other] = (sums[other] ?? 0) + sign * (scores[pair] ?? 0);
  }
}
