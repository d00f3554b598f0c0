import { describe, expect, it } from 'vitest';
import { publicReason, reasonWithCounts } from '../../../../functions/contracts/recommendation-reasons.ts';
import {
  recommendationsSchema,
  type ViewOptions,
  viewAnswer,
} from '../../../../functions/contracts/recommendation-view.ts';
import { toItemId } from '../../../../functions/domain/ids.ts';
import type { Evidence, TogetherEvidence } from '../../../../functions/domain/selection/evidence.ts';
import type { AnsweredItem, SlotAnswer } from '../../../../functions/domain/selection/slot.ts';

const together: TogetherEvidence = {
  reasonCode: 'bought-together',
  baskets: 214,
  basketsOfItem: 1_022,
  confidence: 0.2094,
  lift: 4.13,
  newestOnly: false,
};

const evidences: readonly (readonly [Evidence, string])[] = [
  [together, 'in 214 of 1,022 orders with this item (4.1 times as often as by chance)'],
  [{ ...together, lift: null }, 'in 214 of 1,022 orders with this item'],
  [{ ...together, lift: 1_234.5 }, 'in 214 of 1,022 orders with this item (1,235 times as often as by chance)'],
  [{ ...together, lift: 9.96 }, 'in 214 of 1,022 orders with this item (10 times as often as by chance)'],
  [{ ...together, baskets: 1, basketsOfItem: 1, lift: null }, 'in 1 of 1 order with this item'],
  [{ ...together, baskets: 2 }, 'in 2 of 1,022 orders with this item'],
  [{ ...together, baskets: 3 }, 'in 3 of 1,022 orders with this item (4.1 times as often as by chance)'],
  [
    { ...together, basketsOfItem: 2_000, newestOnly: true, lift: null },
    'in 214 of the newest 2,000 orders with this item',
  ],
  [
    { ...together, becauseOf: toItemId('mug') },
    'in 214 of 1,022 orders with "mug" of this cart (4.1 times as often as by chance)',
  ],
  [
    { reasonCode: 'bought-later', buyersAfter: 37, buyersOfBoth: 44, usualGapDays: 34 },
    'bought later by 37 of the 44 customers who bought both, usually after 34 days',
  ],
  [
    { reasonCode: 'bought-later', buyersAfter: 1, buyersOfBoth: 1, usualGapDays: 1 },
    'bought later by 1 of the 1 customer who bought both, usually after 1 day',
  ],
  [
    { reasonCode: 'bought-instead', buyersOfBoth: 25, expectedBuyersOfBoth: 8 },
    'bought by 25 customers at other times, where 8 would be expected',
  ],
  [
    { reasonCode: 'trending', recentBaskets: 31, expectedBaskets: 12.3 },
    'in 31 orders in the last 14 days, where 12.3 would be usual',
  ],
  [
    { reasonCode: 'new', availableSince: '2026-03-01T10:00:00.000Z', baskets: 3 },
    'new on sale since 2026-03-01, in 3 orders',
  ],
  [{ reasonCode: 'shop-best-seller', baskets: 214 }, 'a best-seller of this shop, in 214 orders'],
  [{ reasonCode: 'category-best-seller', baskets: 1 }, 'a best-seller of this category, in 1 order'],
  [{ reasonCode: 'same-brand-and-category', baskets: 7 }, 'a best-seller of the same brand and category, in 7 orders'],
  [{ reasonCode: 'pinned' }, 'chosen by the shop'],
];

describe('a public reason', () => {
  const cart = toItemId('mug');

  it.each([
    [{ ...together, baskets: 3 }, 'often bought together with this item'],
    [{ ...together, baskets: 2 }, 'bought together with this item'],
    [{ ...together, baskets: 3, becauseOf: cart }, 'often bought together with an item of this cart'],
    [{ ...together, baskets: 2, becauseOf: cart }, 'bought together with an item of this cart'],
  ])('says often from three orders on: %o', (evidence, reason) => {
    expect(publicReason(evidence)).toBe(reason);
  });
});

const entry = (evidence: Evidence): AnsweredItem => ({
  itemId: toItemId('saucer'),
  rank: 1,
  score: 0.42,
  source: 'item',
  evidence,
  item: { itemId: toItemId('saucer'), name: 'Saucer', url: 'https://shop.example/saucer', priceMinor: 255 },
});

const answer = (entries: readonly AnsweredItem[]): SlotAnswer => ({
  kind: 'together',
  known: true,
  source: 'item',
  recommendationId: 'r-1',
  entries,
});

const seenBy = (options: Partial<ViewOptions>) => ({ withCounts: true, withItems: false, decimals: 2, ...options });

describe('the reason of a recommendation', () => {
  it.each(evidences)('of %o is "%s"', (evidence, reason) => {
    expect(reasonWithCounts(evidence)).toBe(reason);
  });

  it.each(evidences)('of %o has no figure for a storefront key', (evidence) => {
    expect(publicReason(evidence)).not.toMatch(/\d/);
  });
});

describe('recommendations as a caller sees them', () => {
  it('tell a server key the counts', () => {
    const view = viewAnswer(answer([entry(together)]), seenBy({}));

    expect(view).toEqual({
      source: 'item',
      recommendationId: 'r-1',
      recommendations: [
        {
          itemId: 'saucer',
          rank: 1,
          source: 'item',
          score: 0.42,
          baskets: 214,
          confidence: 0.2094,
          lift: 4.13,
          reasonCode: 'bought-together',
          reason: 'in 214 of 1,022 orders with this item (4.1 times as often as by chance)',
        },
      ],
    });
  });

  it.each(evidences)('are of the published form for %o', (evidence) => {
    for (const withCounts of [true, false]) {
      const view = viewAnswer(answer([entry(evidence)]), seenBy({ withCounts, withItems: true }));
      const whole = { itemId: 'mug', known: true, kind: 'together', ...view };

      expect(recommendationsSchema.parse(whole)).toEqual(whole);
    }
  });

  it('tell a storefront key nothing that a number of sales could be read from', () => {
    const view = viewAnswer(answer(evidences.map(([evidence]) => entry(evidence))), seenBy({ withCounts: false }));

    for (const seen of view.recommendations) {
      expect(Object.keys(seen).filter((name) => name !== 'becauseOf')).toEqual([
        'itemId',
        'rank',
        'source',
        'reasonCode',
        'reason',
      ]);
    }
  });

  it('bring the catalogue’s words along where they are asked for, the price in major units', () => {
    const view = viewAnswer(answer([entry(together)]), seenBy({ withItems: true, withCounts: false }));

    expect(view.recommendations).toMatchObject([
      { item: { name: 'Saucer', url: 'https://shop.example/saucer', price: 2.55 } },
    ]);
  });
});
