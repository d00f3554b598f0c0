import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maximumPostingsPerItem } from '../../../../../functions/domain/copurchase/basket-evidence.ts';
import { basketsIn, pairSumOf, pairWeight, weightIn } from '../../../../../functions/domain/copurchase/pair-sum.ts';

describe('what a pair of a basket weighs, in 1/512 of an order', () => {
  it.each([
    [2, 512, 256],
    [3, 362, 181],
    [5, 256, 128],
    [26, 102, 51],
    [101, 51, 26],
  ])('in a basket of %i items %i, through a recommendation %i', (itemCount, whole, halved) => {
    expect(pairWeight(itemCount, false)).toBe(whole);
    expect(pairWeight(itemCount, true)).toBe(halved);
  });

  it('is never nothing, however large the basket', () => {
    expect(pairWeight(10_000_000, true)).toBe(1);
  });
});

it('a sum of as many orders as are counted gives back both its count and its weight', () => {
  const order = fc.record({ itemCount: fc.integer({ min: 2, max: 300 }), isHalved: fc.boolean() });
  const kinds = fc.array(fc.record({ order, times: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(kinds, (list) => {
      let [sum, baskets, weight] = [0, 0, 0];
      for (const {
        order: { itemCount, isHalved },
        times,
      } of list) {
        sum = (sum + times * pairSumOf(itemCount, isHalved)) | 0;
        baskets += times;
        weight += times * pairWeight(itemCount, isHalved);
      }
      expect([basketsIn(sum), weightIn(sum)]).toEqual([baskets, weight]);
    }),
  );
  const most = (maximumPostingsPerItem * pairSumOf(2, false)) | 0;
  expect(most).toBeGreaterThan(0);
  expect([basketsIn(most), weightIn(most)]).toEqual([2_000, 1_024_000]);
});
