import { DeleteCommand, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { customerPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { GroupChangeFact } from '../../domain/standing/customer-group.ts';
import { textOf } from '../attributes.ts';
import { groupSortKey } from '../key-codec.ts';
import { conditional, request, type TableAccess, tableNameIn } from '../table-access.ts';
import { decodeGroupChange, encodeGroupChange, groupChangeKey } from './group-codec.ts';

/** Changes of group, facts of the customer's own partition. The nightly job alone writes them, one a day at most. */
export interface GroupChangesStore {
  /** Puts a change where none is of its day; false where there is one. */
  putAbsent(customerId: CustomerId, change: GroupChangeFact): Promise<boolean>;
  /** The change of a day, read consistently. */
  find(customerId: CustomerId, date: string): Promise<GroupChangeFact | undefined>;
  /** Takes all changes of a customer back, as an erasure does. One query. */
  removeAll(customerId: CustomerId): Promise<void>;
  /** Takes the change of a day back; repeating it is harmless. */
  remove(customerId: CustomerId, date: string): Promise<void>;
}

export function createGroupChangesStore(access: TableAccess): GroupChangesStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    putAbsent: (customerId, change) =>
      conditional(() =>
        documents.send(
          new PutCommand({
            TableName,
            Item: encodeGroupChange(customerId, change),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        ),
      ),

    async find(customerId, date) {
      const Key = groupChangeKey(customerId, date);
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : decodeGroupChange(answer.Item);
    },

    async removeAll(customerId) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :partition AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':partition': customerPartition(customerId), ':prefix': groupSortKey('') },
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

    async remove(customerId, date) {
      const Key = groupChangeKey(customerId, date);
      await request(() => documents.send(new DeleteCommand({ TableName, Key })));
    },
  };
}
