import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../../lib/local/start-local-runtime.ts';
import { putRow } from '../../../support/local-operator.ts';
import { createLocalStack, eventually, type LocalStack, tableName } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
  stack.addTable('Facts');
});

afterEach(() => stack.remove());

const facts = tableName('Facts');
const toFailures = { OnFailure: { Destination: { 'Fn::GetAtt': ['Failures', 'Arn'] } } };
/** Holds records back until all are written, so that they come in one batch. */
const oneBatch = { BatchSize: 100, MaximumBatchingWindowInSeconds: 1 };
const keysOf = 'event.Records.map((record) => record.dynamodb.Keys.pk.S)';

/** What the consumer logged: the keys of each invocation. */
const batches = (lines: readonly string[]): readonly string[] => lines.filter((line) => line.startsWith('batch '));

function failureDocuments(runtime: LocalRuntime, functionName: string): readonly Record<string, unknown>[] {
  const folder = join(runtime.failuresDirectory, functionName);
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')));
}

test('a batch that fails once is tried again until it passes', async () => {
  // Prepare
  stack.addFunction(
    'consume',
    `console.log('batch', ${keysOf}.join()); calls += 1; if (calls === 1) throw new Error('once');`,
  );
  stack.addSource('consume', 'Facts', { MaximumRetryAttempts: 3 });
  const { runtime, lines } = await stack.start();

  // Act
  await putRow(runtime, facts, 'a');
  await runtime.untilIdle(10_000);

  // Assess
  await eventually(() => batches(lines).length === 2);
  expect(batches(lines)).toEqual(['batch a', 'batch a']);
});

test('a record that always fails is isolated by halving and kept whole, while the others pass', async () => {
  // Prepare
  stack.addFunction(
    'consume',
    `const keys = ${keysOf}; if (keys.includes('poison')) throw new Error('poisoned'); console.log('batch', keys.join());`,
  );
  stack.addSource('consume', 'Facts', {
    ...oneBatch,
    BisectBatchOnFunctionError: true,
    MaximumRetryAttempts: 2,
    DestinationConfig: toFailures,
  });
  const { runtime, lines, problems } = await stack.start();

  // Act
  for (const pk of ['a', 'b', 'poison', 'c', 'd']) await putRow(runtime, facts, pk, { note: { S: `note ${pk}` } });
  await runtime.untilIdle(20_000);

  // Assess
  await eventually(() => batches(lines).join('').replaceAll('batch ', '').replaceAll(',', '').length === 4);
  expect(batches(lines).flatMap((line) => line.slice(6).split(','))).toEqual(['a', 'b', 'c', 'd']);
  const [document, ...more] = failureDocuments(runtime, 'consume');
  expect(more).toEqual([]);
  expect(document).toMatchObject({
    requestContext: {
      functionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:consume',
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    DDBStreamBatchInfo: { batchSize: 1 },
  });
  const payload = JSON.parse(String(document?.payload));
  expect(payload.Records).toHaveLength(1);
  expect(payload.Records[0]).toMatchObject({
    eventName: 'INSERT',
    eventSource: 'aws:dynamodb',
    dynamodb: { NewImage: { pk: { S: 'poison' }, note: { S: 'note poison' } } },
  });
  expect(problems.join()).toContain('gave up on 1 record of');
});

test('after a partial failure only the records from the lowest failed one on come again', async () => {
  // Prepare
  stack.addFunction(
    'consume',
    `console.log('batch', ${keysOf}.join()); calls += 1;
     if (calls > 1) return { batchItemFailures: [] };
     const failed = event.Records.filter((record) => ['d', 'b'].includes(record.dynamodb.Keys.pk.S)).reverse();
     return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.dynamodb.SequenceNumber })) };`,
  );
  stack.addSource('consume', 'Facts', {
    ...oneBatch,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  });
  const { runtime, lines } = await stack.start();

  // Act
  for (const pk of ['a', 'b', 'c', 'd', 'e']) await putRow(runtime, facts, pk);
  await runtime.untilIdle(10_000);

  // Assess
  await eventually(() => batches(lines).length === 2);
  expect(batches(lines)).toEqual(['batch a,b,c,d,e', 'batch b,c,d,e']);
});

test('two readers of a table keep their own positions', async () => {
  // Prepare
  stack.addFunction('stuck', `throw new Error('never');`);
  stack.addFunction('consume', `console.log('batch', ${keysOf}.join());`);
  stack.addSource('stuck', 'Facts');
  stack.addSource('consume', 'Facts', { BatchSize: 1 });
  const { runtime, lines } = await stack.start();

  // Act
  for (const pk of ['a', 'b', 'c']) await putRow(runtime, facts, pk);

  // Assess
  await eventually(() => batches(lines).length === 3);
  expect(batches(lines)).toEqual(['batch a', 'batch b', 'batch c']);
  // What a function prints comes before the poller hears that it ended.
  await eventually(() => runtime.pendingRecords() === 3);
  await expect(runtime.untilIdle(50)).rejects.toMatchObject({ code: 'local.not-idle' });
});

test('a reader gets only the records its filter takes, and none for a write that changes nothing', async () => {
  // Prepare
  stack.addFunction(
    'consume',
    `console.log('batch', event.Records.map((r) => r.eventName + ' ' + r.dynamodb.Keys.pk.S).join());`,
  );
  stack.addSource('consume', 'Facts', {
    BatchSize: 1,
    FilterCriteria: {
      Filters: [
        {
          Pattern: JSON.stringify({
            eventName: ['INSERT', 'MODIFY'],
            dynamodb: {
              Keys: { pk: { S: [{ prefix: 'customer#' }] } },
              NewImage: { imported: { BOOL: [{ exists: false }] } },
            },
          }),
        },
      ],
    },
  });
  const { runtime, lines } = await stack.start();

  // Act
  await putRow(runtime, facts, 'customer#1', { imported: { BOOL: true } });
  await putRow(runtime, facts, 'guest#1');
  await putRow(runtime, facts, 'customer#2', { total: { N: '10' } });
  await putRow(runtime, facts, 'customer#2', { total: { N: '10.0' } });
  await putRow(runtime, facts, 'customer#2', { total: { N: '11' } });
  expect(runtime.pendingRecords()).toBeLessThanOrEqual(2);
  await runtime.untilIdle(10_000);

  // Assess
  await eventually(() => batches(lines).length === 2);
  expect(batches(lines)).toEqual(['batch INSERT customer#2', 'batch MODIFY customer#2']);
});

test('a record older than the source allows goes to the failure folder without another try', async () => {
  // Prepare
  stack.addFunction('consume', `console.log('batch', ${keysOf}.join()); throw new Error('never');`);
  stack.addSource('consume', 'Facts', { MaximumRecordAgeInSeconds: 1, DestinationConfig: toFailures });
  const { runtime } = await stack.start({ retryBackOffMilliseconds: 50 });

  // Act
  await putRow(runtime, facts, 'a');
  await runtime.untilIdle(10_000);

  // Assess
  expect(failureDocuments(runtime, 'consume')).toMatchObject([{ requestContext: { condition: 'RecordAgeExceeded' } }]);
});
