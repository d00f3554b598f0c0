import { describe, expect, it } from 'vitest';
import type { ItemRecommendations } from '../../../../../functions/domain/copurchase/item-recommendations.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import { diversify } from '../../../../../functions/domain/selection/diversify.ts';
import {
  brandFirst,
  newCandidates,
  trendingCandidates,
} from '../../../../../functions/domain/selection/list-candidates.ts';
import { alternativeRankings, versionOfRanking } from '../../../../../functions/domain/selection/ranking.ts';
import { basketCandidates, togetherCandidates } from '../../../../../functions/domain/selection/together-candidates.ts';

type Counts = readonly [itemId: string, baskets: number, basketCount: number];

/** A row of 100 orders whose pairs weigh a whole order each. */
const rowOf = (
  itemId: string,
  neighbours: readonly Counts[],
  over: Partial<ItemRecommendations> = {},
): ItemRecommendations => ({
  itemId: toItemId(itemId),
  kind: 'together',
  basketCount: 100,
  ledBasketCount: 100,
  truncated: false,
  neighbours: neighbours.map(([id, baskets, basketCount]) => ({
    itemId: toItemId(id),
    baskets,
    basketCount,
    weight: baskets * 512,
  })),
  shopBasketCount: 10_000,
  asOf: '2026-04-01T00:00:00.000Z',
  scoringVersion: 2,
  ...over,
});

const briefly = (candidates: readonly { readonly itemId: string; readonly score: number }[]) =>
  candidates.map(({ itemId, score }) => [itemId, Number(score.toFixed(6))]);

describe('candidates of an item', () => {
  const row = rowOf('mug', [
    ['tray', 20, 100],
    ['tea', 40, 900],
  ]);

  it('keep the order of the row, with the share of the orders and the lift', () => {
    expect(togetherCandidates(row)).toMatchObject([
      { itemId: 'tray', score: 0.2, evidence: { confidence: 0.2, lift: 20, basketsOfItem: 100 } },
      { itemId: 'tea', evidence: { confidence: 0.4, lift: 40 / 9 } },
    ]);
  });

  it.each([
    ['cosine', ['tray', 'tea']],
    ['confidence', ['tea', 'tray']],
    // 20/21 of 20/30 against .816 of 40/50.
    ['shrunk-lift', ['tea', 'tray']],
  ] as const)('ranked by %s are in the order of that score, 0 to 1', (ranking, expected) => {
    const candidates = togetherCandidates(row, ranking);

    expect(candidates.map(({ itemId }) => itemId)).toEqual(expected);
    for (const { score } of candidates) expect(score).toBeLessThanOrEqual(1);
  });

  it('ranked by lift are so with the totals of the night where the row does not know the shop’s orders', () => {
    const { shopBasketCount: _, ...uncounted } = row;
    const totals = { basketCount: 10_000, truncatedBasketCounts: new Map(), asOf: row.asOf };

    expect(togetherCandidates(uncounted, 'shrunk-lift', totals)).toEqual(togetherCandidates(row, 'shrunk-lift'));
  });

  it('ranked otherwise have a version of their own', () => {
    const versions = ['served' as const, ...alternativeRankings].map(versionOfRanking);

    expect(new Set(versions).size).toBe(versions.length);
  });
});

describe('candidates of a cart', () => {
  const rows = [
    rowOf('mug', [
      ['tray', 50, 100],
      ['tea', 40, 100],
    ]),
    rowOf('pot', [
      ['tea', 30, 100],
      ['mug', 10, 100],
    ]),
  ];

  it('have the mean of the scores that the items of the cart give', () => {
    expect(briefly(basketCandidates(rows, 2))).toEqual([
      ['tea', 0.35],
      ['tray', 0.25],
      ['mug', 0.05],
    ]);
    expect(briefly(basketCandidates(rows, 4))[0]).toEqual(['tea', 0.175]);
  });

  it('name the item of the cart that says most, with its counts', () => {
    expect(basketCandidates(rows, 2)[0]).toMatchObject({ evidence: { becauseOf: 'mug', baskets: 40 } });
  });

  it('do not depend on the order of the cart', () => {
    expect(basketCandidates([...rows].reverse(), 2)).toEqual(basketCandidates(rows, 2));
  });

  it('are at most 200', () => {
    const many = Array.from({ length: 6 }, (_, cart) =>
      rowOf(
        `c${cart}`,
        Array.from({ length: 50 }, (_, place) => [`n${cart}-${place}`, 50 - place, 100] as const),
      ),
    );

    expect(basketCandidates(many, 6)).toHaveLength(200);
  });
});

describe('candidates of lists', () => {
  it('of a cold item have its brand first and are in the order of their scores', () => {
    const items = [9, 8, 6, 3].map((basketCount, place) => ({ itemId: toItemId(`b${place}`), basketCount }));
    const isOfBrand = (itemId: string) => itemId === 'b1' || itemId === 'b3';

    expect(briefly(brandFirst(items, isOfBrand))).toEqual([
      ['b1', 1],
      ['b3', 0.6875],
      ['b0', 0.5],
      ['b2', 0.333333],
    ]);
    expect(briefly(brandFirst(items, () => false))[0]).toEqual(['b0', 1]);
  });

  it('have scores from 0 to 1 that fall with the place, whatever the figures', () => {
    const trending = trendingCandidates([
      { itemId: toItemId('t'), recentBaskets: 30, expectedBaskets: 12 },
      { itemId: toItemId('u'), recentBaskets: 11, expectedBaskets: 0 },
    ]);
    const fresh = newCandidates(
      ['a', 'b'].map((id) => ({ itemId: toItemId(id), availableSince: '2026-03-01T00:00:00.000Z', baskets: 2 })),
    );

    expect(briefly([...trending, ...fresh])).toEqual([
      ['t', 1],
      ['u', 0.5],
      ['a', 1],
      ['b', 0.5],
    ]);
  });
});

describe('diversity', () => {
  const candidates = [
    ['a', 1, 'x'],
    ['b', 0.9, 'x'],
    ['c', 0.5, 'y'],
    ['d', 0.95, 'y'],
    ['e', 0.1, undefined],
  ] as const;
  const entries = candidates.map(([id, score]) => ({
    itemId: toItemId(id),
    score,
    evidence: { reasonCode: 'pinned' as const },
  }));
  const categoryOf = ({ itemId }: { readonly itemId: string }) => candidates.find(([id]) => id === itemId)?.[2];
  const ordered = (diversity: number, places = 5, named: string[] = []) =>
    diversify(entries, categoryOf, diversity, named, places)
      .map(({ itemId }) => itemId)
      .join('');

  it('of 0 keeps the order, though a score be above that of one before', () => {
    expect(ordered(0)).toBe('abcde');
  });

  it.each([
    // b: .7 x .9 - .3 = .33, c: .7 x .5 = .35; then d, held down to c's .5: .35 - .3 = .05, e: .7 x .1 = .07.
    [0.3, 'acbed'],
    [0.1, 'abcde'],
    // e is of no category, so nothing speaks against it.
    [1, 'acebd'],
  ])('of %d gives %s', (diversity, expected) => {
    expect(ordered(diversity)).toBe(expected);
  });

  it('counts categories that stand above, and stops at the places there are', () => {
    expect(ordered(1, 2, ['x'])).toBe('ce');
  });
});
