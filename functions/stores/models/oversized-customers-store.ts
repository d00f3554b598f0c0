import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/** Customers with more facts than a stream consumer reads; the nightly job refreshes them. */
export interface OversizedCustomersStore {
  /** Adds a customer; adding one twice changes nothing. */
  add(customerId: CustomerId): Promise<void>;
  /** Takes a customer off; one that is not on it changes nothing. */
  remove(customerId: CustomerId): Promise<void>;
  list(): Promise<readonly CustomerId[]>;
}

const Key = { pk: 'oversized-customers', sk: 'current' };

export function createOversizedCustomersStore(access: TableAccess): OversizedCustomersStore {
  const TableName = tableNameIn(access, 'models');
  const { documents } = access;
  return {
    async add(customerId) {
      await request(() =>
        documents.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'ADD customers :customer',
            ExpressionAttributeValues: { ':customer': new Set([customerId]) },
          }),
        ),
      );
    },
    async remove(customerId) {
      await request(() =>
        documents.send(
          new UpdateCommand({
            TableName,
            Key,
            UpdateExpression: 'DELETE customers :customer',
            ExpressionAttributeValues: { ':customer': new Set([customerId]) },
          }),
        ),
      );
    },
    async list() {
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      const customers: unknown = answer.Item?.customers;
      return customers instanceof Set ? [...customers].map(String).sort().map(toCustomerId) : [];
    },
  };
}
