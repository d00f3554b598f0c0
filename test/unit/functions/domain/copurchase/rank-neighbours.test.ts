import { describe, expect, it } from 'vitest';
import { maximumNeighbours, rankNeighbours } from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import { cosine } from '../../../../../functions/domain/copurchase/scores.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';

const counts = (entries: Record<string, number>) =>
  new Map(Object.entries(entries).map(([itemId, count]) => [toItemId(itemId), count]));
const ranked = (baskets: Record<string, number>, others: Record<string, number>, truncated = false) => {
  const basketCounts = counts(others);
  return rankNeighbours(counts(baskets), (itemId) => basketCounts.get(itemId), truncated).map(({ itemId }) => itemId);
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
    const [neighbour] = rankNeighbours(counts({ a: 4 }), () => 2, false);
    expect(neighbour).toEqual({ itemId: 'a', baskets: 4, basketCount: 4 });
    expect(rankNeighbours(counts({ a: 4 }), () => undefined, false)[0]?.basketCount).toBe(4);
  });

  it(`are at most ${maximumNeighbours}`, () => {
    const many = Object.fromEntries(Array.from({ length: 80 }, (_, index) => [`item-${index}`, 1]));
    expect(ranked(many, many)).toHaveLength(maximumNeighbours);
  });
});
