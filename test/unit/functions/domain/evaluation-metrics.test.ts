import { describe, expect, it } from 'vitest';
import { bestItems } from '../../../../functions/domain/evaluation/best-items.ts';
import { catalogueOf } from '../../../../functions/domain/evaluation/catalogue.ts';
import { listQuality } from '../../../../functions/domain/evaluation/metrics.ts';
import { midRanks, standingOf } from '../../../../functions/domain/evaluation/rank-of-target.ts';
import { tableOf } from '../../../support/basket-table.ts';

describe('quality of a list', () => {
  it('of one target at rank 3 is the discounted gain of that rank', () => {
    expect(listQuality([3], 1, 5)).toEqual({ hitRate: 1, recall: 1, ndcg: 0.5, reciprocalRank: 1 / 3 });
  });

  it('of three targets at ranks 2, 5 and 12 counts two of them at 10', () => {
    const quality = listQuality([2, 5, 12], 3, 10);
    // 1/log2(3) + 1/log2(6) over 1/log2(2) + 1/log2(3) + 1/log2(4), by hand.
    expect(quality.ndcg).toBeCloseTo((0.63092975 + 0.38685281) / (1 + 0.63092975 + 0.5), 7);
    expect(quality).toMatchObject({ hitRate: 1, recall: 2 / 3, reciprocalRank: 1 / 2 });
  });

  it('cuts the ideal list too: six targets first of all are a perfect list of five', () => {
    expect(listQuality([1, 2, 3, 4, 5, 6], 6, 5)).toMatchObject({ ndcg: 1, recall: 5 / 6 });
  });

  it('is nothing where the first target comes after the end', () => {
    expect(listQuality([5.5], 1, 5)).toEqual({ hitRate: 0, recall: 0, ndcg: 0, reciprocalRank: 0 });
    expect(listQuality([], 2, 5)).toEqual({ hitRate: 0, recall: 0, ndcg: 0, reciprocalRank: 0 });
  });
});

describe('ties', () => {
  it('put one target in the middle of its places', () => {
    expect(midRanks([{ before: 4, tied: 3 }])).toEqual([6.5]);
  });

  it('spread targets that are tied with one another over their places', () => {
    const alike = { before: 2, tied: 3 };
    expect(midRanks([alike, alike])).toEqual([3.5, 5.5]);
    expect(midRanks([alike, { before: 0, tied: 0 }, alike, alike, alike])).toEqual([1, 3, 4, 5, 6]);
  });

  // a is in 3 baskets, b and c in 2, d and e in 1.
  const table = tableOf([{ items: ['a', 'b', 'c'] }, { items: ['a', 'b', 'c'] }, { items: ['a', 'd', 'e'] }]);
  const catalogue = catalogueOf(table, Uint32Array.of(0, 1, 2));

  it('of a score above 0 go to the more popular item, and are shared by items as popular', () => {
    const scores = Float64Array.of(7, 7, 7, 9, 0);
    expect(standingOf(scores, catalogue, 0, 7)).toEqual({ before: 1, tied: 0 });
    expect(standingOf(scores, catalogue, 2, 7)).toEqual({ before: 2, tied: 1 });
  });

  it('of no score are shared by all that have none', () => {
    const scores = Float64Array.of(0, 0, Number.NEGATIVE_INFINITY, 5, 0);
    expect(standingOf(scores, catalogue, 4, 0)).toEqual({ before: 1, tied: 2 });
  });

  it('give popularity as the share of the catalogue below, ties half', () => {
    expect([...catalogue.popularity]).toEqual([0.9, 0.6, 0.6, 0.2, 0.2]);
  });
});

it('the best items are those with a score, best first, the more popular of equals', () => {
  const into = new Int32Array(3);
  expect(bestItems(Float64Array.of(1, 0, 5, 1, 5, -2), into)).toBe(3);
  expect([...into]).toEqual([2, 4, 0]);
  expect(bestItems(Float64Array.of(0, 4, Number.NEGATIVE_INFINITY), into)).toBe(1);
});
