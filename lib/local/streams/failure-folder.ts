import { randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventSourcePlan } from '../plan/local-plan.ts';
import { eventText, type QueuedRecord } from './event-batch.ts';

export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

export interface FailedBatch {
  readonly source: EventSourcePlan;
  readonly batch: readonly QueuedRecord[];
  readonly condition: FailureCondition;
  readonly requestId: string;
  readonly invokeCount: number;
  readonly epochMilliseconds: number;
}

/** One shard a table: a single machine needs no more. */
const shardId = 'shardId-00000000000000000001-local';

const isoSeconds = (epochMilliseconds: number): string => `${new Date(epochMilliseconds).toISOString().slice(0, 19)}Z`;

/** The document Lambda puts to S3 for records of a DynamoDB stream that it gives up on. */
export function failureDocument({ source, batch, condition, requestId, invokeCount, epochMilliseconds }: FailedBatch) {
  const first = batch[0];
  const last = batch.at(-1);
  return {
    requestContext: {
      requestId,
      functionArn: source.function.arn,
      condition,
      approximateInvokeCount: invokeCount,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: new Date(epochMilliseconds).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first?.record.dynamodb.SequenceNumber,
      endSequenceNumber: last?.record.dynamodb.SequenceNumber,
      approximateArrivalOfFirstRecord: isoSeconds(first?.arrivedEpochMilliseconds ?? 0),
      approximateArrivalOfLastRecord: isoSeconds(last?.arrivedEpochMilliseconds ?? 0),
      batchSize: batch.length,
      streamArn: source.table.stream?.arn,
    },
    payload: eventText(batch),
  };
}

/** Writes `<folder>/<function>/<time>-<uuid>.json`, whole or not at all. */
export async function keepFailedBatch(folder: string, failed: FailedBatch): Promise<void> {
  const directory = join(folder, failed.source.function.name);
  const time = new Date(failed.epochMilliseconds).toISOString().replaceAll(':', '.');
  const path = join(directory, `${time}-${randomUUID()}.json`);
  await mkdir(directory, { recursive: true });
  await writeFile(`${path}.part`, JSON.stringify(failureDocument(failed)));
  await rename(`${path}.part`, path);
}
