import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countEvidence } from '../../../functions/domain/copurchase/basket-evidence.ts';
import { basketsIn, weightIn } from '../../../functions/domain/copurchase/pair-sum.ts';
import { postingsOf } from '../../../functions/domain/copurchase/posting.ts';
import { compareIds } from '../../../functions/domain/ids.ts';
import { columnsOfOrders } from '../../support/basket-columns.ts';
import { linesOf, orderOf } from '../../support/orders.ts';
import { countShopEvidence } from '../../support/reference-evidence.ts';

const itemName = fc.constantFrom('ant', 'bee', 'cat', 'dog', 'eel', 'fox', 'gnu', 'hen', 'éclair', '~', 'A');
const orders = fc
  .array(
    fc.record({
      items: fc.array(itemName, { minLength: 1, maxLength: 6 }),
      recommended: fc.array(itemName, { maxLength: 3 }),
      day: fc.integer({ min: 1, max: 9 }),
    }),
    {
      maxLength: 40,
    },
  )
  .map((list) =>
    list.map(({ items, recommended, day }, index) =>
      orderOf(`order-${index}`, [], {
        placedAt: `2026-03-0${day}T00:00:00.000Z`,
        lines: [...linesOf(items), ...linesOf(recommended, { recommendationId: 'r' })],
      }),
    ),
  );

it('counting a shop from arrays gives each item the evidence that counting its postings gives', () => {
  fc.assert(
    fc.property(orders, (list) => {
      const postings = list.flatMap((order) => postingsOf(order, 1, 100));
      const shop = countShopEvidence(columnsOfOrders(list));
      expect([...shop.itemIds]).toEqual([...new Set(postings.map(({ itemId }) => itemId))].sort(compareIds));
      const counted = [...shop.countedItems()];
      shop.itemIds.forEach((itemId, index) => {
        const newestFirst = postings
          .filter((posting) => posting.itemId === itemId)
          .sort((left, right) => compareIds(right.placedAt, left.placedAt) || compareIds(right.orderId, left.orderId));
        const { basketCount, ledBasketCount, truncated, ...evidence } = countEvidence(newestFirst);
        expect(shop.evidenceAt(index)).toEqual({ basketCount, ledBasketCount, truncated, ...evidence });
        expect(counted[index]).toEqual({ itemId, basketCount, ledBasketCount, truncated });
      });
    }),
  );
});

it('an item with more orders than are counted is cut to its newest in both ways', () => {
  const list = Array.from({ length: 2_003 }, (_, index) =>
    orderOf(`order-${String(index).padStart(5, '0')}`, index < 3 ? ['a', 'old'] : ['a', 'new']),
  );
  const postings = list.flatMap((order) => postingsOf(order, 1, 100)).filter(({ itemId }) => itemId === 'a');
  const newestFirst = postings.sort((left, right) => compareIds(right.orderId, left.orderId));
  const shop = countShopEvidence(columnsOfOrders(list));

  const evidence = shop.evidenceAt(shop.itemIds.indexOf(newestFirst[0]?.itemId ?? ('' as never)));

  expect(evidence).toEqual(countEvidence(newestFirst));
  expect(evidence).toMatchObject({ basketCount: 2_000, truncated: true });
  expect([...evidence.sumsByItem]).toEqual([['new', expect.toSatisfy((sum) => basketsIn(sum) === 2_000)]]);
  expect([...evidence.sumsByItem.values()].map(weightIn)).toEqual([2_000 * 512]);
});
