import { afterEach, beforeEach, expect, test } from 'vitest';
import { isJsonObject, type Json } from '../../../../lib/local/json.ts';
import { callDatabase, putRow } from '../../../support/local-operator.ts';
import { allow, createLocalStack, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
  stack.addTable('Facts');
  stack.addTable('Other');
});

afterEach(() => stack.remove());

const facts = tableName('Facts');
const other = tableName('Other');
/** Runs whatever call it is told and gives the answer back. */
const forwarding = 'return call(event.operation, event.request);';

const error = (result: Json): string => {
  const body = isJsonObject(result) && isJsonObject(result.body) ? result.body : {};
  return `${String(body.__type)} ${String(body.Message)}`;
};

test('a function without the grant gets AccessDeniedException, with it the row', async () => {
  // Prepare
  stack.addFunction('reader', forwarding, { statements: [allow('Facts', 'GetItem')] });
  stack.addFunction('stranger', forwarding);
  const { runtime } = await stack.start();
  await putRow(runtime, facts, 'a');
  const request = { operation: 'GetItem', request: { TableName: facts, Key: { pk: { S: 'a' }, sk: { S: 'row' } } } };

  // Act
  const granted = await runtime.invoke('reader', request);
  const refused = await runtime.invoke('stranger', request);

  // Assess
  expect(granted).toMatchObject({ status: 200, body: { Item: { pk: { S: 'a' } } } });
  expect(refused).toMatchObject({ status: 400 });
  expect(error(refused)).toBe(
    'com.amazon.coral.service#AccessDeniedException User: arn:aws:sts::000000000000:assumed-role/' +
      'holdfast-local-test-strangerRole/stranger is not authorized to perform: dynamodb:GetItem on resource: ' +
      `arn:aws:dynamodb:eu-west-1:000000000000:table/${facts} because no identity-based policy allows the dynamodb:GetItem action`,
  );
});

test('a batch needs the right on every table it touches', async () => {
  stack.addFunction('writer', forwarding, { statements: [allow('Facts', 'BatchWriteItem')] });
  const { runtime } = await stack.start();
  const rows = [{ PutRequest: { Item: { pk: { S: 'a' }, sk: { S: 'row' } } } }];
  const write = (...tables: string[]) =>
    runtime.invoke('writer', {
      operation: 'BatchWriteItem',
      request: { RequestItems: Object.fromEntries(tables.map((table) => [table, rows])) },
    });

  expect(await write(facts)).toMatchObject({ status: 200 });
  const refused = await write(facts, other);

  expect(error(refused)).toContain(
    `dynamodb:BatchWriteItem on resource: arn:aws:dynamodb:eu-west-1:000000000000:table/${other}`,
  );
  const { body } = await callDatabase(runtime, 'Scan', { TableName: other });
  expect(body.Count).toBe(0);
});

