import { describe, expect, it } from 'vitest';
import { parseRecommendationsQuery } from '../../../../functions/contracts/recommendations-query.ts';

describe('the query of recommendations', () => {
  it('has a default for everything', () => {
    const expected = { ok: true, value: { kind: 'together', limit: 10, exclude: [] } };

    expect(parseRecommendationsQuery(undefined)).toEqual(expected);
    expect(parseRecommendationsQuery({ exclude: '' })).toEqual(expected);
  });

  it('takes a limit and items to leave out, those with a comma encoded', () => {
    expect(parseRecommendationsQuery({ kind: 'together', limit: '50', exclude: 'a,~YSxi,b' })).toEqual({
      ok: true,
      value: { kind: 'together', limit: 50, exclude: ['a', 'a,b', 'b'] },
    });
  });

  it.each([
    ['a kind that is not known yet', { kind: 'next' }, 'kind', 'is "next"; needed is "together"'],
    ['a limit of 0', { limit: '0' }, 'limit', 'is "0"; needed is a whole number from 1 to 50'],
    ['a limit of 51', { limit: '51' }, 'limit', 'is "51"; needed is a whole number from 1 to 50'],
    ['half a limit', { limit: '1.5' }, 'limit', 'is "1.5"; needed is a whole number from 1 to 50'],
    ['an empty limit', { limit: '' }, 'limit', 'is ""; needed is a whole number from 1 to 50'],
    ['a limit twice', { limit: '1,2' }, 'limit', 'is "1,2"; needed is a whole number from 1 to 50'],
    [
      'an id that is none',
      { exclude: 'a,~' },
      'exclude',
      'is ""; needed is 1 to 128 characters, none of them a control character, not beginning with "~"',
    ],
    [
      'too many ids',
      { exclude: Array.from({ length: 201 }, (_, place) => `i${place}`).join(',') },
      'exclude',
      'names 201 items; needed is a list of at most 200',
    ],
    ['an unknown parameter', { limits: '5' }, 'limits', 'unknown parameter; known are kind, limit, exclude'],
  ])('is refused with the parameter and what it allows named: %s', (_name, query, path, message) => {
    expect(parseRecommendationsQuery(query)).toEqual({ ok: false, code: 'request.query', issues: [{ path, message }] });
  });
});
