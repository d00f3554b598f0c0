import { describe, expect, it } from 'vitest';
import type { Neighbour } from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import {
  decodeItemCounts,
  decodeNeighbours,
  encodeItemCounts,
  encodeNeighbours,
} from '../../../../../functions/stores/recommendations/neighbour-codec.ts';

const neighbour = (itemId: string, figures: Omit<Neighbour, 'itemId'>): Neighbour => ({
  itemId: toItemId(itemId),
  ...figures,
});

describe('neighbours as a text', () => {
  it('come back as they were', () => {
    const neighbours = [
      neighbour('a b', { baskets: 2_000, weight: 1_024_000, basketCount: 2_000 }),
      neighbour('é', { baskets: 1, weight: 1, basketCount: 1 }),
    ];
    expect(decodeNeighbours(encodeNeighbours(neighbours))).toEqual(neighbours);
    expect(decodeNeighbours(encodeNeighbours([]))).toEqual([]);
  });

  it('take under 1 KB for 50 that are bought with theirs in a thousand orders', () => {
    const neighbours = Array.from({ length: 50 }, (_, index) =>
      neighbour(`85${100 + index}`, { baskets: 1_000 + index, weight: 200_000 + index, basketCount: 1_900 }),
    );
    expect(Buffer.byteLength(encodeNeighbours(neighbours))).toBeLessThan(1_000);
  });

  it('of the first scoring version are read as if every order was of two items', () => {
    expect(decodeNeighbours('tea\t12\t40')).toEqual([
      neighbour('tea', { baskets: 12, weight: 12 * 512, basketCount: 40 }),
    ]);
  });

  it('that are cut off are refused with the line', () => {
    expect(() => decodeNeighbours('tea\t12')).toThrow('not "tea\t12"');
  });
});

describe('best-sellers as a text', () => {
  it('come back as they were, also from rows that name each count twice', () => {
    const items = [{ itemId: toItemId('tea'), basketCount: 1_234 }];
    expect(decodeItemCounts(encodeItemCounts(items))).toEqual(items);
    expect(decodeItemCounts('tea\t1234\t1234')).toEqual(items);
    expect(decodeItemCounts(encodeItemCounts([]))).toEqual([]);
  });

  it('that are cut off are refused with the line', () => {
    expect(() => decodeItemCounts('tea')).toThrow('not "tea"');
  });
});
