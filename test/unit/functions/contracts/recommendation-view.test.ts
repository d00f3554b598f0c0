import { describe, expect, it } from 'vitest';
import {
  type RankedItem,
  type RankedItems,
  reasonWithCounts,
  recommendationsSchema,
  viewRecommendations,
} from '../../../../functions/contracts/recommendation-view.ts';

const neighbour: RankedItem = {
  itemId: 'saucer',
  rank: 1,
  score: 0.42,
  baskets: 214,
  confidence: 0.2094,
  lift: 4.13,
  reasonCode: 'bought-together',
  basketsOfItem: 1_022,
  newestOnly: false,
};

const found = (recommendations: readonly RankedItem[]): RankedItems => ({
  itemId: 'mug',
  known: true,
  kind: 'together',
  source: 'item',
  recommendationId: 'r-1',
  recommendations,
});

describe('the reason of a recommendation', () => {
  it.each([
    [{}, 'in 214 of 1,022 orders with this item (4.1 times as often as by chance)'],
    [{ lift: null }, 'in 214 of 1,022 orders with this item'],
    [{ lift: 1_234.5 }, 'in 214 of 1,022 orders with this item (1,235 times as often as by chance)'],
    [{ lift: 9.96 }, 'in 214 of 1,022 orders with this item (10 times as often as by chance)'],
    [{ lift: 0.0421 }, 'in 214 of 1,022 orders with this item (0.042 times as often as by chance)'],
    [{ baskets: 1, basketsOfItem: 1, lift: null }, 'in 1 of 1 order with this item'],
    [{ basketsOfItem: 2_000, newestOnly: true, lift: null }, 'in 214 of the newest 2,000 orders with this item'],
    [{ reasonCode: 'shop-best-seller', lift: null }, 'a best-seller of this shop, in 214 orders'],
    [{ reasonCode: 'category-best-seller', lift: null, baskets: 1 }, 'a best-seller of this category, in 1 order'],
  ] as const)('with %o is "%s"', (fields, reason) => {
    expect(reasonWithCounts({ ...neighbour, ...fields })).toBe(reason);
  });
});

describe('recommendations as a caller sees them', () => {
  it('tell a server key the counts', () => {
    const view = viewRecommendations(found([neighbour]), true);

    expect(view).toEqual({
      itemId: 'mug',
      known: true,
      kind: 'together',
      source: 'item',
      recommendationId: 'r-1',
      recommendations: [
        {
          itemId: 'saucer',
          rank: 1,
          score: 0.42,
          baskets: 214,
          confidence: 0.2094,
          lift: 4.13,
          reasonCode: 'bought-together',
          reason: 'in 214 of 1,022 orders with this item (4.1 times as often as by chance)',
        },
      ],
    });
    expect(recommendationsSchema.parse(view)).toEqual(view);
  });

  it('tell a storefront key nothing that a number could be read from', () => {
    const reasonCodes = ['bought-together', 'category-best-seller', 'shop-best-seller'] as const;
    const view = viewRecommendations(found(reasonCodes.map((reasonCode) => ({ ...neighbour, reasonCode }))), false);

    expect(view.recommendations).toEqual([
      { itemId: 'saucer', rank: 1, reasonCode: 'bought-together', reason: 'often bought together with this item' },
      { itemId: 'saucer', rank: 1, reasonCode: 'category-best-seller', reason: 'a best-seller of this category' },
      { itemId: 'saucer', rank: 1, reasonCode: 'shop-best-seller', reason: 'a best-seller of this shop' },
    ]);
    expect(recommendationsSchema.parse(view)).toEqual(view);
  });
});
