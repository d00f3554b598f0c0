import { describe, expect, it } from 'vitest';
import { parsePathId, toPathId } from '../../../../functions/contracts/path-id.ts';

describe('an id in a path', () => {
  it.each([
    ['85123A', '85123A'],
    ['a b', 'a b'],
    // printf 'a/b' | basenc --base64url
    ['~YS9i', 'a/b'],
    ['~w6k', 'é'],
  ])('written %s is %s', (given, id) => {
    expect(parsePathId(given, 'itemId')).toEqual({ ok: true, value: id });
  });

  it.each([
    ['nothing', undefined],
    ['an empty text', ''],
    ['a mark alone', '~'],
    ['padding', '~w6k='],
    ['the other base64 alphabet', '~+/+/'],
    ['bits that the last letter cannot have', '~w6l'],
    ['bytes that are not UTF-8', '~_w'],
    ['an id that begins with the mark', `~${Buffer.from('~a').toString('base64url')}`],
    ['a control character', `~${Buffer.from('a\n').toString('base64url')}`],
    ['129 characters', `~${Buffer.from('x'.repeat(129)).toString('base64url')}`],
  ])('is refused with the parameter named: %s', (_name, given) => {
    expect(parsePathId(given, 'itemId')).toMatchObject({
      ok: false,
      code: 'request.path',
      issues: [{ path: 'itemId' }],
    });
  });

  it('is encoded only where it must be', () => {
    expect([toPathId('85123A'), toPathId('a/b'), toPathId('a b')]).toEqual(['85123A', '~YS9i', '~YSBi']);
  });
});
