import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLocalStack, eventually, type LocalStack } from '../../../support/local-stack.ts';

let stack: LocalStack;

beforeEach(() => {
  stack = createLocalStack();
});

afterEach(() => stack.remove());

test('a function sees the variables of the template and of Lambda, and nothing of this process', async () => {
  // Prepare
  process.env.HOLDFAST_LEAK = 'of the shell';
  stack.addFunction('look', 'return { env: { ...process.env }, execArgv: process.execArgv };', {
    variables: { STAGE: 'dev', REGION: { Ref: 'AWS::Region' } },
  });
  const { runtime } = await stack.start();

  // Act
  const seen = await runtime.invoke('look', {});

  // Assess
  expect(seen).toEqual({
    env: {
      STAGE: 'dev',
      REGION: 'eu-west-1',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'look',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^[A-Z0-9]{16,128}$/),
      AWS_SECRET_ACCESS_KEY: expect.any(String),
      AWS_ENDPOINT_URL_DYNAMODB: runtime.dynamodbUrl,
    },
    execArgv: [],
  });
  delete process.env.HOLDFAST_LEAK;
});

test('a function that takes too long fails in Lambda’s words, and the next call gets a new worker', async () => {
  stack.addFunction(
    'slow',
    'if (event.slow) await new Promise((resolve) => setTimeout(resolve, 60_000)); return "quick";',
    {
      timeoutSeconds: 1,
    },
  );
  const { runtime } = await stack.start();

  await expect(runtime.invoke('slow', { slow: true })).rejects.toMatchObject({
    code: 'local.function-failed',
    message: expect.stringMatching(/Sandbox.Timedout: RequestId: [\w-]+ Error: Task timed out after 1\.00 seconds/),
  });
  expect(await runtime.invoke('slow', {})).toBe('quick');
});

test('a worker whose time is over is ended, not left to go on', async () => {
  stack.addFunction('slow', 'setInterval(() => console.log("alive"), 5); await new Promise(() => {});', {
    timeoutSeconds: 1,
  });
  const { runtime, lines } = await stack.start();

  await expect(runtime.invoke('slow', {})).rejects.toThrow('Task timed out');
  // What it had written before may still arrive; a living worker would write 60 lines in this time.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const written = lines.length;
  await new Promise((resolve) => setTimeout(resolve, 300));

  expect(written).toBeGreaterThan(0);
  expect(lines.length).toBe(written);
});

test.each([
  ['a thrown error', 'throw new TypeError("bad input");', /TypeError: bad input/],
  ['an error nobody waits for', 'setTimeout(() => { throw new Error("late"); }); await new Promise(() => {});', /late/],
  ['an exit', 'process.exit(3);', /Runtime exited with error: exit status 3/],
  ['a rejection nobody handles', 'void Promise.reject(new Error("lost")); await new Promise(() => {});', /lost/],
])('%s fails the invocation, not the runtime', async (_what, code, message) => {
  stack.addFunction('broken', `if (event.broken) { ${code} } return 'well';`);
  const { runtime } = await stack.start();

  await expect(runtime.invoke('broken', { broken: true })).rejects.toThrow(message);
  expect(await runtime.invoke('broken', {})).toBe('well');
});

test('a bundle that cannot be loaded fails its invocations with the reason', async () => {
  stack.addFunction('broken', '}; throw new Error("no configuration"); {');
  const { runtime } = await stack.start();

  await expect(runtime.invoke('broken', {})).rejects.toThrow(/Runtime.ImportModuleError: Error: no configuration/);
});

test('workers stay warm, take one invocation at a time and are at most four', async () => {
  // Prepare
  stack.addFunction(
    'count',
    'calls += 1; globalThis.busy = (globalThis.busy ?? 0) + 1; const most = globalThis.busy; await new Promise((resolve) => setTimeout(resolve, 50)); globalThis.busy -= 1; globalThis.id ??= Math.random(); return { id: globalThis.id, most };',
  );
  const { runtime } = await stack.start();

  // Act
  const results = await Promise.all(Array.from({ length: 12 }, () => runtime.invoke('count', {})));

  // Assess
  const ids = new Set(results.map((result) => JSON.stringify(result)));
  expect(ids.size).toBeLessThanOrEqual(4);
  expect(ids.size).toBeGreaterThan(1);
  expect(results.every((result) => JSON.stringify(result).includes('"most":1'))).toBe(true);
});

test('the context tells name, memory, request and remaining time', async () => {
  stack.addFunction('look', 'return { ...context, remaining: context.getRemainingTimeInMillis() };', {
    timeoutSeconds: 5,
  });
  const { runtime } = await stack.start();

  const context = await runtime.invoke('look', {});

  expect(context).toMatchObject({
    functionName: 'look',
    memoryLimitInMB: '128',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:look',
    awsRequestId: expect.stringMatching(/^[\w-]{36}$/),
    remaining: expect.any(Number),
  });
  expect(context).toHaveProperty(
    'remaining',
    expect.toSatisfy((value: number) => value > 0 && value <= 5000),
  );
});

test('output goes to the log, line by line with the name of the function', async () => {
  stack.addFunction('talk', 'console.log("first\\nsecond"); console.error("third");');
  const lines: string[] = [];
  const { runtime } = await stack.start({ onLog: (line) => lines.push(line) });

  await runtime.invoke('talk', {});

  await eventually(() => lines.length === 3);
  expect([...lines].sort()).toEqual(['[talk] first', '[talk] second', '[talk] third']);
});

test('a function nobody knows is named together with those there are', async () => {
  stack.addFunction('talk', '');
  const { runtime } = await stack.start();

  await expect(runtime.invoke('walk', {})).rejects.toThrow('no function "walk" in holdfast-local-test; there are talk');
});

test('a schedule runs its function with the constant input, if it may', async () => {
  // Prepare
  stack.addFunction('sweep', 'console.log(JSON.stringify(event));');
  const rule = (input?: string) => ({
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 hour)',
      State: 'ENABLED',
      Targets: [{ Id: 'T', Arn: { 'Fn::GetAtt': ['sweep', 'Arn'] }, ...(input === undefined ? {} : { Input: input }) }],
    },
  });
  stack.resources.HourlyA1B2C3D4 = rule('{"scope":"items"}');
  stack.resources.Forbidden = rule();
  stack.resources.Permission = {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['sweep', 'Arn'] },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['HourlyA1B2C3D4', 'Arn'] },
    },
  };
  const { runtime, lines } = await stack.start();

  // Act
  await runtime.runSchedule('Hourly');

  // Assess
  await eventually(() => lines.length === 1);
  expect(lines).toEqual(['{"scope":"items"}']);
  await expect(runtime.runSchedule('Forbidden')).rejects.toMatchObject({ code: 'local.access-denied' });
});
