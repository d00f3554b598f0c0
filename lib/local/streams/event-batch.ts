import { maximumPayloadBytes } from '../lambda/invocation.ts';
import type { StreamRecord } from './stream-record.ts';

/** A record on its way to one function. */
export interface QueuedRecord {
  readonly record: StreamRecord;
  readonly arrivedEpochMilliseconds: number;
}

/** The event of a batch, as text. */
export const eventText = (batch: readonly QueuedRecord[]): string =>
  JSON.stringify({ Records: batch.map(({ record }) => record) });

/** Twice the images and the fixed fields: more than the JSON of any record whose texts need few escapes. */
export const estimatedBytes = ({ record }: QueuedRecord): number => 2 * record.dynamodb.SizeBytes + 600;

/**
 * How many of the first records go into one batch: up to `batchSize`, and up to Lambda's 6 MB of payload, but
 * at least one. The size of a record is estimated at twice its images, which JSON never exceeds by far, and
 * measured only where that comes near the limit.
 */
export function batchLength(records: readonly QueuedRecord[], batchSize: number): number {
  const length = Math.min(records.length, batchSize);
  const estimate = records.slice(0, length).reduce((sum, queued) => sum + estimatedBytes(queued), 0);
  if (estimate < maximumPayloadBytes) return length;
  let bytes = 20;
  for (let index = 0; index < length; index += 1) {
    bytes += Buffer.byteLength(JSON.stringify(records[index]?.record)) + 1;
    if (bytes > maximumPayloadBytes) return Math.max(1, index);
  }
  return length;
}
