import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../../../lib/local/http/token-bucket.ts';

test('a bucket gives its burst at once, then as much as flows in, and never more than it holds', () => {
  let now = 0;
  const take = createTokenBucket({ ratePerSecond: 2, burst: 3 }, () => now);
  const takes = (count: number) => Array.from({ length: count }, take);

  expect(takes(4)).toEqual([true, true, true, false]);
  now += 499;
  expect(take()).toBe(false);
  now += 1;
  expect(takes(2)).toEqual([true, false]);
  now += 60_000;
  expect(takes(4)).toEqual([true, true, true, false]);
});
