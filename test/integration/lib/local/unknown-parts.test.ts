import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../lib/local/json.ts';
import { addApi } from '../../../support/local-api.ts';
import { createLocalStack, type LocalStack } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
  stack.addTable('Facts');
  stack.addFunction('consume', '');
});

afterEach(() => stack.remove());

const change = (logicalId: string, properties: JsonObject): void => {
  Object.assign(stack.resources[logicalId]?.Properties ?? {}, properties);
};

const refuses = (code: string, ...words: readonly string[]) =>
  expect(stack.start()).rejects.toMatchObject({
    name: 'HoldfastError',
    code,
    message: expect.toSatisfy((text: string) => !text.includes('\n') && words.every((word) => text.includes(word))),
  });

test('a resource type it cannot run is named with its logical id', async () => {
  stack.resources.Orders = { Type: 'AWS::Kinesis::Stream', Properties: {} };

  await refuses('local.unknown-resource', 'Orders (AWS::Kinesis::Stream)');
});

test.each([
  ['a condition', { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*', Condition: { Bool: {} } }, 'Condition'],
  ['a NotAction', { Effect: 'Allow', NotAction: 'dynamodb:*', Resource: '*' }, 'NotAction'],
  ['a principal', { Effect: 'Allow', Principal: '*', Action: 'dynamodb:*', Resource: '*' }, 'Principal'],
  ['a policy variable', { Effect: 'Allow', Action: 's3:*', Resource: `arn:aws:s3:::\${aws:username}` }, 'variables'],
])('a statement with %s is named', async (_what, statement: Json, word) => {
  stack.resources.Policy = {
    Type: 'AWS::IAM::Policy',
    Properties: { PolicyName: 'p', Roles: [{ Ref: 'consumeRole' }], PolicyDocument: { Statement: [statement] } },
  };

  await refuses('local.unknown-statement', 'Policy (AWS::IAM::Policy)', word, JSON.stringify(statement));
});

test('a managed policy other than basic execution is named', async () => {
  change('consumeRole', { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });

  await refuses('local.unknown-policy', 'consumeRole', 'AdministratorAccess');
});

test('a role that Lambda may not assume is refused', async () => {
  change('consumeRole', { AssumeRolePolicyDocument: { Statement: [] } });

  await refuses('local.role-not-trusting', 'consumeRole');
});

test('a filter operator it cannot run is named with its place', async () => {
  stack.addSource('consume', 'Facts', {
    FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"ip":{"S":[{"cidr":"10.0.0.0/8"}]}}}}' }] },
  });

  await refuses('local.unknown-filter', 'consumeSource', '{"cidr":"10.0.0.0/8"}', 'dynamodb.NewImage.ip.S');
});

test('an event source whose function may not read the stream is refused', async () => {
  stack.addSource('consume', 'Facts');
  for (const [logicalId, resource] of Object.entries(stack.resources)) {
    if (resource.Type === 'AWS::IAM::Policy') delete stack.resources[logicalId];
  }

  await refuses('local.access-denied', 'consumeSource', 'dynamodb:DescribeStream', 'consumeRole');
});

test('an event source with a destination other than S3 is refused', async () => {
  stack.addSource('consume', 'Facts', {
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-1:000000000000:dead' } },
  });

  await refuses('local.bad-property', 'consumeSource', 'arn:aws:sqs');
});

test('a property whose effect it cannot give is named', async () => {
  stack.addSource('consume', 'Facts', { TumblingWindowInSeconds: 5 });

  await refuses('local.unknown-property', 'consumeSource', 'TumblingWindowInSeconds');
});

test('a function that is told of a bucket is refused, since S3 does not run here', async () => {
  change('consume', { Environment: { Variables: { BUCKET: { Ref: 'Failures' } } } });

  await refuses('local.missing-service', 'consume (AWS::Lambda::Function)', 'Failures (AWS::S3::Bucket)');
});

test('another runtime than Node is refused', async () => {
  change('consume', { Runtime: 'python3.13' });

  await refuses('local.unknown-runtime', 'python3.13');
});

test('a table of two regions is refused', async () => {
  change('Facts', { Replicas: [{ Region: 'eu-west-1' }, { Region: 'us-east-1' }] });

  await refuses('local.bad-property', 'Facts', '2 replicas');
});

test('an authoriser without simple responses is refused', async () => {
  addApi(stack, [{ routeKey: 'GET /x', functionName: 'consume', authorizedBy: 'consume' }]);
  change('consumeAuthorizer', { EnableSimpleResponses: false });

  await refuses('local.bad-property', 'consumeAuthorizer', 'simple responses');
});

test('a rule that waits for events is refused', async () => {
  stack.resources.Rule = { Type: 'AWS::Events::Rule', Properties: { EventPattern: { source: ['shop'] } } };

  await refuses('local.unknown-property', 'Rule (AWS::Events::Rule)', 'EventPattern');
});

test('a bundle without the handler’s file is named, and nothing is left running', async () => {
  change('consume', { Handler: 'main.handler' });

  await refuses('local.no-asset', 'consume', 'main.handler');
});

test('a stack that was not synthesised is named with those that were', async () => {
  await expect(stack.start()).resolves.toBeDefined();

  await expect(stack.start({ stackName: 'holdfast-none' })).rejects.toMatchObject({
    code: 'local.no-template',
    message: expect.stringContaining('holdfast-local-test.template.json'),
  });
  await expect(stack.start({ assemblyDirectory: '/nowhere' })).rejects.toMatchObject({ code: 'local.no-assembly' });
});
