import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BasketColumns } from '../../../functions/domain/copurchase/basket-columns.ts';
import { rankShop } from '../../../functions/domain/copurchase/neighbours.ts';
import { rankNeighbours } from '../../../functions/domain/copurchase/rank-neighbours.ts';
import { toItemId } from '../../../functions/domain/ids.ts';
import { countShopEvidence } from '../../support/reference-evidence.ts';

interface Shop {
  readonly columns: BasketColumns;
  readonly cut: number;
}

/** @param isRecommended whether an order had an item through a recommendation */
function shopOf(
  itemCount: number,
  baskets: readonly (readonly number[])[],
  cut: number,
  isRecommended: (order: number, item: number) => boolean = () => false,
): Shop {
  const offsets = [0];
  const items: number[] = [];
  for (const [order, basket] of baskets.entries()) {
    const ascending = [...new Set(basket)].sort((left, right) => left - right);
    items.push(...ascending.map((item) => (isRecommended(order, item) ? ~item : item)));
    offsets.push(items.length);
  }
  const columns: BasketColumns = {
    itemIds: Array.from({ length: itemCount }, (_, index) => toItemId(String(index).padStart(4, '0'))),
    offsets: Int32Array.from(offsets),
    items: Int32Array.from(items),
    placedAt: baskets.map((_, order) => new Date(Date.UTC(2026, 0, 1) - order * 1_000).toISOString()),
  };
  return { columns, cut };
}

/** Whether orders had items through recommendations: never, now and then, always. */
const recommended = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 3, 7)).map(
  ([seed, of]) =>
    (order: number, item: number) =>
      of > 0 && (seed + order * 31 + item * 17) % of === 0,
);

const cuts = fc.constantFrom(1, 2, 5, 20, 2_000);

const smallShops = fc
  .integer({ min: 1, max: 12 })
  .chain((itemCount) =>
    fc.tuple(
      fc.constant(itemCount),
      fc.array(fc.array(fc.nat(itemCount - 1), { minLength: 1, maxLength: 8 }), { maxLength: 40 }),
      cuts,
      recommended,
    ),
  )
  .map((shop) => shopOf(...shop));

/** Items have longer lists than are kept, and hundreds of them share a quotient: most are in one basket or two. */
const largeShops = fc
  .record({
    itemCount: fc.integer({ min: 100, max: 600 }),
    largest: fc.integer({ min: 5, max: 150 }),
    cut: cuts,
    recommended,
  })
  .chain(({ itemCount, largest, cut, recommended: isRecommended }) =>
    fc.record({ shares: fc.infiniteStream(fc.double({ min: 0, max: 0.999_999, noNaN: true })) }).map(({ shares }) => {
      const next = (): number => shares.next().value ?? 0;
      const baskets = Array.from({ length: 40 }, () =>
        Array.from({ length: Math.ceil(next() * largest) + 1 }, () => Math.floor(next() ** 3 * itemCount)),
      );
      // Runs of neighbouring items, so that hundreds are in one and the same basket and share a quotient.
      const runs = Array.from({ length: 4 }, () => {
        const start = Math.floor(next() * itemCount);
        return Array.from({ length: itemCount - start }, (_, index) => start + index);
      });
      return shopOf(itemCount, [...baskets, ...runs], cut, isRecommended);
    }),
  );

/** The same baskets, the items of each in another order. */
function disordered(columns: BasketColumns): BasketColumns {
  const items = columns.items.slice();
  const placeOf = (entry: number): number => ((entry < 0 ? ~entry : entry) * 7_919) % 1_009;
  for (const [order, start] of columns.offsets.entries()) {
    items.subarray(start, columns.offsets[order + 1] ?? start).sort((left, right) => placeOf(left) - placeOf(right));
  }
  return { ...columns, items };
}

function expectSameAsAlone({ columns, cut }: Shop): void {
  const expected = countShopEvidence(columns, cut);
  const counted = [...expected.countedItems()];
  const basketCounts = new Map(counted.map(({ itemId, basketCount }) => [itemId, basketCount]));

  const shop = rankShop(disordered(columns), { maximumPostings: cut });

  expect([...shop.countedItems()]).toEqual(counted);
  columns.itemIds.forEach((itemId, index) => {
    const { sumsByItem, ...evidence } = expected.evidenceAt(index);
    const neighbours = rankNeighbours(sumsByItem, (other) => basketCounts.get(other), evidence.truncated);
    expect(shop.itemAt(index)).toEqual({ itemId, ...evidence, neighbours });
  });
}

describe('ranking a whole shop gives every item the neighbours and counts of counting and ranking it alone', () => {
  it('in small shops', () => {
    fc.assert(fc.property(smallShops, expectSameAsAlone));
  });

  it('in shops with longer lists than are kept and many ties', () => {
    fc.assert(fc.property(largeShops, expectSameAsAlone), { numRuns: 15 });
  }, 120_000);

  it('where a basket names an item twice', () => {
    const { columns } = shopOf(3, [[0, 2], [1, 2], [2]], 2_000);
    const doubled = { ...columns, offsets: Int32Array.of(0, 3, 6, 7), items: Int32Array.of(2, 0, 2, 2, 2, 1, 2) };

    const shop = rankShop(doubled);

    expect([...shop.countedItems()]).toEqual([...countShopEvidence(columns).countedItems()]);
    expect(shop.itemAt(2)).toEqual(rankShop(columns).itemAt(2));
  });
});
