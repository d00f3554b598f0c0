import { EventBridgeClient, PutEventsCommand, type PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { putEntries } from '../../../../../functions/flows/delivery/put-entries.ts';
import { type BusEntry, createEventBus } from '../../../../../functions/stores/delivery/event-bus.ts';

/** Faults that no bus of this machine makes: entries that fail on their own, calls that fail as a whole. */
const bridge = mockClient(EventBridgeClient);
beforeEach(() => bridge.reset());

const entry = (name: string, bytes = 0): BusEntry => ({
  kind: 'offer.issued',
  occurredAt: '2026-04-02T09:00:00.000Z',
  detail: JSON.stringify({ name, filler: 'x'.repeat(bytes) }),
});
const entries = (count: number): BusEntry[] => Array.from({ length: count }, (_, place) => entry(`e${place}`));
const nameOf = (detail = '{}'): string => JSON.parse(detail).name;

const answerOf = (codes: readonly (string | undefined)[]): PutEventsCommandOutput => ({
  $metadata: {},
  FailedEntryCount: codes.filter((code) => code !== undefined).length,
  Entries: codes.map((ErrorCode, place) => (ErrorCode === undefined ? { EventId: `id ${place}` } : { ErrorCode })),
});
const takesAll = (input: { readonly Entries?: readonly unknown[] | undefined }) =>
  answerOf((input.Entries ?? []).map(() => undefined));

function run(given: readonly BusEntry[]) {
  const pauses: number[] = [];
  const refusals: string[] = [];
  const result = putEntries(
    {
      bus: createEventBus('holdfast-test', new EventBridgeClient({ region: 'eu-west-1' })),
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
      onRefused: (code, count) => refusals.push(`${count} ${code}`),
    },
    given,
  );
  return { result, pauses, refusals };
}

const sent = (): string[][] =>
  bridge
    .commandCalls(PutEventsCommand)
    .map(({ args: [{ input }] }) => (input.Entries ?? []).map((one) => nameOf(one.Detail)));

describe('entries put on the bus', () => {
  it('name bus, source, kind and time', async () => {
    bridge.on(PutEventsCommand).callsFake(takesAll);

    expect(await run([entry('a')]).result).toEqual([]);

    expect(bridge.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries).toEqual([
      {
        EventBusName: 'holdfast-test',
        Source: 'holdfast',
        DetailType: 'offer.issued',
        Detail: entry('a').detail,
        Time: new Date('2026-04-02T09:00:00.000Z'),
      },
    ]);
  });

  it('go ten to a call at most', async () => {
    bridge.on(PutEventsCommand).callsFake(takesAll);

    expect(await run(entries(23)).result).toEqual([]);

    expect(sent().map((names) => names.length)).toEqual([10, 10, 3]);
    expect(sent().flat()).toEqual(entries(23).map(({ detail }) => nameOf(detail)));
  });

  it('go 256 KB to a call at most, and one beyond that alone', async () => {
    bridge.on(PutEventsCommand).callsFake(takesAll);
    const given = [entry('a', 200_000), entry('b', 50_000), entry('c', 50_000), entry('d', 300_000), entry('e')];

    await run(given).result;

    expect(sent()).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('that are refused alone are sent again alone, later and later, until they are taken', async () => {
    bridge
      .on(PutEventsCommand)
      .resolvesOnce(answerOf([undefined, 'ThrottlingException', undefined, 'InternalFailure']))
      .resolvesOnce(answerOf([undefined, 'InternalFailure']))
      .callsFake(takesAll);

    const { result, pauses, refusals } = run(entries(4));

    expect(await result).toEqual([]);
    expect(sent()).toEqual([['e0', 'e1', 'e2', 'e3'], ['e1', 'e3'], ['e3']]);
    expect(pauses).toEqual([100, 200]);
    expect(refusals).toEqual(['2 ThrottlingException', '1 InternalFailure']);
  });

  it('of a call that fails as a whole are all sent again', async () => {
    bridge.on(PutEventsCommand).rejectsOnce(new Error('no way there')).callsFake(takesAll);

    expect(await run(entries(2)).result).toEqual([]);

    expect(sent()).toEqual([
      ['e0', 'e1'],
      ['e0', 'e1'],
    ]);
  });

  it('that are never taken are given back, and only they', async () => {
    bridge
      .on(PutEventsCommand)
      .callsFake((input) =>
        answerOf(
          (input.Entries ?? []).map((one: { Detail: string }) => (nameOf(one.Detail) === 'e1' ? 'NoRoom' : undefined)),
        ),
      );

    const { result, pauses } = run(entries(3));

    expect((await result).map(({ detail }) => nameOf(detail))).toEqual(['e1']);
    expect(sent()).toEqual([['e0', 'e1', 'e2'], ['e1'], ['e1'], ['e1'], ['e1']]);
    expect(pauses).toEqual([100, 200, 400, 800]);
  });

  it('that an answer leaves out count as refused', async () => {
    bridge
      .on(PutEventsCommand)
      .resolvesOnce({ ...answerOf([]), FailedEntryCount: 0 })
      .callsFake(takesAll);

    expect(await run(entries(1)).result).toEqual([]);

    expect(sent()).toEqual([['e0'], ['e0']]);
  });
});
