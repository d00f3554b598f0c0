import { expect, it } from 'vitest';
import { aboveChance } from '../../../../../functions/domain/copurchase/above-chance.ts';
import type { Neighbour } from '../../../../../functions/domain/copurchase/rank-neighbours.ts';
import { toItemId } from '../../../../../functions/domain/ids.ts';

const neighbour = (itemId: string, baskets: number, basketCount: number): Neighbour => ({
  itemId: toItemId(itemId),
  baskets,
  basketCount,
  weight: 512 * baskets,
});
const row = {
  basketCount: 50,
  neighbours: [neighbour('often', 26, 50), neighbour('by chance', 25, 50), neighbour('seldom', 24, 50)],
};

it('a neighbour bought with the item less often than by chance is left out, the others keep their order', () => {
  const kept = aboveChance({ ...row, shopBasketCount: 100 });
  expect(kept.map(({ itemId }) => itemId)).toEqual(['often', 'by chance']);
});

it('all neighbours stay where the number of baskets of the shop is not known', () => {
  expect(aboveChance(row)).toEqual(row.neighbours);
});
