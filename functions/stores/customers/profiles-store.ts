import { BatchGetCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Channel, type CustomerProfile, channels, sexes } from '../../domain/customers/customer-profile.ts';
import { customerOfPartition, customerPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { defined, flagOf, isRow, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { request, type TableAccess, tableNameIn } from '../table-access.ts';

/**
 * What the shop says of its customers, a row each in `History`, in the customer's own partition: so it goes with an
 * erasure. Read consistently, as an objection holds from the moment it was taken. It is of a kind that no consumer of
 * the stream looks at.
 */
export interface ProfilesStore {
  find(customerId: CustomerId): Promise<CustomerProfile | undefined>;
  /** Those there are, of any number. One read unit each. */
  findMany(customerIds: readonly CustomerId[]): Promise<ReadonlyMap<CustomerId, CustomerProfile>>;
  /** Puts a profile whole in place of what was sent before. */
  put(profile: CustomerProfile): Promise<void>;
}

const sortKey = 'profile';
const kind = 'profile';
/** Keys DynamoDB takes in one BatchGetItem. */
const maximumBatchKeys = 100;

const keyOf = (customerId: CustomerId) => ({ pk: customerPartition(customerId), sk: sortKey });

/** DynamoDB takes no empty set and no undefined: a channel nobody spoke of is left out. */
const encode = ({ customerId, consent, ...rest }: CustomerProfile): Row =>
  defined({ ...keyOf(customerId), kind, ...rest, consent: consent === undefined ? undefined : defined(consent) });

function decodeConsent(row: Row): Partial<Record<Channel, boolean>> | undefined {
  const stored = row.consent;
  if (!isRow(stored)) return undefined;
  return Object.fromEntries(
    channels
      .filter((channel) => typeof stored[channel] === 'boolean')
      .map((channel) => [channel, flagOf(stored, channel)]),
  );
}

const optionalFlagOf = (row: Row, name: string): boolean | undefined =>
  row[name] === undefined ? undefined : flagOf(row, name);

function decode(customerId: CustomerId, row: Row): CustomerProfile {
  const sex = optionalTextOf(row, 'sex');
  return defined({
    customerId,
    consent: decodeConsent(row),
    objection: optionalFlagOf(row, 'objection'),
    birthday: optionalTextOf(row, 'birthday'),
    region: optionalTextOf(row, 'region'),
    ageBand: optionalTextOf(row, 'ageBand'),
    sex: sexes.find((known) => known === sex),
    locale: optionalTextOf(row, 'locale'),
    timeZone: optionalTextOf(row, 'timeZone'),
    test: optionalFlagOf(row, 'test'),
    acquisitionChannel: optionalTextOf(row, 'acquisitionChannel'),
  });
}

export function createProfilesStore(access: TableAccess): ProfilesStore {
  const TableName = tableNameIn(access, 'history');
  const { documents } = access;
  return {
    async find(customerId) {
      const Key = keyOf(customerId);
      const answer = await request(() => documents.send(new GetCommand({ TableName, Key, ConsistentRead: true })));
      return answer.Item === undefined ? undefined : decode(customerId, answer.Item);
    },

    async findMany(customerIds) {
      const profiles = new Map<CustomerId, CustomerProfile>();
      for (let start = 0; start < customerIds.length; start += maximumBatchKeys) {
        let pending: Record<string, unknown>[] = customerIds.slice(start, start + maximumBatchKeys).map(keyOf);
        while (pending.length > 0) {
          const Keys = pending;
          const answer = await request(() =>
            documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } })),
          );
          for (const row of answer.Responses?.[TableName] ?? []) {
            const customerId = customerOfPartition(textOf(row, 'pk'));
            if (customerId !== undefined) profiles.set(customerId, decode(customerId, row));
          }
          pending = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
        }
      }
      return profiles;
    },

    async put(profile) {
      await request(() => documents.send(new PutCommand({ TableName, Item: encode(profile) })));
    },
  };
}
