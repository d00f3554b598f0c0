import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../../lib/local/json.ts';
import { createResolver } from '../../../../../lib/local/template/intrinsics.ts';
import type { Template } from '../../../../../lib/local/template/template.ts';

const resource = (logicalId: string, type: string, properties: JsonObject = {}) =>
  [logicalId, { logicalId, type, properties, metadata: {} }] as const;

const template: Template = {
  stackName: 'shop',
  assemblyDirectory: '/nowhere',
  parameters: { Stage: { Type: 'String', Default: 'dev' } },
  conditions: {
    IsDev: { 'Fn::Equals': [{ Ref: 'Stage' }, 'dev'] },
    IsNotDev: { 'Fn::Not': [{ Condition: 'IsDev' }] },
    IsEither: { 'Fn::Or': [{ Condition: 'IsDev' }, { Condition: 'IsNotDev' }] },
    IsBoth: { 'Fn::And': [{ Condition: 'IsDev' }, { Condition: 'IsNotDev' }] },
  },
  resources: new Map([
    resource('Facts', 'AWS::DynamoDB::GlobalTable', { TableName: { 'Fn::Sub': `\${AWS::StackName}-Facts` } }),
    resource('Consume', 'AWS::Lambda::Function'),
    resource('Failures', 'AWS::S3::Bucket'),
  ]),
};

const resolve = (value: Json) => createResolver(template)(value, 'Here.Property');

test.each<[string, Json, Json]>([
  ['Ref to a table', { Ref: 'Facts' }, 'shop-Facts'],
  ['Ref to a resource without a name', { Ref: 'Consume' }, 'shop-Consume'],
  ['Ref to a parameter', { Ref: 'Stage' }, 'dev'],
  ['pseudo parameters', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }], ['eu-west-1', '000000000000']],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Facts', 'Arn'] }, 'arn:aws:dynamodb:eu-west-1:000000000000:table/shop-Facts'],
  ['Fn::GetAtt with a dot', { 'Fn::GetAtt': 'Failures.Arn' }, 'arn:aws:s3:::shop-failures'],
  ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'Stage' }]] }, 'a/dev'],
  ['Fn::Sub with names', { 'Fn::Sub': [`\${A}-\${Stage}-\${!B}`, { A: 'x' }] }, `x-dev-\${B}`],
  ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b:c'] }] }, 'b'],
  ['Fn::If', { 'Fn::If': ['IsDev', 'yes', 'no'] }, 'yes'],
  ['Fn::If of the other', { 'Fn::If': ['IsNotDev', 'yes', 'no'] }, 'no'],
  ['or', { 'Fn::If': ['IsEither', 'yes', 'no'] }, 'yes'],
  ['and', { 'Fn::If': ['IsBoth', 'yes', 'no'] }, 'no'],
  ['AWS::NoValue', { a: { Ref: 'AWS::NoValue' }, b: [{ Ref: 'AWS::NoValue' }, 1] }, { b: [1] }],
  ['an object of two keys as itself', { Ref: 'x', other: 'y' }, { Ref: 'x', other: 'y' }],
])('%s', (_what, value, expected) => {
  expect(resolve(value)).toEqual(expected);
});

test.each<[string, Json, string]>([
  ['an unknown function', { 'Fn::ImportValue': 'other' }, 'Here.Property: the function Fn::ImportValue'],
  ['an unknown resource', { Ref: 'Nobody' }, 'Here.Property refers to "Nobody"'],
  ['an unknown attribute', { 'Fn::GetAtt': ['Failures', 'DomainName'] }, 'attribute DomainName of Failures'],
  ['a list where a text must be', { 'Fn::Join': ['', [['a']]] }, 'gives no text'],
  ['an index past the end', { 'Fn::Select': [3, ['a']] }, 'finds nothing at 3'],
])('%s is an error that names the place', (_what, value, message) => {
  expect(() => resolve(value)).toThrow(message);
});
