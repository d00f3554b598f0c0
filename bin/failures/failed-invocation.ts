import * as z from 'zod';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { FailedKeys } from '../../functions/flows/redrive.ts';
import { changedCustomer, changedItem, changedOrder } from '../../functions/stores/changed-keys.ts';
import { changeOfRecord, customerOfChange } from '../../functions/stores/delivery/changed-offers.ts';
import { physicalTableName } from '../../functions/stores/tables.ts';

const streamRecord = z.object({
  Keys: z.object({ pk: z.object({ S: z.string() }), sk: z.object({ S: z.string() }).optional() }),
  SequenceNumber: z.string().optional(),
  ApproximateCreationDateTime: z.number().optional(),
  OldImage: z.unknown().optional(),
  NewImage: z.unknown().optional(),
});

const record = z.object({ eventSourceARN: z.string(), dynamodb: streamRecord });

/** What Lambda writes for a batch it gave up on: the original event as text in `payload`. */
const failedInvocation = z.object({ payload: z.string() });
const streamEvent = z.object({ Records: z.array(record) });

/** `…:table/holdfast-dev-History/stream/…` */
const tableOfStream = (arn: string): string | undefined => /:table\/([^/]+)\/stream\//.exec(arn)?.[1];

function parseJson(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HoldfastError('redrive.not-json', `${name} is not JSON`, { cause });
  }
}

/** What a record of `Offers` told is known from it alone: the row may have changed since. */
function failedOffer(record: z.infer<typeof streamRecord>): FailedKeys['offers'][number] | undefined {
  const change = changeOfRecord(record);
  const customerId = change && customerOfChange(change);
  const { SequenceNumber: sequenceNumber } = record;
  return change && customerId !== undefined && sequenceNumber !== undefined
    ? { customerId, sequenceNumber, change }
    : undefined;
}

/**
 * The keys of a file of failed records.
 * @param name the file's name, for errors
 * @throws HoldfastError `redrive.*` where the file is none of Lambda's, or of another stack
 */
export function readFailedKeys(name: string, text: string, stackName: string): FailedKeys {
  const invocation = failedInvocation.safeParse(parseJson(name, text));
  const event = invocation.success ? streamEvent.safeParse(parseJson(name, invocation.data.payload)) : undefined;
  if (event?.success !== true) {
    throw new HoldfastError('redrive.not-records', `${name} holds no stream records as Lambda writes them`);
  }
  const keys = {
    orders: [] as FailedKeys['orders'][number][],
    customers: [] as FailedKeys['customers'][number][],
    items: [] as FailedKeys['items'][number][],
    offers: [] as FailedKeys['offers'][number][],
    redeemers: [] as FailedKeys['redeemers'][number][],
  };
  for (const { eventSourceARN, dynamodb } of event.data.Records) {
    const change = { partitionKey: dynamodb.Keys.pk.S, sortKey: dynamodb.Keys.sk?.S ?? '' };
    const table = tableOfStream(eventSourceARN);
    if (table === physicalTableName(stackName, 'history')) {
      const order = changedOrder(change);
      const customer = changedCustomer(change);
      if (order !== undefined) keys.orders.push(order);
      if (customer !== undefined) keys.customers.push(customer);
    } else if (table === physicalTableName(stackName, 'baskets')) {
      const item = changedItem(change);
      if (item !== undefined) keys.items.push(item);
    } else if (table === physicalTableName(stackName, 'offers')) {
      const offer = failedOffer(dynamodb);
      if (offer !== undefined) keys.offers.push(offer);
    } else if (table === physicalTableName(stackName, 'customers')) {
      const redeemer = changedCustomer(change);
      if (redeemer !== undefined) keys.redeemers.push(redeemer);
    } else {
      throw new HoldfastError(
        'redrive.other-stack',
        `${name} holds records of table "${table ?? eventSourceARN}", not of stack ${stackName}`,
      );
    }
  }
  return keys;
}
