import { describe, expect, it } from 'vitest';
import { pairSumOf } from '../../../../../functions/domain/copurchase/pair-sum.ts';
import {
  maximumNeighbours,
  rankNeighbours,
  togetherScore,
} from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import { cosine } from '../../../../../functions/domain/copurchase/scores.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';

/** Orders of two items, so that each weighs a whole one. */
const sums = (entries: Record<string, number>) =>
  new Map(Object.entries(entries).map(([itemId, count]) => [toItemId(itemId), count * pairSumOf(2, false)]));
const counts = (entries: Record<string, number>) =>
  new Map(Object.entries(entries).map(([itemId, count]) => [toItemId(itemId), count]));
const ranked = (baskets: Record<string, number>, others: Record<string, number>, truncated = false) => {
  const basketCounts = counts(others);
  return rankNeighbours(sums(baskets), (itemId) => basketCounts.get(itemId), truncated).map(({ itemId }) => itemId);
};

describe('the neighbours of an item', () => {
  it('rank by cosine: bought together, against how often the other is bought at all', () => {
    expect(ranked({ popular: 10, close: 9 }, { popular: 1000, close: 10 })).toEqual(['close', 'popular']);
  });

  it('tie by id where the cosine is exactly equal but differs as a double', () => {
    // 3 of 9 and 1 of 1 beside an item of 3 orders: both cosines are 1/sqrt(3), but not as doubles.
    expect(cosine(3, 3, 9)).not.toBe(cosine(1, 3, 1));
    expect(ranked({ b: 3, a: 1 }, { b: 9, a: 1 })).toEqual(['a', 'b']);
    expect(ranked({ a: 3, b: 1 }, { a: 9, b: 1 })).toEqual(['a', 'b']);
  });

  it('of a truncated item rank by how many of its orders hold the other', () => {
    expect(ranked({ popular: 10, close: 9 }, { popular: 1000, close: 10 }, true)).toEqual(['popular', 'close']);
  });

  it('whose count is unknown or stale count at least as often as they were bought together', () => {
    const [neighbour] = rankNeighbours(sums({ a: 4 }), () => 2, false);
    expect(neighbour).toEqual({ itemId: 'a', baskets: 4, weight: 2048, basketCount: 4 });
    expect(rankNeighbours(sums({ a: 4 }), () => undefined, false)[0]?.basketCount).toBe(4);
  });

  it('rank by weight: a pair of a large basket says less than one of a small', () => {
    const evidence = new Map([
      [toItemId('in large'), 3 * pairSumOf(26, false)],
      [toItemId('in small'), 2 * pairSumOf(2, false)],
    ]);
    const neighbours = rankNeighbours(evidence, () => 10, false);
    expect(neighbours).toEqual([
      { itemId: 'in small', baskets: 2, weight: 1_024, basketCount: 10 },
      { itemId: 'in large', baskets: 3, weight: 306, basketCount: 10 },
    ]);
  });

  it('score from 0 to 1 in rank order: the weighted cosine, or the weighted share of a truncated item', () => {
    const pair = { weight: 512, basketCount: 4 };
    expect(togetherScore(pair, 9, false)).toBe(1 / 6);
    expect(togetherScore(pair, 8, true)).toBe(1 / 8);
    expect(togetherScore({ weight: 7 * 512, basketCount: 7 }, 7, false)).toBe(1);
    expect(togetherScore({ weight: 0, basketCount: 0 }, 0, false)).toBe(0);
    // As doubles the two cosines differ; the scores of a tie do not.
    expect(togetherScore({ weight: 3 * 512, basketCount: 9 }, 3, false)).toBe(
      togetherScore({ weight: 512, basketCount: 1 }, 3, false),
    );
  });

  it(`are at most ${maximumNeighbours}`, () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`item-${index}`, 1]));
    expect(ranked(many, many)).toHaveLength(maximumNeighbours);
  });
});
