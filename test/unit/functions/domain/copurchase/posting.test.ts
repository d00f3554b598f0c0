import { expect, it } from 'vitest';
import { postingsOf } from '../../../../../functions/domain/copurchase/posting.ts';
import { linesOf, orderOf } from '../../../../support/orders.ts';

const through = { recommendationId: 'r1' };

it('a posting says which of its pairs count half: all of an item bought through a recommendation, else those with one', () => {
  const lines = [...linesOf(['a', 'c']), ...linesOf(['b', 'd'], through)];

  const postings = postingsOf(orderOf('1', [], { lines }), 1, 100);

  expect(postings.map(({ itemId, halvedPairs }) => [itemId, halvedPairs])).toEqual([
    ['a', [0, 2]],
    ['b', 'all'],
    ['c', [1, 2]],
    ['d', 'all'],
  ]);
});

it('says nothing where nothing was, and where there is no pair', () => {
  expect(postingsOf(orderOf('1', ['a', 'b']), 1, 100).some((posting) => 'halvedPairs' in posting)).toBe(false);
  const alone = orderOf('1', [], { lines: linesOf(['a'], through) });
  expect(postingsOf(alone, 1, 100).some((posting) => 'halvedPairs' in posting)).toBe(false);
});
