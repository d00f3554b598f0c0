import { randomUUID } from 'node:crypto';
import type { Caller } from '../access/caller.ts';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { EventBusPlan } from '../plan/local-plan.ts';
import type { LocalEvent, TakeEvent } from './local-event.ts';

export interface PutEventsProps {
  readonly buses: readonly EventBusPlan[];
  readonly take: TakeEvent;
  /** The code by which an event is refused, to provoke what a bus in AWS does at its limits. */
  readonly refuse: (event: LocalEvent) => string | undefined;
}

export interface PutEventsAnswer {
  readonly statusCode: number;
  readonly body: JsonObject;
}

const maximumEntries = 10;
const maximumBytes = 256 * 1024;
/** Its time, as EventBridge counts it. */
const timeBytes = 14;

const failure = (type: string, message: string): PutEventsAnswer => ({
  statusCode: 400,
  body: { __type: type, message },
});

const textOf = (entry: JsonObject, name: string): string => {
  const value = entry[name];
  return typeof value === 'string' ? value : '';
};

const bytesOf = (entry: JsonObject): number =>
  ['Source', 'DetailType', 'Detail'].reduce((sum, name) => sum + Buffer.byteLength(textOf(entry, name)), 0) +
  (entry.Time === undefined ? 0 : timeBytes);

function parseDetail(text: string): JsonObject | undefined {
  try {
    const parsed: Json = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

const refused = (code: string): JsonObject => ({ ErrorCode: code, ErrorMessage: `the event was refused: ${code}` });

/** What a bus answers to one entry; the event is taken where it has an id. */
function putEntry({ take, refuse }: PutEventsProps, entry: JsonObject): JsonObject {
  const source = textOf(entry, 'Source');
  const detailType = textOf(entry, 'DetailType');
  if (source === '' || detailType === '') return refused('InvalidArgument');
  const detail = parseDetail(textOf(entry, 'Detail'));
  if (detail === undefined) return refused('MalformedDetail');
  const given = randomUUID();
  const event = { id: textOf(detail, 'eventId') || given, source, detailType, detail };
  const code = refuse(event);
  if (code !== undefined) return refused(code);
  take(event);
  return { EventId: given };
}

/**
 * `PutEvents` of EventBridge: rights on each bus, limits of a call, and entries that fail on their own. Where targets are
 * hung on a bus nothing is called: who runs the stack is told.
 */
export function putEvents(props: PutEventsProps, caller: Caller, request: Json | undefined): PutEventsAnswer {
  const entries = isJsonObject(request) && isJsonArray(request.Entries) ? request.Entries.filter(isJsonObject) : [];
  if (entries.length === 0 || entries.length > maximumEntries) {
    return failure(
      'ValidationException',
      `a call takes 1 to ${maximumEntries} entries, this one has ${entries.length}`,
    );
  }
  const bytes = entries.reduce((sum, entry) => sum + bytesOf(entry), 0);
  if (bytes > maximumBytes) {
    return failure('ValidationException', `a call takes ${maximumBytes} bytes, this one has ${bytes}`);
  }
  for (const entry of entries) {
    const name = textOf(entry, 'EventBusName');
    const bus = props.buses.find((known) => known.name === name || known.arn === name);
    if (bus === undefined) return failure('ResourceNotFoundException', `there is no event bus "${name}"`);
    const sentence = caller.refusal('events:PutEvents', bus.arn);
    if (sentence !== undefined) return failure('AccessDeniedException', sentence);
  }
  const results = entries.map((entry) => putEntry(props, entry));
  const failed = results.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
  return { statusCode: 200, body: { FailedEntryCount: failed, Entries: results } };
}
