import { paginateScan, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type CustomerProfile, objects } from '../../domain/customers/customer-profile.ts';
import { customerOfPartition, customerPartition, isFactPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { CustomerFact } from '../../domain/orders/order.ts';
import type { ServiceEvent } from '../../domain/service/service-event.ts';
import type { GroupChangeFact } from '../../domain/standing/customer-group.ts';
import { type Row, textOf } from '../attributes.ts';
import { decodeProfile, isProfileRow } from '../customers/profile-codec.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { decodeCustomerFact } from './customer-fact-codec.ts';
import { decodeGroupChange, isGroupChangeRow } from './group-codec.ts';
import { decodeServiceEvent, isServiceEventRow } from './service-event-codec.ts';

/** All that happened between a customer and the shop. */
export interface WholeHistory {
  readonly customerId: CustomerId;
  readonly facts: readonly CustomerFact[];
  readonly events: readonly ServiceEvent[];
  /** By date, as the nights wrote them. */
  readonly groupChanges: readonly GroupChangeFact[];
  /** The customer objects to being profiled. */
  readonly objects: boolean;
  /** What the shop says of the customer; absent where it said nothing. */
  readonly profile?: CustomerProfile;
}

/** Histories with their service events, which nothing needs that is done order by order. Every read is consistent. */
export interface CustomerHistoriesStore {
  /** Of one customer, whole however long; empty of one who is not known. */
  find(customerId: CustomerId): Promise<WholeHistory>;
  /** Of every customer of a segment of the table, one at a time: for nightly work only. */
  scan(segment: number, totalSegments: number): AsyncIterable<WholeHistory>;
}

function historyOf(customerId: CustomerId, rows: readonly Row[]): WholeHistory {
  const facts: CustomerFact[] = [];
  const events: ServiceEvent[] = [];
  const groupChanges: GroupChangeFact[] = [];
  let profile: CustomerProfile | undefined;
  for (const row of rows) {
    const fact = decodeCustomerFact(row);
    if (fact !== undefined) facts.push(fact);
    else if (isServiceEventRow(row)) events.push(decodeServiceEvent(row));
    else if (isGroupChangeRow(row)) groupChanges.push(decodeGroupChange(row));
    else if (isProfileRow(row)) profile = decodeProfile(customerId, row);
  }
  return {
    customerId,
    facts,
    events,
    groupChanges,
    objects: objects(profile),
    ...(profile === undefined ? {} : { profile }),
  };
}

const customerOfRow = (row: Row): CustomerId | undefined => {
  const partition = textOf(row, 'pk');
  return isFactPartition(partition) ? customerOfPartition(partition) : undefined;
};

/** Rows of a page of 1 MB take twenty times that while they are decoded, and segments are read side by side. */
const rowsOfPage = 500;

export function createCustomerHistoriesStore(access: TableAccess): CustomerHistoriesStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    async find(customerId) {
      const rows: Row[] = [];
      let ExclusiveStartKey: Record<string, unknown> | undefined;
      do {
        const answer = await request(() =>
          documents.send(
            new QueryCommand({
              TableName,
              ConsistentRead: true,
              KeyConditionExpression: 'pk = :partition',
              ExpressionAttributeValues: { ':partition': customerPartition(customerId) },
              ...(ExclusiveStartKey === undefined ? {} : { ExclusiveStartKey }),
            }),
          ),
        );
        rows.push(...(answer.Items ?? []));
        ExclusiveStartKey = answer.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined);
      return historyOf(customerId, rows);
    },

    async *scan(segment, totalSegments) {
      const pages = paginateScan(
        { client: documents, pageSize: rowsOfPage },
        { TableName, ConsistentRead: true, Segment: segment, TotalSegments: totalSegments },
      );
      // A scan gives the rows of a partition one after another, as they are kept together.
      let customerId: CustomerId | undefined;
      let rows: Row[] = [];
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const next = customerOfRow(row);
          if (next !== customerId) {
            if (customerId !== undefined) yield historyOf(customerId, rows);
            customerId = next;
            rows = [];
          }
          if (next !== undefined) rows.push(row);
        }
      }
      if (customerId !== undefined) yield historyOf(customerId, rows);
    },
  };
}
