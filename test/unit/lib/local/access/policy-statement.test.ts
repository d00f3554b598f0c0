import { expect, test } from 'vitest';
import { decide, parsePolicyDocument } from '../../../../../lib/local/access/policy-statement.ts';
import { wildcard } from '../../../../../lib/local/access/wildcard.ts';

test.each([
  ['dynamodb:*Item', 'dynamodb:GetItem', true],
  ['dynamodb:Get?tem', 'dynamodb:GetItem', true],
  ['dynamodb:Get?tem', 'dynamodb:Gettem', false],
  ['a.c', 'abc', false],
  ['table/a+b', 'table/a+b', true],
  ['*', 'a\nb', true],
  ['table/x', 'table/xy', false],
])('the pattern %s takes %s: %s', (pattern, text, expected) => {
  expect(wildcard(pattern)(text)).toBe(expected);
});

const statements = parsePolicyDocument('Role', {
  Statement: [
    { Effect: 'Allow', Action: ['dynamodb:Get*', 'DYNAMODB:PUTITEM'], Resource: ['table/a', 'table/b*'] },
    { Effect: 'Deny', Action: '*', Resource: 'table/b-secret' },
  ],
});

test.each([
  ['dynamodb:GetItem', 'table/a', 'allowed'],
  ['dynamodb:PutItem', 'table/b1', 'allowed'],
  ['dynamodb:GetItem', 'table/c', 'not-allowed'],
  ['dynamodb:DeleteItem', 'table/a', 'not-allowed'],
  ['dynamodb:GetItem', 'table/b-secret', 'denied'],
  ['dynamodb:GetItem', 'TABLE/A', 'not-allowed'],
])('%s on %s is %s', (action, arn, expected) => {
  expect(decide(statements, action, arn)).toBe(expected);
});

test('one statement need not stand in a list', () => {
  const document = { Statement: { Effect: 'Allow', Action: 'a:b', Resource: '*' } };

  expect(decide(parsePolicyDocument('Role', document), 'a:b', 'x')).toBe('allowed');
});

test.each([
  [{ Effect: 'Maybe', Action: 'a:b', Resource: '*' }, 'Effect must be Allow or Deny'],
  [{ Effect: 'Allow', Resource: '*' }, 'Action must be'],
  [{ Effect: 'Allow', Action: 'a:b' }, 'Resource must be'],
  [{ Effect: 'Allow', Action: 'a:b', NotResource: '*' }, 'it has NotResource'],
  ['all', 'it is no object'],
])('the statement %j is named', (statement, reason) => {
  expect(() => parsePolicyDocument('Role', { Statement: [statement] })).toThrow(
    `Role: the statement ${JSON.stringify(statement)} cannot be enforced on this machine: ${reason}`,
  );
});
