import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { type EventDetail, eventDetailSchema } from '../../contracts/delivery/event-detail.ts';
import { logFailure } from '../log.ts';

/** A message is an event as the bus passes it on; of that only the detail is ours. */
const message = z.object({ detail: eventDetailSchema });

/** Works each message of a batch on its own; those that fail come again, and in the end to the dead letters. */
export async function consumeQueueBatch(
  { Records }: SQSEvent,
  work: (detail: EventDetail) => Promise<void>,
): Promise<SQSBatchResponse> {
  const outcomes = await Promise.all(
    Records.map(async ({ body, messageId }) => {
      try {
        await work(message.parse(JSON.parse(body)).detail);
        return [];
      } catch (error) {
        logFailure('an event was not delivered', error, { messageId });
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: outcomes.flat() };
}
