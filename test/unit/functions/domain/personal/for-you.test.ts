import { describe, expect, it } from 'vitest';
import type { ItemRecommendations } from '../../../../../functions/domain/copurchase/item-recommendations.ts';
import type { Neighbour } from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';
import { favouriteCategory, forYouCandidates, weighHistory } from '../../../../../functions/domain/personal/for-you.ts';
import { togetherCandidates } from '../../../../../functions/domain/selection/together-candidates.ts';

const [pen, ink, cup, pad, nib] = ['pen', 'ink', 'cup', 'pad', 'nib'].map(toItemId) as [
  never,
  never,
  never,
  never,
  never,
];
const bought = (itemId: string, lastDay: number) => ({
  itemId: toItemId(itemId),
  dayCount: 1,
  firstDay: lastDay,
  lastDay,
});

const neighbour = (itemId: string, baskets: number): Neighbour => ({
  itemId: toItemId(itemId),
  baskets,
  weight: baskets * 512,
  basketCount: 100,
});
const row = (itemId: string, neighbours: readonly Neighbour[]): ItemRecommendations => ({
  itemId: toItemId(itemId),
  kind: 'together',
  basketCount: 100,
  ledBasketCount: 100,
  truncated: false,
  neighbours,
  shopBasketCount: 10_000,
  asOf: '2026-03-01T00:00:00.000Z',
  scoringVersion: 1,
});
const rowsOf = (...rows: readonly ItemRecommendations[]) => new Map(rows.map((one) => [one.itemId, one]));
const scoreIn = (one: ItemRecommendations, itemId: string): number =>
  togetherCandidates(one).find((candidate) => candidate.itemId === itemId)?.score ?? Number.NaN;

describe('the weight of a history', () => {
  it('halves every 180 days, and a clock that is behind does not raise it above 1', () => {
    const history = weighHistory(
      [bought('cup', 1_001), bought('pen', 1_000), bought('ink', 820), bought('pad', 640)],
      [],
      0,
      1_000,
    );

    expect(history.map(({ weight }) => weight)).toEqual([1, 1, 0.5, 0.25]);
  });

  it('is of the latest 30 items', () => {
    const many = Array.from({ length: 40 }, (_, place) => bought(`i${place}`, 1_000 - place));

    expect(weighHistory(many, [], 0, 1_000).map(({ itemId }) => itemId)).toEqual(
      many.slice(0, 30).map(({ itemId }) => itemId),
    );
  });

  it('leaves views out at weight 0, and adds them to a purchase of the same item otherwise', () => {
    expect(weighHistory([bought('pen', 820)], [pen, ink], 0, 1_000)).toEqual([{ itemId: 'pen', weight: 0.5 }]);
    expect(weighHistory([bought('pen', 820)], [pen, ink, ink], 0.25, 1_000)).toEqual([
      { itemId: 'pen', weight: 0.75 },
      { itemId: 'ink', weight: 0.25 },
    ]);
  });
});

describe('what goes with a history', () => {
  it('scores by the weighted mean of what each item gives, and names the one that adds most', () => {
    const ofPen = row('pen', [neighbour('pad', 50), neighbour('nib', 19)]);
    const ofInk = row('ink', [neighbour('nib', 60)]);
    const history = [
      { itemId: pen, weight: 1 },
      { itemId: ink, weight: 0.5 },
      { itemId: cup, weight: 0.5 },
    ];

    const candidates = forYouCandidates(history, rowsOf(ofPen, ofInk));

    expect(candidates.map(({ itemId }) => itemId)).toEqual(['pad', 'nib']);
    expect(candidates[0]?.score).toBeCloseTo(scoreIn(ofPen, 'pad') / 2, 12);
    expect(candidates[1]?.score).toBeCloseTo((scoreIn(ofPen, 'nib') + 0.5 * scoreIn(ofInk, 'nib')) / 2, 12);
    expect(candidates.map(({ evidence }) => evidence)).toMatchObject([{ becauseOf: pen }, { becauseOf: ink }]);
  });

  it('is the same whatever the order of the history, ties by id', () => {
    const rows = rowsOf(row('pen', [neighbour('pad', 30), neighbour('nib', 30)]), row('ink', [neighbour('cup', 10)]));
    const history = [
      { itemId: pen, weight: 0.3 },
      { itemId: ink, weight: 0.7 },
    ];

    expect(forYouCandidates([...history].reverse(), rows)).toEqual(forYouCandidates(history, rows));
    expect(forYouCandidates(history, rows).map(({ itemId }) => itemId)).toEqual([nib, pad, cup]);
  });

  it('never names a pair that is rarer than chance, and nothing for an empty history', () => {
    expect(
      forYouCandidates(
        [{ itemId: pen, weight: 1 }],
        rowsOf(row('pen', [{ ...neighbour('pad', 1), basketCount: 5_000 }])),
      ),
    ).toEqual([]);
    expect(forYouCandidates([], new Map())).toEqual([]);
  });
});

describe('the favourite category', () => {
  it('is the one of the greatest weight, ties by name, and none where no item has one', () => {
    const categories = new Map([
      [pen, 'Desk'],
      [ink, 'Desk'],
      [cup, 'Kitchen'],
    ]);
    const of = (weights: readonly [never, number][]) =>
      favouriteCategory(
        weights.map(([itemId, weight]) => ({ itemId, weight })),
        (itemId) => categories.get(itemId as never),
      );

    expect(
      of([
        [pen, 0.3],
        [ink, 0.3],
        [cup, 0.5],
        [pad, 9],
      ]),
    ).toBe('Desk');
    expect(
      of([
        [cup, 0.5],
        [pen, 0.5],
      ]),
    ).toBe('Desk');
    expect(of([[nib, 1]])).toBeUndefined();
  });
});
