import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { JsonObject } from '../../../../lib/local/json.ts';
import { close, listen } from '../../../../lib/local/listen.ts';
import { createLocalStack, eventually, type LocalStack } from '../../../support/local-stack.ts';

let stack: LocalStack;
const servers: Server[] = [];

beforeEach(() => {
  stack = createLocalStack();
  stack.resources.Bus = { Type: 'AWS::Events::EventBus', Properties: { Name: 'told' } };
});
afterEach(async () => {
  await stack.remove();
  await Promise.all(servers.splice(0).map(close));
});

const mayPut: JsonObject = {
  Effect: 'Allow',
  Action: 'events:PutEvents',
  Resource: { 'Fn::GetAtt': ['Bus', 'Arn'] },
};

/** Puts whatever entries it is told, as the SDK would, and gives the answer back. */
const putting = `
const response = await fetch(process.env.AWS_ENDPOINT_URL_EVENTBRIDGE, {
  method: 'POST',
  headers: {
    'x-amz-target': event.target ?? 'AWSEvents.PutEvents',
    authorization: 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/eu-west-1/events/aws4_request',
  },
  body: JSON.stringify({ Entries: event.entries }),
});
return { status: response.status, body: await response.json() };`;

const entry = (eventId: string, detail: JsonObject = {}): JsonObject => ({
  EventBusName: 'told',
  Source: 'holdfast',
  DetailType: 'offer.issued',
  Detail: JSON.stringify({ eventId, customerId: 'ann', offer: { campaignId: 'spring', code: 'SECRET' }, ...detail }),
});

/** A receiver that answers with these statuses in turn, the last one for ever. */
async function receiver(statuses: number[]): Promise<{ readonly url: string; readonly got: JsonObject[] }> {
  const got: JsonObject[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      got.push(JSON.parse(body));
      response.writeHead((statuses.length > 1 ? statuses.shift() : statuses[0]) ?? 200).end();
    });
  });
  servers.push(server);
  return { url: await listen(server, 0, 'a test'), got };
}

test('an event is told in a line, without its code, and once however often it is put', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const lines: string[] = [];
  const { runtime } = await stack.start({ onEvent: (line) => lines.push(line) });

  const answer = await runtime.invoke('teller', { entries: [entry('e1'), entry('e2')] });
  await runtime.invoke('teller', { entries: [entry('e1')] });

  expect(answer).toMatchObject({
    status: 200,
    body: { FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }, { EventId: expect.any(String) }] },
  });
  expect(lines).toEqual([
    'event offer.issued, customer ann, campaign spring, id e1',
    'event offer.issued, customer ann, campaign spring, id e2',
  ]);
});

test('entries fail on their own: of another form, or as a test wants it', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const lines: string[] = [];
  const { runtime } = await stack.start({
    onEvent: (line) => lines.push(line),
    refuseEvent: ({ id }) => (id === 'e2' ? 'ThrottlingException' : undefined),
  });
  const entries = [{ ...entry('e0'), Detail: 'no JSON' }, entry('e1'), entry('e2'), { ...entry('e3'), Source: '' }];

  expect(await runtime.invoke('teller', { entries })).toMatchObject({
    status: 200,
    body: {
      FailedEntryCount: 3,
      Entries: [
        { ErrorCode: 'MalformedDetail' },
        { EventId: expect.any(String) },
        { ErrorCode: 'ThrottlingException' },
        { ErrorCode: 'InvalidArgument' },
      ],
    },
  });
  expect(lines).toEqual(['event offer.issued, customer ann, campaign spring, id e1']);
});

test.each([
  ['no entry', [], 'ValidationException'],
  ['eleven entries', Array.from({ length: 11 }, (_, place) => entry(`e${place}`)), 'ValidationException'],
  ['over 256 KB', [entry('e1', { filler: 'x'.repeat(262_144) })], 'ValidationException'],
  ['another bus', [{ ...entry('e1'), EventBusName: 'other' }], 'ResourceNotFoundException'],
])('a call of %s is refused whole', async (_what, entries, type) => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const lines: string[] = [];
  const { runtime } = await stack.start({ onEvent: (line) => lines.push(line) });

  expect(await runtime.invoke('teller', { entries })).toMatchObject({ status: 400, body: { __type: type } });
  expect(lines).toEqual([]);
});

