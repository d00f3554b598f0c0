import { BatchGetCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { CustomerProfile } from '../../domain/customers/customer-profile.ts';
import { customerOfPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { textOf } from '../attributes.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';
import { decodeProfile, encodeProfile, profileKey } from './profile-codec.ts';

/**
 * What the shop says of its customers, a row each in `History`, in the customer's own partition: so it goes with an
 * erasure. Read consistently, as an objection holds from the moment it was taken. The stream
 * tells of a change, so that the customer's row follows.
 */
export interface ProfilesStore {
  find(customerId: CustomerId): Promise<CustomerProfile | undefined>;
  /** Those there are, of any number. One read unit each. */
  findMany(customerIds: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, CustomerProfile>>;
  /** Puts a profile whole in place of what was sent before. */
  put(profile: CustomerProfile): Promise<void>;
}

/** Keys DynamoDB takes in one BatchGetItem. */
const maximumBatchKeys = 100;

export function createProfilesStore(access: TableAccess): ProfilesStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    async find(customerId) {
      const Key = profileKey(customerId);
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : decodeProfile(customerId, answer.Item);
    },

    async findMany(customerIds) {
      const profiles = new Map<CustomerId, CustomerProfile>();
      for (let start = 0; start < customerIds.length; start += maximumBatchKeys) {
        let pending: Record<string, unknown>[] = customerIds.slice(start, start + maximumBatchKeys).map(profileKey);
        while (pending.length > 0) {
          const Keys = pending;
          const answer = await request(() =>
            documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } })),
          );
          for (const row of answer.Responses?.[TableName] ?? []) {
            const customerId = customerOfPartition(textOf(row, 'pk'));
            if (customerId !== undefined) profiles.set(customerId, decodeProfile(customerId, row));
          }
          pending = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
        }
      }
      return profiles;
    },

    async put(profile) {
      await request(() => documents.send(new PutCommand({ TableName, Item: encodeProfile(profile) })));
    },
  };
}
