import { stringify } from 'csv-stringify/sync';
import type { PairCounts } from '../functions/domain/copurchase/count-pairs.ts';
import { confidence, cosine, jaccard, lift } from '../functions/domain/copurchase/scores.ts';
import { signedLogLikelihoodRatio } from '../functions/domain/copurchase/scores-log-likelihood.ts';

const header = 'a,b,together,ordersA,ordersB,support,confidenceAB,confidenceBA,lift,jaccard,cosine,llr\n';

/** A text as a CSV cell: in quotes where it holds a comma, a quote or a line break of any kind. */
const cellOf = (text: string): string => stringify([[text]], { eof: false });

/**
 * CSV of every pair of items that some order has, ascending by code point, with its counts and scores in the fewest
 * digits that read back as the same double.
 * @param minimumTogether pairs of fewer orders are left out
 * @param onCounted told the pairs of orders counted so far, of `observationCount` in all
 */
export function* pairLines(
  { itemIds, orderCounts, orderCount, rows }: PairCounts,
  minimumTogether: number,
  onCounted?: (observations: number) => void,
): Generator<string, void, undefined> {
  yield header;
  // Numbers need no quotes, so each id is quoted once, not in each of its pairs.
  const cells = itemIds.map(cellOf);
  let observations = 0;
  for (const { item, others, togetherByItem } of rows()) {
    const ordersA = orderCounts[item] ?? 0;
    for (const other of others) {
      const together = togetherByItem[other] ?? 0;
      observations += together;
      if (together < minimumTogether) continue;
      const ordersB = orderCounts[other] ?? 0;
      const [onlyA, onlyB] = [ordersA - together, ordersB - together];
      const llr = signedLogLikelihoodRatio(together, onlyA, onlyB, orderCount - together - onlyA - onlyB);
      const counts = `${cells[item]},${cells[other]},${together},${ordersA},${ordersB},${together / orderCount}`;
      const shares = `${confidence(together, ordersA)},${confidence(together, ordersB)}`;
      const scores = `${lift(together, ordersA, ordersB, orderCount)},${jaccard(together, ordersA, ordersB)},${cosine(together, ordersA, ordersB)}`;
      yield `${counts},${shares},${scores},${llr}\n`;
    }
    onCounted?.(observations);
  }
}
