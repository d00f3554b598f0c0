import { DeleteCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { AtRiskCrossing } from '../../domain/delivery/at-risk-crossing.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { textOf } from '../attributes.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { atRiskKey, type ChangeAgain, encodeAgain, encodeAtRisk, outboxPartition } from './outbox-codec.ts';

/**
 * Rows of `Offers` that are there to be told of by its stream: crossings that a night found, and changes whose records
 * failed. They expire once nobody can come upon the same again.
 */
export interface OutboxStore {
  /** Puts a crossing where none is of its day; false where there is one. */
  putAtRisk(crossing: AtRiskCrossing): Promise<boolean>;
  /** Takes a crossing back; repeating it is harmless. It may have been told by then. */
  removeAtRisk(customerId: CustomerId, date: string): Promise<void>;
  /** Has a change told again, under the ids of its events; putting it again tells it once more. */
  putAgain(customerId: CustomerId, sequenceNumber: string, change: ChangeAgain, now: Date): Promise<void>;
  /** Deletes what there is of a customer, as an erasure does. One query. */
  removeAll(customerId: CustomerId): Promise<void>;
}

/** A stream keeps a record for a day; a night of the day may be run again within another. */
const lifeSeconds = 2 * 86_400;

export function createOutboxStore(access: TableAccess): OutboxStore {
  const TableName = tableNameIn(access, 'offers');
  const { documents } = access;
  const expiryFrom = (instant: number): number => Math.floor(instant / 1000) + lifeSeconds;
  return {
    putAtRisk: (crossing) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: encodeAtRisk(crossing, expiryFrom(Date.parse(crossing.foundAt))),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    async removeAtRisk(customerId, date) {
      const Key = atRiskKey(customerId, date);
      await request(() => documents.send(new DeleteCommand({ TableName, Key })));
    },

    async putAgain(customerId, sequenceNumber, change, now) {
      const Item = encodeAgain(customerId, sequenceNumber, change, expiryFrom(now.getTime()));
      await request(() => documents.send(new PutCommand({ TableName, Item })));
    },

    async removeAll(customerId) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition',
          ExpressionAttributeValues: { ':partition': outboxPartition(customerId) },
          ProjectionExpression: 'pk, sk',
        },
      );
      for await (const page of pages) {
        for (const row of page.Items ?? []) {
          const Key = { pk: textOf(row, 'pk'), sk: textOf(row, 'sk') };
          await request(() => documents.send(new DeleteCommand({ TableName, Key })));
        }
      }
    },
  };
}
