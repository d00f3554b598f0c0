import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listen } from '../../../../lib/local/listen.ts';
import { addApi } from '../../../support/local-api.ts';
import { callDatabase, putRow } from '../../../support/local-operator.ts';
import {
  createLocalStack,
  eventually,
  type LocalStack,
  localStackName,
  tableName,
} from '../../../support/local-stack.ts';

let stack: LocalStack;
let dataDirectory: string;

beforeEach(() => {
  stack = createLocalStack();
  stack.addTable('Facts');
  dataDirectory = mkdtempSync(join(tmpdir(), 'holdfast-data-'));
});

afterEach(async () => {
  await stack.remove();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const facts = tableName('Facts');
const marker = () => join(dataDirectory, 'running.json');
const onlyNotImported = {
  FilterCriteria: {
    Filters: [{ Pattern: '{"dynamodb":{"NewImage":{"imported":{"BOOL":[{"exists":false}]}}}}' }],
  },
};
const naming = `console.log(event.Records.map((r) => r.eventName + ' ' + r.dynamodb.Keys.pk.S).sort().join());`;

test('rows outlive a clean stop, which leaves no marker and queues nothing again', async () => {
  // Prepare
  stack.addFunction('consume', naming);
  stack.addSource('consume', 'Facts');
  const first = await stack.start({ dataDirectory });
  await putRow(first.runtime, facts, 'a');
  expect(JSON.parse(readFileSync(marker(), 'utf8'))).toEqual({ pid: process.pid });

  // Act
  await first.runtime.stop();
  expect(existsSync(marker())).toBe(false);
  const second = await stack.start({ dataDirectory });

  // Assess
  const { body } = await callDatabase(second.runtime, 'Scan', { TableName: facts });
  expect(body.Count).toBe(1);
  expect(second.runtime.pendingRecords()).toBe(0);
  await eventually(() => first.lines.length === 1);
  expect([...first.lines, ...second.lines]).toEqual(['INSERT a']);
});

test('after a crash every row that a reader wants comes to it again, and no other', async () => {
  // Prepare
  stack.addFunction('consume', naming);
  stack.addSource('consume', 'Facts', { ...onlyNotImported, MaximumBatchingWindowInSeconds: 1 });
  const first = await stack.start({ dataDirectory });
  await putRow(first.runtime, facts, 'a');
  await putRow(first.runtime, facts, 'b');
  await putRow(first.runtime, facts, 'imported', { imported: { BOOL: true } });
  await first.runtime.stop();
  // A crash leaves its marker; the number is of no process.
  writeFileSync(marker(), '{"pid":4194305}');

  // Act
  const second = await stack.start({ dataDirectory });
  expect(second.runtime.pendingRecords()).toBeGreaterThan(0);
  await second.runtime.untilIdle(10_000);

  // Assess
  await eventually(() => second.lines.length === 1);
  expect(second.lines).toEqual(['MODIFY a,MODIFY b']);
  await second.runtime.stop();
  expect(existsSync(marker())).toBe(false);
});

test('a stop works off what waits for its window', async () => {
  stack.addFunction('consume', naming);
  stack.addSource('consume', 'Facts', { MaximumBatchingWindowInSeconds: 60 });
  const { runtime, lines } = await stack.start({ dataDirectory });
  await putRow(runtime, facts, 'a');

  await runtime.stop();

  expect(lines).toEqual(['INSERT a']);
  expect(existsSync(marker())).toBe(false);
});

test('a stop that cannot work everything off leaves the marker, and the next start goes on', async () => {
  // Prepare
  stack.addFunction('consume', `if (process.env.BROKEN) throw new Error('no'); ${naming}`, {
    variables: { BROKEN: 'yes' },
  });
  stack.addSource('consume', 'Facts');
  const broken = await stack.start({ dataDirectory, drainMilliseconds: 50 });
  await putRow(broken.runtime, facts, 'a');
  await broken.runtime.stop();
  expect(existsSync(marker())).toBe(true);

  // Act
  Object.assign(stack.resources.consume?.Properties ?? {}, { Environment: { Variables: {} } });
  const mended = await stack.start({ dataDirectory });
  await mended.runtime.untilIdle(10_000);

  // Assess
  await eventually(() => mended.lines.length === 1);
  expect(mended.lines).toEqual(['MODIFY a']);
});

test('a killed process loses no row and no pending record', async () => {
  // Prepare: another process puts rows until it is killed, its reader never being done with them.
  stack.addFunction('consume', `if (process.env.BROKEN) throw new Error('no'); ${naming}`, {
    variables: { BROKEN: 'yes' },
  });
  stack.addSource('consume', 'Facts', { MaximumBatchingWindowInSeconds: 1 });
  const { runtime } = await stack.start();
  await runtime.stop();
  const modulePath = join(import.meta.dirname, '../../../../lib/local/start-local-runtime.ts');
  const script = `
    const { startLocalRuntime } = await import(${JSON.stringify(modulePath)});
    const runtime = await startLocalRuntime(${JSON.stringify({ assemblyDirectory: stack.directory, stackName: localStackName, dataDirectory })});
    for (let n = 0; n < 30; n += 1) {
      await fetch(runtime.dynamodbUrl, { method: 'POST', headers: {
        'x-amz-target': 'DynamoDB_20120810.PutItem', authorization: 'AWS4-HMAC-SHA256 Credential=OPERATOR/x' },
        body: JSON.stringify({ TableName: '${facts}', Item: { pk: { S: 'row' + n }, sk: { S: 'row' } } }) });
    }
    process.kill(process.pid, 'SIGKILL');`;
  await new Promise<void>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], () => resolve());
  });
  expect(existsSync(marker())).toBe(true);

  // Act
  Object.assign(stack.resources.consume?.Properties ?? {}, { Environment: { Variables: {} } });
  const next = await stack.start({ dataDirectory });
  await next.runtime.untilIdle(10_000);

  // Assess
  await eventually(() => next.lines.length === 1);
  expect(next.lines[0]?.split(',')).toHaveLength(30);
});