test('a function without the right is refused, and so is a call that is not known', async () => {
  stack.addFunction('stranger', putting);
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const lines: string[] = [];
  const { runtime } = await stack.start({ onEvent: (line) => lines.push(line) });

  expect(await runtime.invoke('stranger', { entries: [entry('e1')] })).toMatchObject({
    status: 400,
    body: { __type: 'AccessDeniedException', message: expect.stringContaining('events:PutEvents') },
  });
  expect(await runtime.invoke('teller', { entries: [entry('e1')], target: 'AWSEvents.PutRule' })).toMatchObject({
    status: 400,
    body: { __type: 'UnknownOperationException' },
  });
  expect(lines).toEqual([]);
});

test('events are posted in order to the address given, each until it is taken, without duplicates', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const { url, got } = await receiver([503, 500, 200]);
  const { runtime, problems } = await stack.start({ onEvent: () => undefined, postEventsTo: url });

  await runtime.invoke('teller', { entries: [entry('e1'), entry('e2'), entry('e1')] });

  await eventually(() => got.length === 4);
  expect(got.map(({ eventId }) => eventId)).toEqual(['e1', 'e1', 'e1', 'e2']);
  expect(got[3]).toEqual({ eventId: 'e2', customerId: 'ann', offer: { campaignId: 'spring', code: 'SECRET' } });
  expect(problems.join()).toContain('answered 503 to event offer.issued, customer ann, campaign spring, id e1');
});

test('an event that the receiver will not have is given up, and the next one posted', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const { url, got } = await receiver([422, 200]);
  const { runtime, problems } = await stack.start({ onEvent: () => undefined, postEventsTo: url });

  await runtime.invoke('teller', { entries: [entry('e1'), entry('e2')] });

  await eventually(() => got.length === 2);
  expect(got.map(({ eventId }) => eventId)).toEqual(['e1', 'e2']);
  expect(problems.join()).toContain('answered 422');
});

test('a stop posts what is waiting, and tells what it could not post', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  const { url, got } = await receiver([503, 503, 503, 200]);
  const one = await stack.start({ onEvent: () => undefined, postEventsTo: url });
  await one.runtime.invoke('teller', { entries: [entry('e1'), entry('e2')] });
  await one.runtime.stop();
  expect(got.map(({ eventId }) => eventId)).toEqual(['e1', 'e1', 'e1', 'e1', 'e2']);

  const down = await receiver([503]);
  const two = await stack.start({ onEvent: () => undefined, postEventsTo: down.url, drainMilliseconds: 20 });
  await two.runtime.invoke('teller', { entries: [entry('e1'), entry('e2')] });
  await two.runtime.stop();
  expect(two.problems).toContain(`2 events were not posted to ${down.url}`);
});

test('a stack without a bus tells its functions of none', async () => {
  delete stack.resources.Bus;
  stack.addFunction('asks', 'return { address: process.env.AWS_ENDPOINT_URL_EVENTBRIDGE ?? null };');
  const { runtime } = await stack.start();

  expect(await runtime.invoke('asks', {})).toEqual({ address: null });
});

test('a rule on a bus and a queue behind it are taken as they are, and call nothing', async () => {
  stack.addFunction('teller', putting, { statements: [mayPut] });
  stack.addFunction('target', "console.log('called');");
  stack.resources.Queue = { Type: 'AWS::SQS::Queue', Properties: {} };
  stack.resources.Rule = {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: { source: ['holdfast'] },
      Targets: [{ Id: 'Target', Arn: { 'Fn::GetAtt': ['Queue', 'Arn'] } }],
    },
  };
  stack.resources.Source = {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: { Ref: 'target' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, BatchSize: 10 },
  };
  const told: string[] = [];
  const { runtime, lines } = await stack.start({ onEvent: (line) => told.push(line) });

  await runtime.invoke('teller', { entries: [entry('e1')] });

  expect(told).toHaveLength(1);
  expect(lines).not.toContain('called');
});
