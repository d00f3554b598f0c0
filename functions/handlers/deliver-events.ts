import { setTimeout as pause } from 'node:timers/promises';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { eventDetail } from '../contracts/delivery/event-detail.ts';
import { deliverEvents, type StreamedChange } from '../flows/delivery/deliver-events.ts';
import { createProfilesStore } from '../stores/customers/profiles-store.ts';
import { changeOfRecord, eventsOfChange } from '../stores/delivery/changed-offers.ts';
import { createEventBus } from '../stores/delivery/event-bus.ts';
import { environment } from './environment.ts';
import { logFailure, logInfo } from './log.ts';
import { tableAccess } from './wiring.ts';

const { currency, stackName } = environment();
const deps: Parameters<typeof deliverEvents>[0] = {
  // The bus is named like the stack.
  bus: createEventBus(stackName),
  profiles: createProfilesStore(tableAccess()),
  detailOf: (event, context) => JSON.stringify(eventDetail(event, { ...context, currency })),
  pause: (milliseconds) => pause(milliseconds),
  onRefused: (code, count) => logInfo('events were refused', { code, count }),
  onUnreadable: (sequenceNumber, error) => logFailure('a change cannot be read', error, { sequenceNumber }),
};

const changesOf = ({ Records }: DynamoDBStreamEvent): readonly StreamedChange[] =>
  Records.flatMap(({ dynamodb }) => {
    const sequenceNumber = dynamodb?.SequenceNumber;
    if (sequenceNumber === undefined) return [];
    const events = () => {
      const change = changeOfRecord(dynamodb ?? {});
      return change === undefined ? [] : eventsOfChange(change);
    };
    return [{ sequenceNumber, events }];
  });

/** Reads `Offers`: tells the bus of offers issued, redeemed and withdrawn, and of customers at risk. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failedFrom = await deliverEvents(deps, changesOf(event));
  return { batchItemFailures: failedFrom === undefined ? [] : [{ itemIdentifier: failedFrom }] };
}
