import { expect, test } from 'vitest';
import type { Json } from '../../../../../lib/local/json.ts';
import { sameRow } from '../../../../../lib/local/streams/same-row.ts';

test.each<[string, boolean, Json, Json]>([
  ['the order of attributes', true, { a: { S: 'x' }, b: { N: '1' } }, { b: { N: '1' }, a: { S: 'x' } }],
  ['the order of a set', true, { a: { SS: ['x', 'y'] } }, { a: { SS: ['y', 'x'] } }],
  ['the way a number is written', true, { a: { N: '1.0' } }, { a: { N: '1' } }],
  ['the order of a list', false, { a: { L: [{ S: 'x' }, { S: 'y' }] } }, { a: { L: [{ S: 'y' }, { S: 'x' }] } }],
  ['a number past a double’s digits', false, { a: { N: '9007199254740993' } }, { a: { N: '9007199254740992' } }],
  ['a text that looks like the number', false, { a: { S: '1.0' } }, { a: { S: '1' } }],
  ['an attribute more', false, { a: { S: 'x' } }, { a: { S: 'x' }, b: { S: 'y' } }],
  ['another type', false, { a: { S: '1' } }, { a: { N: '1' } }],
  ['a member of a set', false, { a: { SS: ['x', 'y'] } }, { a: { SS: ['x', 'z'] } }],
  [
    'something deep',
    false,
    { a: { M: { b: { L: [{ BOOL: true }] } } } },
    { a: { M: { b: { L: [{ BOOL: false }] } } } },
  ],
])('rows that differ in %s are equal: %s', (_what, expected, left, right) => {
  expect(sameRow(left, right)).toBe(expected);
  expect(sameRow(right, left)).toBe(expected);
});
