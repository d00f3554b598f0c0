import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { LocalRuntime } from '../../../../lib/local/start-local-runtime.ts';
import { createLocalStack, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;
let runtime: LocalRuntime;
let documents: DynamoDBDocumentClient;

beforeAll(async () => {
  stack = createLocalStack();
  stack.addTable('Rows', {
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'list', AttributeType: 'S' },
      { AttributeName: 'rank', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'ByList',
        KeySchema: [
          { AttributeName: 'list', KeyType: 'HASH' },
          { AttributeName: 'rank', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['shown'] },
      },
    ],
  });
  ({ runtime } = await stack.start());
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint: runtime.dynamodbUrl, region: 'eu-west-1', credentials });
  documents = DynamoDBDocumentClient.from(client);
});
afterAll(() => stack.remove());

const TableName = tableName('Rows');
const Key = { pk: 'a', sk: 'row' };

const writeUnits = (): number => runtime.meter.snapshot().find(({ table }) => table === TableName)?.writeUnits ?? 0;

const put = (attributes: Record<string, unknown>) =>
  documents.send(new PutCommand({ TableName, Item: { ...Key, ...attributes } }));

beforeEach(async () => {
  await put({ list: 'one', rank: 1, shown: 'x', hidden: 'h' });
  runtime.meter.reset();
});

it.each([
  { change: 'nothing', after: { list: 'one', rank: 1, shown: 'x', hidden: 'h' }, units: 1 },
  { change: 'what the index does not hold', after: { list: 'one', rank: 1, shown: 'x', hidden: 'other' }, units: 1 },
  { change: 'what it holds', after: { list: 'one', rank: 1, shown: 'y' }, units: 2 },
  { change: 'the place in the list', after: { list: 'one', rank: 2, shown: 'x' }, units: 3 },
  { change: 'that the row is in a list', after: { rank: 1, shown: 'x' }, units: 2 },
])('a put that changes $change costs $units writes', async ({ after, units }) => {
  await put(after);

  expect(writeUnits()).toBe(units);
});

it('updates and deletes are counted as well, and a failed condition costs the index nothing', async () => {
  await documents.send(
    new UpdateCommand({ TableName, Key, UpdateExpression: 'SET shown = :y', ExpressionAttributeValues: { ':y': 'y' } }),
  );
  expect(writeUnits()).toBe(2);

  await expect(
    documents.send(new DeleteCommand({ TableName, Key, ConditionExpression: 'attribute_not_exists(pk)' })),
  ).rejects.toThrow();
  expect(writeUnits()).toBe(3);

  await documents.send(new DeleteCommand({ TableName, Key }));
  expect(writeUnits()).toBe(5);
});

it('the index lists what is in it, as the last write left it', async () => {
  await put({ list: 'two', rank: 7, shown: 'z' });

  const listed = async (list: string) => {
    const ExpressionAttributeValues = { ':list': list };
    const ExpressionAttributeNames = { '#list': 'list' };
    const KeyConditionExpression = '#list = :list';
    const query = { TableName, IndexName: 'ByList', KeyConditionExpression };
    return (await documents.send(new QueryCommand({ ...query, ExpressionAttributeNames, ExpressionAttributeValues })))
      .Items;
  };
  expect(await listed('one')).toEqual([]);
  expect(await listed('two')).toEqual([{ ...Key, list: 'two', rank: 7, shown: 'z' }]);
});