test('a right on the table is none on its index', async () => {
  stack.addTable('Facts', {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'group', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byGroup',
        KeySchema: [{ AttributeName: 'group', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  const query = {
    operation: 'Query',
    request: {
      TableName: facts,
      IndexName: 'byGroup',
      KeyConditionExpression: '#g = :g',
      ExpressionAttributeNames: { '#g': 'group' },
      ExpressionAttributeValues: { ':g': { S: 'x' } },
    },
  };
  stack.addFunction('tableOnly', forwarding, { statements: [allow('Facts', 'Query')] });
  stack.addFunction('withIndex', forwarding, {
    statements: [
      {
        Effect: 'Allow',
        Action: 'dynamodb:Q*',
        Resource: { 'Fn::Sub': `\${Facts.Arn}/index/by?roup` },
      },
    ],
  });
  const { runtime } = await stack.start();
  await putRow(runtime, facts, 'a', { group: { S: 'x' } });

  expect(error(await runtime.invoke('tableOnly', query))).toContain(`table/${facts}/index/byGroup`);
  expect(await runtime.invoke('withIndex', query)).toMatchObject({ status: 200, body: { Count: 1 } });
});

test('an explicit deny beats an allow', async () => {
  stack.addFunction('writer', forwarding, {
    statements: [
      { Effect: 'Allow', Action: 'dynamodb:*', Resource: '*' },
      { ...allow('Facts', 'PutItem'), Effect: 'Deny' },
    ],
  });
  const { runtime } = await stack.start();
  const put = (table: string) =>
    runtime.invoke('writer', {
      operation: 'PutItem',
      request: { TableName: table, Item: { pk: { S: 'a' }, sk: { S: 'row' } } },
    });

  expect(error(await put(facts))).toContain('with an explicit deny in an identity-based policy');
  expect(await put(other)).toMatchObject({ status: 200 });
});

test('a request without any credentials is refused', async () => {
  const { runtime } = await stack.start();

  const response = await fetch(runtime.dynamodbUrl, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
    body: '{}',
  });

  expect(response.status).toBe(400);
  expect(await response.text()).toContain('MissingAuthenticationTokenException');
});

test('the meter tells units by caller and table', async () => {
  // Prepare
  const key = { pk: { S: 'a' }, sk: { S: 'row' } };
  stack.addFunction(
    'worker',
    `await put('${facts}', 'a', { text: { S: 'x'.repeat(3 * 1024 - 100) } });
     const read = (consistent) => call('GetItem', { TableName: '${facts}', Key: ${JSON.stringify(key)}, ConsistentRead: consistent });
     await read(true);
     return read(false);`,
    { statements: [allow('Facts', 'GetItem', 'PutItem')] },
  );
  const { runtime } = await stack.start();

  // Act
  const answer = await runtime.invoke('worker', {});
  const failed = await putRow(runtime, facts, 'a', {}, { ConditionExpression: 'attribute_not_exists(pk)' });
  await callDatabase(runtime, 'Query', {
    TableName: other,
    KeyConditionExpression: 'pk = :none',
    ExpressionAttributeValues: { ':none': { S: 'none' } },
  });

  // Assess
  expect(answer).not.toHaveProperty('body.ConsumedCapacity');
  expect(failed.body.__type).toContain('ConditionalCheckFailedException');
  expect(runtime.meter.snapshot()).toEqual([
    // 3 KB written; 4 KB read consistently is one unit, eventually half of one.
    { caller: 'worker', table: facts, readUnits: 1.5, writeUnits: 3, calls: 3 },
    // A failed condition is charged by the size of the row it met; a query that finds nothing by half a unit.
    { caller: 'operator', table: facts, readUnits: 0, writeUnits: 3, calls: 1 },
    { caller: 'operator', table: other, readUnits: 0.5, writeUnits: 0, calls: 1 },
  ]);
  runtime.meter.reset();
  expect(runtime.meter.snapshot()).toEqual([]);
});

test('a caller that asks for capacity or for the row of a failed condition gets it', async () => {
  const { runtime } = await stack.start();
  await putRow(runtime, facts, 'a', { version: { N: '7' } });

  const put = await putRow(runtime, facts, 'b', {}, { ReturnConsumedCapacity: 'TOTAL' });
  const failed = await putRow(
    runtime,
    facts,
    'a',
    {},
    { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
  );

  expect(put.body.ConsumedCapacity).toMatchObject({ CapacityUnits: 1 });
  expect(failed.body.Item).toEqual({ pk: { S: 'a' }, sk: { S: 'row' }, version: { N: '7' } });
});

test('rows with wrong types are refused in the words of the database', async () => {
  const { runtime } = await stack.start();

  const wrong = await putRow(runtime, facts, 'a', { n: { N: 5 } });
  const empty = await putRow(runtime, facts, 'a', { n: {} });
  const unknown = await callDatabase(runtime, 'TransactGetItems', {});

  expect(wrong.body).toMatchObject({ Message: 'NUMBER_VALUE cannot be converted to String' });
  expect(String(empty.body.message)).toContain('must contain exactly one of the supported datatypes');
  expect(String(unknown.body.__type)).toContain('UnknownOperationException');
});
