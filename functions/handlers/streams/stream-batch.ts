import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type ConsumeChanges, consumeChanges } from '../../flows/consume-changes.ts';
import type { ChangedRow } from '../../stores/changed-keys.ts';
import { logFailure } from '../log.ts';

/** A changed row with its place in the stream. */
export type Change = ChangedRow & { readonly sequenceNumber: string };

function changeOf({ dynamodb }: DynamoDBRecord): Change[] {
  const partitionKey = dynamodb?.Keys?.pk?.S;
  const sequenceNumber = dynamodb?.SequenceNumber;
  if (partitionKey === undefined || sequenceNumber === undefined) return [];
  return [{ partitionKey, sortKey: dynamodb?.Keys?.sk?.S ?? '', sequenceNumber }];
}

/** Works a batch of stream records by key; only keys are read from them, the facts are read afresh. */
export async function consumeStreamBatch<Key>(
  event: DynamoDBStreamEvent,
  consumer: Pick<ConsumeChanges<Change, Key>, 'keyOf' | 'work' | 'width'>,
): Promise<DynamoDBBatchResponse> {
  const failedFrom = await consumeChanges({
    ...consumer,
    changes: event.Records.flatMap(changeOf),
    onFailure: (key, error) => logFailure('a key of the batch failed', error, { key }),
  });
  return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
}
