import { describe, expect, it } from 'vitest';
import { aboveChance, liftOfNeighbour } from '../../../../../functions/domain/copurchase/above-chance.ts';
import type { Neighbour } from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import type { ShopTotals } from '../../../../../functions/domain/copurchase/shop-totals.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';

const neighbour = (itemId: string, baskets: number, basketCount: number): Neighbour => ({
  itemId: toItemId(itemId),
  baskets,
  basketCount,
  weight: 512 * baskets,
});
const idsOf = (neighbours: readonly Neighbour[]) => neighbours.map(({ itemId }) => itemId);
const totalsOf = (basketCount: number, truncated: Readonly<Record<string, number>> = {}): ShopTotals => ({
  basketCount,
  truncatedBasketCounts: new Map(Object.entries(truncated).map(([itemId, count]) => [toItemId(itemId), count])),
  asOf: '2026-04-01T00:00:00.000Z',
});

const row = {
  basketCount: 50,
  neighbours: [neighbour('often', 26, 50), neighbour('by chance', 25, 50), neighbour('seldom', 24, 50)],
};

it('a neighbour bought with the item less often than by chance is left out, the others keep their order', () => {
  const kept = aboveChance({ ...row, shopBasketCount: 100 });
  expect(idsOf(kept)).toEqual(['often', 'by chance']);
});

it('all neighbours stay, without a lift, before anything has counted the baskets of the shop', () => {
  expect(aboveChance(row)).toEqual(row.neighbours);
  expect(row.neighbours.map((one) => liftOfNeighbour(one, row))).toEqual([null, null, null]);
});

describe('where the row does not know the baskets of the shop', () => {
  it('a truncated item in the shop leaves gate and lift of other items on', () => {
    const totals = totalsOf(100, { 'a best-seller': 2_500 });

    expect(idsOf(aboveChance(row, totals))).toEqual(['often', 'by chance']);
    expect(row.neighbours.map((one) => liftOfNeighbour(one, row, totals))).toEqual([1.04, 1, 0.96]);
  });

  it('a truncated neighbour counts with all of its orders, not with its newest 2,000', () => {
    // In 6,000 of 10,000 orders, so chance alone puts it into 30 of the item's 50; of 2,000 it would be 10.
    const besides = { basketCount: 50, neighbours: [neighbour('bag', 29, 2_000), neighbour('tray', 30, 2_000)] };
    const totals = totalsOf(10_000, { bag: 6_000, tray: 6_000 });

    expect(idsOf(aboveChance(besides, totals))).toEqual(['tray']);
    expect(besides.neighbours.map((one) => liftOfNeighbour(one, besides, totals))).toEqual([29 / 30, 1]);
  });

  it('of a truncated item the share among its newest 2,000 orders is compared with the share of the shop', () => {
    // The bag is in a fifth of the shop's orders, so chance puts it into 400 of the 2,000.
    const truncated = { basketCount: 2_000, neighbours: [neighbour('bag', 400, 2_000), neighbour('tray', 399, 2_000)] };
    const totals = totalsOf(20_000, { mug: 8_000, bag: 4_000, tray: 4_000 });

    expect(idsOf(aboveChance(truncated, totals))).toEqual(['bag']);
    expect(liftOfNeighbour(neighbour('bag', 400, 2_000), truncated, totals)).toBe(1);
    expect(liftOfNeighbour(neighbour('spoon', 50, 100), truncated, totals)).toBe(5);
  });
});

it('a row that knows the baskets of the shop goes by them, as they are newer than the night', () => {
  const known = { ...row, shopBasketCount: 200 };

  expect(aboveChance(known, totalsOf(100))).toEqual(row.neighbours);
  expect(liftOfNeighbour(neighbour('often', 26, 50), known, totalsOf(100))).toBe(2.08);
});

it('totals of a night with fewer orders than now have either item say nothing', () => {
  // 50 + 50 - 24 = 76 orders have either.
  const seldom = neighbour('seldom', 24, 50);

  expect(liftOfNeighbour(seldom, row, totalsOf(75))).toBeNull();
  expect(aboveChance({ ...row, neighbours: [seldom] }, totalsOf(75))).toEqual([seldom]);
  expect(aboveChance({ ...row, neighbours: [seldom] }, totalsOf(76))).toEqual([]);
});
