import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../../lib/local/json.ts';
import { callDatabase, putRow } from '../../../support/local-operator.ts';
import { createLocalStack, eventually, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
  stack.addFunction(
    'consume',
    `for (const { eventName, dynamodb, userIdentity } of event.Records) console.log(JSON.stringify({ eventName, dynamodb, userIdentity }));`,
  );
});

afterEach(() => stack.remove());

const facts = tableName('Facts');
const key = (pk: string): JsonObject => ({ pk: { S: pk }, sk: { S: 'row' } });

interface SeenRecord {
  readonly eventName: string;
  readonly userIdentity?: Json;
  readonly dynamodb: {
    readonly Keys: JsonObject;
    readonly NewImage?: { readonly n?: { readonly N: string } };
    readonly OldImage?: { readonly n?: { readonly N: string } };
    readonly SequenceNumber: string;
    readonly StreamViewType: string;
    readonly ApproximateCreationDateTime: number;
    readonly SizeBytes: number;
  };
}

async function started(view: string) {
  stack.addTable('Facts', {
    StreamSpecification: { StreamViewType: view },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
  });
  stack.addSource('consume', 'Facts', { BatchSize: 10 });
  const { runtime, lines } = await stack.start();
  const records = async (count: number): Promise<readonly SeenRecord[]> => {
    await runtime.untilIdle(10_000);
    await eventually(() => lines.length >= count);
    return lines.map((line) => JSON.parse(line));
  };
  return { runtime, records };
}

test('concurrent writes to one key give one unbroken chain of images in growing sequence', async () => {
  // Prepare
  const { runtime, records } = await started('NEW_AND_OLD_IMAGES');
  const writes = 60;

  // Act
  await Promise.all(
    Array.from({ length: writes }, (_, index) =>
      index % 2 === 0
        ? putRow(runtime, facts, 'a', { n: { N: String(index + 1) } })
        : callDatabase(runtime, 'UpdateItem', {
            TableName: facts,
            Key: key('a'),
            UpdateExpression: 'SET n = :n',
            ExpressionAttributeValues: { ':n': { N: String(index + 1) } },
          }),
    ),
  );

  // Assess
  const seen = await records(writes);
  expect(seen).toHaveLength(writes);
  expect(seen[0]).toMatchObject({ eventName: 'INSERT' });
  for (const [index, record] of seen.entries()) {
    if (index === 0) continue;
    expect(record.eventName).toBe('MODIFY');
    expect(record.dynamodb.OldImage).toEqual(seen[index - 1]?.dynamodb.NewImage);
    expect(record.dynamodb.SequenceNumber > String(seen[index - 1]?.dynamodb.SequenceNumber)).toBe(true);
  }
  const { body } = await callDatabase(runtime, 'GetItem', { TableName: facts, Key: key('a'), ConsistentRead: true });
  expect(body.Item).toEqual(seen.at(-1)?.dynamodb.NewImage);
});

test('every kind of write makes its record, a failed condition none', async () => {
  // Prepare
  const { runtime, records } = await started('NEW_AND_OLD_IMAGES');

  // Act
  await callDatabase(runtime, 'BatchWriteItem', {
    RequestItems: { [facts]: [{ PutRequest: { Item: { ...key('a'), n: { N: '1' } } } }] },
  });
  const refused = await putRow(runtime, facts, 'a', {}, { ConditionExpression: 'attribute_not_exists(pk)' });
  await callDatabase(runtime, 'UpdateItem', {
    TableName: facts,
    Key: key('a'),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
  await callDatabase(runtime, 'DeleteItem', { TableName: facts, Key: key('a') });
  await callDatabase(runtime, 'DeleteItem', { TableName: facts, Key: key('a') });

  // Assess
  expect(refused.status).toBe(400);
  const seen = await records(3);
  const n = (value: string) => ({ ...key('a'), n: { N: value } });
  expect(seen.map(({ eventName, dynamodb }) => [eventName, dynamodb.OldImage, dynamodb.NewImage])).toEqual([
    ['INSERT', undefined, n('1')],
    ['MODIFY', n('1'), n('2')],
    ['REMOVE', n('2'), undefined],
  ]);
  expect(seen[0]?.dynamodb).toMatchObject({ Keys: key('a'), StreamViewType: 'NEW_AND_OLD_IMAGES' });
  expect(seen[0]?.dynamodb.ApproximateCreationDateTime).toBeCloseTo(Date.now() / 1000, -2);
});

test.each([
  ['KEYS_ONLY', false, false],
  ['NEW_IMAGE', true, false],
  ['OLD_IMAGE', false, true],
])('a stream of %s shows no other image', async (view, showsNew, showsOld) => {
  const { runtime, records } = await started(view);

  await putRow(runtime, facts, 'a', { n: { N: '1' } });
  await putRow(runtime, facts, 'a', { n: { N: '2' } });

  const last = (await records(2)).at(-1)?.dynamodb;
  expect(last?.Keys).toEqual(key('a'));
  expect(last?.NewImage !== undefined).toBe(showsNew);
  expect(last?.OldImage !== undefined).toBe(showsOld);
});

test('a record is visible only after its row can be read', async () => {
  // Prepare
  stack.addTable('Facts');
  stack.addFunction(
    'reread',
    `for (const { dynamodb } of event.Records) {
       const { body } = await call('GetItem', { TableName: '${facts}', Key: dynamodb.Keys, ConsistentRead: true });
       console.log(Number(body.Item?.n?.N ?? 0) >= Number(dynamodb.NewImage.n.N) ? 'there' : 'missing');
     }`,
    {
      statements: [{ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: { 'Fn::GetAtt': ['Facts', 'Arn'] } }],
    },
  );
  stack.addSource('reread', 'Facts', { BatchSize: 1 });
  const { runtime, lines } = await stack.start();

  // Act
  for (let n = 1; n <= 20; n += 1) await putRow(runtime, facts, `a${n % 3}`, { n: { N: String(n) } });
  await runtime.untilIdle(10_000);

  // Assess
  await eventually(() => lines.length === 20);
  expect(new Set(lines)).toEqual(new Set(['there']));
});

test('rows past their time to live are removed by the sweep, with a record of the service', async () => {
  const { runtime, records } = await started('NEW_AND_OLD_IMAGES');
  await putRow(runtime, facts, 'old', { expires: { N: '1' } });
  await putRow(runtime, facts, 'young', { expires: { N: '99999999999' } });

  const removed = await runtime.removeExpiredRows();

  expect(removed).toBe(1);
  const last = (await records(3)).at(-1);
  expect(last).toMatchObject({
    eventName: 'REMOVE',
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
    dynamodb: { Keys: key('old') },
  });
});
