import { expect, it } from 'vitest';
import { RequestTokens } from '../../../../../lib/local/database/transactions/request-tokens.ts';

const minutes = 60_000;

it('knows a request again for ten minutes from its beginning', () => {
  let now = 0;
  const tokens = new RequestTokens(() => now);
  expect(tokens.begin('t', { n: 1 })).toBe('new');
  expect(tokens.begin('t', { n: 1 })).toBe('under-way');
  expect(tokens.begin('t', { n: 2 })).toBe('other-parameters');
  tokens.end('t', true);
  now = 10 * minutes - 1;
  expect(tokens.begin('t', { n: 1 })).toBe('done');
  now = 10 * minutes;
  expect(tokens.begin('t', { n: 2 })).toBe('new');
});

it('forgets one that came to nothing', () => {
  const tokens = new RequestTokens(() => 0);
  tokens.begin('t', { n: 1 });
  tokens.end('t', false);
  expect(tokens.begin('t', { n: 2 })).toBe('new');
});
