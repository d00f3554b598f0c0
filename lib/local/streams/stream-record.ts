import { randomBytes } from 'node:crypto';
import type { JsonObject } from '../json.ts';
import { localRegion } from '../template/local-account.ts';

const streamViews = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES'] as const;
export type StreamView = (typeof streamViews)[number];

export const isStreamView = (text: string): text is StreamView => (streamViews as readonly string[]).includes(text);

/** A row in DynamoDB's own JSON: attribute name to `{S: …}`, `{N: …}`, … */
export type Row = JsonObject;

export interface RowChange {
  readonly before?: Row;
  readonly after?: Row;
  /** Made by the removal of rows past their time to live. */
  readonly expired?: boolean;
}

/** The part of a record that filters look at; the rest is added only to records that somebody wants. */
export interface RecordCandidate {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    readonly Keys: JsonObject;
    readonly NewImage?: Row;
    readonly OldImage?: Row;
    readonly StreamViewType: StreamView;
  };
}

/** A stream record as Lambda hands it to a function. */
export interface StreamRecord extends RecordCandidate {
  /** 32 hexadecimal digits. */
  readonly eventID: string;
  readonly eventVersion: '1.1';
  readonly eventSourceARN: string;
  readonly userIdentity?: { readonly type: 'Service'; readonly principalId: 'dynamodb.amazonaws.com' };
  readonly dynamodb: RecordCandidate['dynamodb'] & {
    /** 21 digits, growing; ordered alike as text and as number. */
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    /** Epoch seconds. */
    readonly ApproximateCreationDateTime: number;
  };
}

/** The candidate of a change, cut to what the stream's view shows. */
export function recordCandidate(change: RowChange, keyNames: readonly string[], view: StreamView): RecordCandidate {
  const { before, after } = change;
  const row = after ?? before ?? {};
  const keys: Record<string, Row[string]> = {};
  for (const name of keyNames) {
    const value = row[name];
    if (value !== undefined) keys[name] = value;
  }
  const showsNew = view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  const showsOld = view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES';
  return {
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventSource: 'aws:dynamodb',
    awsRegion: localRegion,
    dynamodb: {
      Keys: keys,
      ...(showsNew && after ? { NewImage: after } : {}),
      ...(showsOld && before ? { OldImage: before } : {}),
      StreamViewType: view,
    },
  };
}

/** Completes a candidate; `sizeBytes` is that of keys and images together. */
export function completeRecord(
  candidate: RecordCandidate,
  given: {
    readonly streamArn: string;
    readonly sequenceNumber: string;
    readonly sizeBytes: number;
    readonly epochMilliseconds: number;
    readonly expired: boolean;
  },
): StreamRecord {
  return {
    eventID: randomBytes(16).toString('hex'),
    eventVersion: '1.1',
    ...candidate,
    dynamodb: {
      ...candidate.dynamodb,
      ApproximateCreationDateTime: Math.floor(given.epochMilliseconds / 1000),
      SequenceNumber: given.sequenceNumber,
      SizeBytes: given.sizeBytes,
    },
    ...(given.expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } as const } : {}),
    eventSourceARN: given.streamArn,
  };
}

/**
 * Sequence numbers that grow within a run and from run to run: they start at the clock, and no run makes
 * 100,000 records a millisecond.
 */
export function sequenceNumbers(startEpochMilliseconds: number): () => string {
  const base = BigInt(startEpochMilliseconds) * 100_000n;
  let made = 0n;
  return () => {
    made += 1n;
    return (base + made).toString().padStart(21, '0');
  };
}
