import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type ConsumeChanges, consumeChanges } from '../../flows/consume-changes.ts';
import type { ChangedRow, RowImage } from '../../stores/changed-keys.ts';
import { logFailure } from '../log.ts';

/** A changed row with its place in the stream; images only where the stream has them. */
export interface Change extends ChangedRow {
  readonly sequenceNumber: string;
  readonly before: RowImage | undefined;
  readonly after: RowImage | undefined;
}

function changeOf({ dynamodb }: DynamoDBRecord): Change[] {
  const partitionKey = dynamodb?.Keys?.pk?.S;
  const sequenceNumber = dynamodb?.SequenceNumber;
  if (partitionKey === undefined || sequenceNumber === undefined) return [];
  const images = { before: dynamodb?.OldImage, after: dynamodb?.NewImage };
  return [{ partitionKey, sortKey: dynamodb?.Keys?.sk?.S ?? '', sequenceNumber, ...images }];
}

/** Works a batch of stream records by key; images say at most whether there is work, the facts are read afresh. */
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
