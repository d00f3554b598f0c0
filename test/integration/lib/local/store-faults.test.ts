import { afterEach, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../../lib/local/access/caller.ts';
import { watchTable } from '../../../../lib/local/database/change-tap.ts';
import { UnitMeter } from '../../../../lib/local/database/meter.ts';
import { type Answer, createRequestHandler } from '../../../../lib/local/database/request-handler.ts';
import { closeStore, makeTables, openStore, type Store } from '../../../../lib/local/database/store.ts';
import type { RowChange } from '../../../../lib/local/streams/stream-record.ts';

let store: Store;
const changes: RowChange[] = [];
const problems: string[] = [];

beforeEach(async () => {
  changes.length = 0;
  problems.length = 0;
  store = await openStore(undefined);
  await makeTables(store, [
    {
      logicalId: 'Facts',
      name: 'Facts',
      arn: 'arn:aws:dynamodb:eu-west-1:000000000000:table/Facts',
      keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      attributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      globalIndexes: [],
      localIndexes: [],
    },
  ]);
});

afterEach(() => closeStore(store));

const handle = (operation: string, request: unknown): Promise<Answer> =>
  new Promise((resolve) => {
    const handler = createRequestHandler({
      store,
      tables: new Map(),
      meter: new UnitMeter(),
      reportProblem: (line) => problems.push(line),
    });
    handler(operator, `DynamoDB_20120810.${operation}`, JSON.stringify(request), resolve);
  });

const putFact = () => handle('PutItem', { TableName: 'Facts', Item: { pk: { S: 'a' } } });

test('a full disk becomes InternalServerError and one line, makes no record, and passes', async () => {
  // Prepare: the store cannot write for a while.
  const rows = store.getItemDb('Facts');
  const { put } = rows;
  rows.put = (_key, _value, callback) => {
    setImmediate(callback, new Error('IO error: No space left on device'));
  };
  watchTable(store, 'Facts', (change) => changes.push(change));

  // Act
  const failed = await putFact();
  const read = await handle('GetItem', { TableName: 'Facts', Key: { pk: { S: 'a' } } });

  // Assess
  expect(failed).toMatchObject({ statusCode: 500, body: { __type: expect.stringMatching(/#InternalServerError$/) } });
  expect(problems).toEqual(['the database failed in PutItem: IO error: No space left on device']);
  expect(read.body).not.toHaveProperty('Item');
  expect(changes).toEqual([]);

  rows.put = put;
  watchTable(store, 'Facts', (change) => changes.push(change));
  expect(await putFact()).toMatchObject({ statusCode: 200 });
  expect(changes).toEqual([{ after: { pk: { S: 'a' } } }]);
});

test('the listener hears of a put only after the store has it', async () => {
  const rows = store.getItemDb('Facts');
  const put = rows.put.bind(rows);
  const order: string[] = [];
  rows.put = (key, value, callback) => {
    put(key, value, (error) => {
      order.push('stored');
      callback(error);
    });
  };
  watchTable(store, 'Facts', () => order.push('heard'));

  await putFact();

  expect(order).toEqual(['stored', 'heard']);
});

test('a body that is no JSON is a serialization error', async () => {
  const handler = createRequestHandler({
    store,
    tables: new Map(),
    meter: new UnitMeter(),
    reportProblem: (line) => problems.push(line),
  });

  const answer = await new Promise<Answer>((resolve) => {
    handler(operator, 'DynamoDB_20120810.PutItem', '{', resolve);
  });

  expect(answer).toMatchObject({
    statusCode: 400,
    body: { __type: 'com.amazon.coral.service#SerializationException' },
  });
});
