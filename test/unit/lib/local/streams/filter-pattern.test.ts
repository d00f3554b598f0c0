import { expect, test } from 'vitest';
import type { Json } from '../../../../../lib/local/json.ts';
import { parseFilterCriteria } from '../../../../../lib/local/streams/filter-pattern.ts';
import { type RecordCandidate, recordCandidate } from '../../../../../lib/local/streams/stream-record.ts';

const candidate: RecordCandidate = recordCandidate(
  {
    after: {
      pk: { S: 'customer#1' },
      kind: { S: 'order' },
      big: { BOOL: false },
      tags: { SS: ['new', 'sale'] },
      nested: { M: { a: { S: 'x' } } },
    },
  },
  ['pk'],
  'NEW_AND_OLD_IMAGES',
);

const inImage = (pattern: Json): Json => ({ dynamodb: { NewImage: pattern } });

test.each<[string, boolean, Json]>([
  ['one of the values', true, { eventName: ['MODIFY', 'INSERT'] }],
  ['none of the values', false, { eventName: ['REMOVE'] }],
  ['a prefix', true, { dynamodb: { Keys: { pk: { S: [{ prefix: 'customer#' }] } } } }],
  ['another prefix', false, { dynamodb: { Keys: { pk: { S: [{ prefix: 'guest#' }] } } } }],
  ['a suffix', true, inImage({ kind: { S: [{ suffix: 'der' }] } })],
  ['a false that is there', true, inImage({ big: { BOOL: [false] } })],
  ['absence of what is absent', true, inImage({ imported: { BOOL: [{ exists: false }] } })],
  ['absence of what is there', false, inImage({ big: { BOOL: [{ exists: false }] } })],
  ['presence of what is there', true, inImage({ big: { BOOL: [{ exists: true }] } })],
  ['presence of an inner node, which is no leaf', false, inImage({ nested: [{ exists: true }] })],
  ['anything but the value', false, inImage({ kind: { S: [{ 'anything-but': ['order', 'x'] }] } })],
  ['anything but another value', true, inImage({ kind: { S: [{ 'anything-but': 'x' }] } })],
  ['anything but, where nothing is', false, inImage({ none: { S: [{ 'anything-but': 'x' }] } })],
  ['a member of a list', true, inImage({ tags: { SS: ['sale'] } })],
  ['all fields at once', false, { eventName: ['INSERT'], ...Object(inImage({ kind: { S: ['return'] } })) }],
  ['a path that ends early', false, { eventName: { deeper: ['x'] } }],
  ['an image the record has not', false, { dynamodb: { OldImage: { kind: { S: ['order'] } } } }],
])('%s: %s', (_what, expected, pattern) => {
  expect(parseFilterCriteria('Source', [pattern])(candidate)).toBe(expected);
});

test('numbers are compared as the bounds say', () => {
  const filter = parseFilterCriteria('Source', [{ n: [{ numeric: ['>', 0, '<=', 5] }] }]);
  const passes = (n: Json) => filter(Object.assign({ n }, candidate));

  expect([passes(0), passes(1), passes(5), passes(6), passes('3')]).toEqual([false, true, true, false, false]);
});

test('any one of several filters is enough, and none takes everything', () => {
  const patterns = [{ eventName: ['REMOVE'] }, { eventName: ['INSERT'] }];

  expect(parseFilterCriteria('Source', patterns)(candidate)).toBe(true);
  expect(parseFilterCriteria('Source', [])(candidate)).toBe(true);
});

test.each<[string, Json, string]>([
  ['an unknown operator', { a: [{ cidr: '10.0.0.0/8' }] }, '{"cidr":"10.0.0.0/8"} at a'],
  ['two operators in one', { a: { b: [{ prefix: 'x', suffix: 'y' }] } }, 'at a.b'],
  ['a prefix of a number', { a: [{ prefix: 5 }] }, '{"prefix":5}'],
  ['an or', { $or: [] }, '$or'],
  ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'x' } }] }, 'anything-but'],
  ['half a range', { a: [{ numeric: ['>'] }] }, 'numeric'],
  ['a bare value', { a: 'x' }, 'at a must be a list'],
])('%s is an error that names it', (_what, pattern, message) => {
  expect(() => parseFilterCriteria('Source', [pattern])).toThrow(message);
});
