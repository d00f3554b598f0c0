import {
  DynamoDBClient,
  IdempotentParameterMismatchException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import {
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalRuntime } from '../../../../lib/local/start-local-runtime.ts';
import { createLocalStack, eventually, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;
let runtime: LocalRuntime;
let documents: DynamoDBDocumentClient;
let lines: string[];
let dynamodb: DynamoDBClient;

const first = tableName('First');
const second = tableName('Second');

beforeAll(async () => {
  stack = createLocalStack();
  stack.addTable('First', { StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' } });
  stack.addTable('Second', {
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
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });
  stack.addFunction(
    'consume',
    'for (const { dynamodb } of event.Records) console.log(JSON.stringify([dynamodb.Keys.pk.S, dynamodb.OldImage?.n?.N, dynamodb.NewImage?.n?.N]));',
  );
  stack.addSource('consume', 'First', { BatchSize: 10 });
  stack.addFunction(
    'mayPutOnly',
    `return call('TransactWriteItems', { TransactItems: [
      { Put: { TableName: event.table, Item: { pk: { S: 'right' }, sk: { S: 'row' } } } },
      ...(event.check ? [{ ConditionCheck: { TableName: event.table, Key: { pk: { S: 'other' }, sk: { S: 'row' } }, ConditionExpression: 'attribute_not_exists(pk)' } }] : []),
    ] });`,
    {
      statements: [
        {
          Effect: 'Allow',
          Action: 'dynamodb:PutItem',
          Resource: { 'Fn::GetAtt': ['First', 'Arn'] },
        },
      ],
    },
  );
  const started = await stack.start();
  ({ runtime, lines } = started);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  dynamodb = new DynamoDBClient({
    endpoint: runtime.dynamodbUrl,
    region: 'eu-west-1',
    credentials,
    maxAttempts: 1,
  });
  documents = DynamoDBDocumentClient.from(dynamodb);
});
afterAll(() => stack.remove());

const keyOf = (pk: string) => ({ pk, sk: 'row' });

beforeEach(async () => {
  for (const table of [first, second]) {
    const { Items = [] } = await documents.send(new ScanCommand({ TableName: table }));
    for (const { pk, sk } of Items) {
      await documents.send(
        new BatchWriteCommand({ RequestItems: { [table]: [{ DeleteRequest: { Key: { pk, sk } } }] } }),
      );
    }
  }
  await runtime.untilIdle(10_000);
  lines.length = 0;
  runtime.meter.reset();
});

type Items = NonNullable<TransactWriteCommandInput['TransactItems']>;
const put = (pk: string, n: number, more: Record<string, unknown> = {}, table = first): Items[number] => ({
  Put: { TableName: table, Item: { ...keyOf(pk), n, ...more } },
});
const putNew = (pk: string, n: number, table = first): Items[number] => ({
  Put: { TableName: table, Item: { ...keyOf(pk), n }, ConditionExpression: 'attribute_not_exists(pk)' },
});
const add = (pk: string, n: number, least = Number.NEGATIVE_INFINITY, table = first): Items[number] => ({
  Update: {
    TableName: table,
    Key: keyOf(pk),
    UpdateExpression: 'SET n = n + :n',
    ConditionExpression: 'n >= :least',
    ExpressionAttributeValues: { ':n': n, ':least': Number.isFinite(least) ? least : -1_000_000 },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
const remove = (pk: string, table = first): Items[number] => ({ Delete: { TableName: table, Key: keyOf(pk) } });

const transact = (TransactItems: Items, ClientRequestToken?: string) =>
  documents.send(new TransactWriteCommand({ TransactItems, ...(ClientRequestToken ? { ClientRequestToken } : {}) }));

async function cancelled(items: Items): Promise<TransactionCanceledException> {
  const error = await transact(items).then(
    () => undefined,
    (failed: unknown) => failed,
  );
  if (error instanceof TransactionCanceledException) return error;
  throw error ?? new Error('the transaction was not cancelled');
}
const rowOf = async (pk: string, table = first) =>
  (await documents.send(new GetCommand({ TableName: table, Key: keyOf(pk), ConsistentRead: true }))).Item;

describe('a transaction', () => {
  it('puts, updates and removes rows of several tables at once', async () => {
    await transact([put('a', 1), put('b', 2), put('c', 3, { list: 'x', rank: 1 }, second)]);

    await transact([add('a', 10, 1), remove('b'), put('c', 4, { list: 'y', rank: 2 }, second)]);

    expect(await rowOf('a')).toEqual({ ...keyOf('a'), n: 11 });
    expect(await rowOf('b')).toBeUndefined();
    const ofIndex = async (list: string) =>
      (
        await documents.send(
          new QueryCommand({
            TableName: second,
            IndexName: 'ByList',
            KeyConditionExpression: '#list = :list',
            ExpressionAttributeNames: { '#list': 'list' },
            ExpressionAttributeValues: { ':list': list },
          }),
        )
      ).Items;
    expect(await ofIndex('x')).toEqual([]);
    expect(await ofIndex('y')).toMatchObject([{ pk: 'c', rank: 2 }]);
  });

  it('with a condition that fails writes nothing, and says which failed and on what', async () => {
    await transact([put('a', 1), put('b', 2)]);

    const error = await cancelled([put('c', 9), add('a', -5, 5), putNew('b', 7)]);

    expect(error.message).toBe(
      'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, ConditionalCheckFailed]',
    );
    expect(error.CancellationReasons).toMatchObject([
      { Code: 'None' },
      {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: { S: 'a' }, n: { N: '1' } },
      },
      { Code: 'ConditionalCheckFailed' },
    ]);
    expect(error.CancellationReasons?.[2]).not.toHaveProperty('Item');
    expect(await rowOf('a')).toMatchObject({ n: 1 });
    expect(await rowOf('b')).toMatchObject({ n: 2 });
    expect(await rowOf('c')).toBeUndefined();
  });

  it('checks a row without touching it', async () => {
    await transact([put('a', 1)]);
    const check = (least: number): Items[number] => ({
      ConditionCheck: {
        TableName: first,
        Key: keyOf('a'),
        ConditionExpression: 'n >= :least',
        ExpressionAttributeValues: { ':least': least },
      },
    });

    await transact([check(1), put('b', 1)]);
    await cancelled([check(2), put('c', 1)]);

    expect(await rowOf('a')).toEqual({ ...keyOf('a'), n: 1 });
    expect(await rowOf('b')).toBeDefined();
    expect(await rowOf('c')).toBeUndefined();
  });

  it('with a value that cannot be updated is cancelled as invalid', async () => {
    await transact([put('a', 1, { name: 'text' })]);
    const error = await cancelled([
      put('b', 1),
      {
        Update: {
          TableName: first,
          Key: keyOf('a'),
          UpdateExpression: 'SET #name = #name + :n',
          ExpressionAttributeNames: { '#name': 'name' },
          ExpressionAttributeValues: { ':n': 1 },
        },
      },
    ]);

    expect(error.CancellationReasons).toMatchObject([
      { Code: 'None' },
      { Code: 'ValidationError', Message: 'An operand in the update expression has an incorrect data type' },
    ]);
    expect(await rowOf('b')).toBeUndefined();
  });

  it.each<[string, Items, string, RegExp]>([
    ['no item', [], 'ValidationException', /less than or equal to 100, and greater than or equal to 1/],
    [
      '101 items',
      Array.from({ length: 101 }, (_, place) => put(`many ${place}`, 1)),
      'ValidationException',
      /less than or equal to 100/,
    ],
    ['an item twice', [put('a', 1), remove('a')], 'ValidationException', /multiple operations on one item/],
    ['an item of two kinds', [{ ...put('a', 1), ...remove('b') }], 'ValidationException', /only contain one of/],
    ['an unknown table', [put('a', 1, {}, 'nowhere')], 'ResourceNotFoundException', /not found/],
    ['a row without its key', [{ Put: { TableName: first, Item: { pk: 'a' } } }], 'ValidationException', /key/],
    [
      'a condition that cannot be read',
      [{ Delete: { TableName: first, Key: keyOf('a'), ConditionExpression: 'n >>' } }],
      'ValidationException',
      /ConditionExpression/,
    ],
    [
      'over 4 MB',
      Array.from({ length: 12 }, (_, place) => put(`large ${place}`, 1, { text: 'x'.repeat(380_000) })),
      'ValidationException',
      /4 MB/,
    ],
  ])('of %s is refused before anything is written', async (_, items, name, message) => {
    await expect(transact(items)).rejects.toMatchObject({ name, message: expect.stringMatching(message) });
    expect((await documents.send(new ScanCommand({ TableName: first }))).Items).toEqual([]);
  });

  it('needs a right for each kind of what it does', async () => {
    expect(await runtime.invoke('mayPutOnly', { table: first })).toMatchObject({ status: 200 });
    expect(await runtime.invoke('mayPutOnly', { table: first, check: true })).toMatchObject({
      status: 400,
      body: {
        __type: expect.stringMatching(/AccessDeniedException$/),
        Message: expect.stringMatching(/ConditionCheckItem/),
      },
    });
  });

  it('costs two units for each KB of every item, also when it is cancelled, and what its index entries cost', async () => {
    const units = (table: string) => runtime.meter.snapshot().find((reading) => reading.table === table)?.writeUnits;
    await transact([
      put('a', 1),
      put('b', 1, { text: 'x'.repeat(1_500) }),
      put('c', 1, { list: 'x', rank: 1 }, second),
    ]);
    expect(units(first)).toBe(2 + 4);
    expect(units(second)).toBe(2 + 1);

    runtime.meter.reset();
    await cancelled([putNew('a', 1), put('d', 1)]);
    expect(units(first)).toBe(4);
  });

  it('tells the stream of every change, of a cancelled one nothing', async () => {
    await transact([put('a', 1), put('b', 2)]);
    await cancelled([put('c', 3), putNew('a', 4)]);
    await transact([add('a', 4), remove('b')]);
    await runtime.untilIdle(10_000);
    await eventually(() => lines.length >= 4);

    const changes = lines.map((line) => JSON.parse(line));
    expect(changes.filter(([pk]) => pk === 'a')).toEqual([
      ['a', null, '1'],
      ['a', '1', '5'],
    ]);
    expect(changes.filter(([pk]) => pk === 'b')).toEqual([
      ['b', null, '2'],
      ['b', '2', null],
    ]);
    expect(changes).toHaveLength(4);
  });
});

describe('a request token', () => {
  it('makes the same request once', async () => {
    await transact([put('a', 1)]);
    await transact([add('a', 5)], 'once');
    await transact([add('a', 5)], 'once');
    await transact([add('a', 5)], 'another');
    expect(await rowOf('a')).toMatchObject({ n: 11 });
  });

  it('is of one request only', async () => {
    await transact([put('a', 1)]);
    await transact([add('a', 5)], 'mine');
    await expect(transact([add('a', 6)], 'mine')).rejects.toBeInstanceOf(IdempotentParameterMismatchException);
    expect(await rowOf('a')).toMatchObject({ n: 6 });
  });

  it('of a cancelled request may be tried again', async () => {
    await expect(transact([add('a', 5)], 'again')).rejects.toBeInstanceOf(TransactionCanceledException);
    await transact([put('a', 1)]);
    await transact([add('a', 5)], 'again');
    expect(await rowOf('a')).toMatchObject({ n: 6 });
  });
});

describe('transactions at the same time', () => {
  /** Until it goes through or its own condition fails; how often it met another one. */
  async function persist(items: Items): Promise<{ readonly conflicts: number; readonly isDone: boolean }> {
    for (let conflicts = 0; ; conflicts += 1) {
      try {
        await transact(items);
        return { conflicts, isDone: true };
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        const codes = error.CancellationReasons?.map(({ Code }) => Code) ?? [];
        if (!codes.includes('TransactionConflict')) return { conflicts, isDone: false };
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20));
      }
    }
  }

  it('on the same row are cancelled as conflicts, and with retries move money without making or losing any', async () => {
    const accounts = ['a', 'b', 'c', 'd'];
    await transact(accounts.map((pk) => put(pk, 100)));
    const transfers = Array.from({ length: 200 }, (_, place) => {
      const from = accounts[place % 4] ?? 'a';
      const to = accounts[(place * 7 + 1 + (place % 3)) % 4] ?? 'b';
      return { from, to, amount: 1 + ((place * 13) % 40) };
    }).filter(({ from, to }) => from !== to);

    const results = await Promise.all(
      transfers.map(({ from, to, amount }) => persist([add(from, -amount, amount), add(to, amount)])),
    );

    const rows = await Promise.all(accounts.map((pk) => rowOf(pk)));
    expect(rows.reduce((sum, row) => sum + Number(row?.n), 0)).toBe(400);
    expect(rows.every((row) => Number(row?.n) >= 0)).toBe(true);
    expect(results.some(({ conflicts }) => conflicts > 0)).toBe(true);
    expect(results.some(({ isDone }) => isDone)).toBe(true);
  }, 60_000);

  it('are never seen by half', async () => {
    await transact([put('a', 0), put('b', 0)]);
    let isOver = false;
    const watch = async (): Promise<void> => {
      while (!isOver) {
        // b first: it can only be ahead of a if a transaction came between, never behind.
        const b = Number((await rowOf('b'))?.n);
        const a = Number((await rowOf('a'))?.n);
        expect(a).toBeGreaterThanOrEqual(b);
      }
    };
    const watching = watch();
    for (let turn = 0; turn < 100; turn += 1) await transact([add('b', 1), add('a', 1)]);
    isOver = true;
    await watching;
    expect(await rowOf('a')).toMatchObject({ n: 100 });
  });

  type Step = {
    readonly ops: readonly {
      readonly pk: string;
      readonly op: 'put-new' | 'put' | 'add' | 'remove' | 'check';
      readonly n: number;
      readonly table: number;
    }[];
    readonly isPlain: boolean;
  };
  const step: fc.Arbitrary<Step> = fc.record({
    ops: fc.uniqueArray(
      fc.record({
        pk: fc.constantFrom('a', 'b', 'c'),
        op: fc.constantFrom('put-new' as const, 'put' as const, 'add' as const, 'remove' as const, 'check' as const),
        n: fc.integer({ min: -3, max: 3 }),
        table: fc.integer({ min: 0, max: 1 }),
      }),
      { minLength: 1, maxLength: 4, selector: ({ pk, table }) => `${table}${pk}` },
    ),
    isPlain: fc.boolean(),
  });

  /** What a model of two tables makes of a step: undefined where it is cancelled. */
  function modelled(rows: ReadonlyMap<string, number>, { ops }: Pick<Step, 'ops'>): Map<string, number> | undefined {
    const next = new Map(rows);
    for (const { pk, op, n, table } of ops) {
      const name = `${table}${pk}`;
      const before = rows.get(name);
      if (op === 'put-new' && before !== undefined) return undefined;
      if (op === 'check' && before !== undefined) return undefined;
      // Nothing goes below 0, and what is not there cannot be added to.
      if (op === 'add' && (before === undefined || before < -n)) return undefined;
      if (op === 'put' || op === 'put-new') next.set(name, n);
      if (op === 'add') next.set(name, (before ?? 0) + n);
      if (op === 'remove') next.delete(name);
    }
    return next;
  }
  const tableOf = (place: number): string => (place === 0 ? first : second);
  const itemsOf = ({ ops }: Pick<Step, 'ops'>): Items =>
    ops.map(({ pk, op, n, table }): Items[number] => {
      if (op === 'put') return put(pk, n, {}, tableOf(table));
      if (op === 'put-new') return putNew(pk, n, tableOf(table));
      if (op === 'add') return add(pk, n, -n, tableOf(table));
      if (op === 'remove') return remove(pk, tableOf(table));
      return {
        ConditionCheck: {
          TableName: tableOf(table),
          Key: keyOf(pk),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      };
    });
  async function stored(): Promise<Map<string, number>> {
    const rows = new Map<string, number>();
    for (const place of [0, 1]) {
      const { Items = [] } = await documents.send(new ScanCommand({ TableName: tableOf(place), ConsistentRead: true }));
      for (const { pk, n } of Items) rows.set(`${place}${pk}`, Number(n));
    }
    return rows;
  }

  it('one after another do what a model of the tables does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        let rows = await stored();
        for (const one of steps) {
          const after = modelled(rows, one);
          const outcome = await transact(itemsOf(one)).then(
            () => 'done',
            (error: unknown) => (error instanceof TransactionCanceledException ? 'cancelled' : Promise.reject(error)),
          );
          expect(outcome).toBe(after === undefined ? 'cancelled' : 'done');
          rows = after ?? rows;
          expect(await stored()).toEqual(rows);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('side by side with single writes end as some order of them does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
        const start = await stored();
        const doneSteps: Step[] = [];
        await Promise.all(
          steps.map(async (one) => {
            const [single] = one.ops;
            if (one.isPlain && single?.op === 'put') {
              const Item = { ...keyOf(single.pk), n: single.n };
              await documents.send(new PutCommand({ TableName: tableOf(single.table), Item }));
              doneSteps.push({ ...one, ops: [single] });
              return;
            }
            const items = itemsOf(one);
            const isDone = await transact(items).then(
              () => true,
              (error: unknown) => (error instanceof TransactionCanceledException ? false : Promise.reject(error)),
            );
            if (isDone) doneSteps.push(one);
          }),
        );
        const found = JSON.stringify([...(await stored())].sort());
        const orders = (rest: readonly Step[]): Step[][] =>
          rest.length === 0
            ? [[]]
            : rest.flatMap((one, place) => orders(rest.toSpliced(place, 1)).map((tail) => [one, ...tail]));
        const ends = orders(doneSteps).map((order) =>
          order.reduce<Map<string, number> | undefined>((rows, one) => rows && modelled(rows, one), new Map(start)),
        );
        expect(ends.some((rows) => rows !== undefined && JSON.stringify([...rows].sort()) === found)).toBe(true);
      }),
      { numRuns: 60 },
    );
  }, 120_000);
});
