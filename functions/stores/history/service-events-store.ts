import { GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { customerPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { ServiceEvent } from '../../domain/service/service-event.ts';
import { serviceEventPrefix, serviceEventSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { decodeServiceEvent, encodeServiceEvent, isServiceEventRow } from './service-event-codec.ts';

/** What happened between the shop and a customer beside orders and returns. Every read is consistent. */
export interface ServiceEventsStore {
  /** Puts an event where the customer has none of its id; false where there is one, or one was moved away. */
  put(event: ServiceEvent): Promise<boolean>;
  /** The event of an id as stored; undefined where there is none, or it was moved to another customer. */
  find(customerId: CustomerId, eventId: string): Promise<ServiceEvent | undefined>;
  /** All of a customer, by id. */
  list(customerId: CustomerId): Promise<readonly ServiceEvent[]>;
}

export function createServiceEventsStore(access: TableAccess): ServiceEventsStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    put: (event) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: encodeServiceEvent(event),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    async find(customerId, eventId) {
      const Key = { pk: customerPartition(customerId), sk: serviceEventSortKey(eventId) };
      const { Item } = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return Item !== undefined && isServiceEventRow(Item) ? decodeServiceEvent(Item) : undefined;
    },

    async list(customerId) {
      const events: ServiceEvent[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':partition': customerPartition(customerId), ':prefix': serviceEventPrefix },
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) if (isServiceEventRow(row)) events.push(decodeServiceEvent(row));
      }
      return events;
    },
  };
}