test('a data directory in use is refused, naming the process', async () => {
  await stack.start({ dataDirectory });

  await expect(stack.start({ dataDirectory })).rejects.toMatchObject({
    code: 'local.data-in-use',
    message: `the data directory ${dataDirectory} is in use by another runtime (process ${process.pid})`,
  });
});

test('a data directory that cannot be written is refused in one line', async () => {
  const file = join(dataDirectory, 'file');
  writeFileSync(file, '');

  await expect(stack.start({ dataDirectory: join(file, 'data') })).rejects.toMatchObject({
    code: 'local.data-unusable',
    message: expect.stringMatching(/^cannot write the data directory .*ENOTDIR[^\n]*$/),
  });
});

test('a damaged marker is named with what to do, and the directory is free again', async () => {
  writeFileSync(marker(), 'half a mark');

  await expect(stack.start({ dataDirectory })).rejects.toMatchObject({
    code: 'local.bad-marker',
    message: expect.stringContaining('write {"pid":0} into it'),
  });
  writeFileSync(marker(), '{"pid":0}');
  await expect(stack.start({ dataDirectory })).resolves.toBeDefined();
});

test('a data directory of tables with other keys is refused', async () => {
  const first = await stack.start({ dataDirectory });
  await first.runtime.stop();
  stack.addTable('Facts', { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] });

  await expect(stack.start({ dataDirectory })).rejects.toMatchObject({ code: 'local.other-table' });
});

test.each(['httpPort', 'dynamodbPort'] as const)(
  'a %s in use is refused, and nothing is left running',
  async (port) => {
    // Prepare
    stack.addFunction('echo', '');
    addApi(stack, [{ routeKey: '$default', functionName: 'echo' }]);
    const taken = createServer();
    const number = Number(new URL(await listen(taken, 0, 'a test')).port);

    // Act
    const start = stack.start({ [port]: number, dataDirectory });

    // Assess
    await expect(start).rejects.toMatchObject({
      code: 'local.port-in-use',
      message: expect.stringContaining(`port ${number} for the ${port === 'httpPort' ? 'API' : 'database'} is in use`),
    });
    expect(existsSync(marker())).toBe(false);
    taken.close();
    await expect(stack.start({ dataDirectory })).resolves.toBeDefined();
  },
);

test('a start that fails after a crash leaves the marker for the next one', async () => {
  const taken = createServer();
  const dynamodbPort = Number(new URL(await listen(taken, 0, 'a test')).port);
  writeFileSync(marker(), '{"pid":4194305}');

  await expect(stack.start({ dynamodbPort, dataDirectory })).rejects.toMatchObject({ code: 'local.port-in-use' });

  expect(existsSync(marker())).toBe(true);
  taken.close();
});
