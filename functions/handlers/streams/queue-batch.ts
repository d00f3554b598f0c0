import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { type EventDetail, eventDetailSchema } from '../../contracts/delivery/event-detail.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { logFailure, logInfo } from '../log.ts';

/** A message is an event as the bus passes it on; of that only the detail is ours. */
const message = z.object({ detail: eventDetailSchema });

/** What comes again at a better time is no failure. */
const isNotNow = (error: unknown): boolean => error instanceof HoldfastError && error.code === 'delivery.not-now';

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
        if (isNotNow(error)) logInfo('an event waits', { messageId });
        else logFailure('an event was not delivered', error, { messageId });
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: outcomes.flat() };
}
