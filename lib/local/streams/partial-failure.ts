import { isJsonArray, isJsonObject, type Json } from '../json.ts';
import type { QueuedRecord } from './event-batch.ts';

function parse(payloadText: string): Json | undefined {
  try {
    const parsed: Json = JSON.parse(payloadText);
    return parsed;
  } catch {
    return undefined;
  }
}

/**
 * How many records of the batch a function finished, by its `batchItemFailures`: all up to the lowest failed
 * sequence number. As Lambda has it, no list, or an empty one, means all; an unknown or empty identifier none.
 */
export function finishedRecords(batch: readonly QueuedRecord[], payloadText: string): number {
  const response = parse(payloadText);
  const failures = isJsonObject(response) ? response.batchItemFailures : undefined;
  if (failures === undefined || failures === null) return batch.length;
  if (!isJsonArray(failures)) return 0;
  const indexes = failures.map((failure) => {
    const identifier = isJsonObject(failure) ? failure.itemIdentifier : undefined;
    return batch.findIndex(({ record }) => record.dynamodb.SequenceNumber === identifier);
  });
  return indexes.reduce((lowest, index) => Math.min(lowest, Math.max(0, index)), batch.length);
}
