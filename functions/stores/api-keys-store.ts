import { GetCommand, PutCommand, paginateScan, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { ApiKeyRecord } from '../domain/access/api-key.ts';
import { isScope } from '../domain/access/scope.ts';
import type { Instant } from '../domain/orders/order.ts';
import { defined, optionalTextOf, type Row, textOf, textsOf } from './attributes.ts';
import { conditional, request, type TableAccess, tableNameIn } from './table-access.ts';

/** The keys of the shop's systems, by hash. */
export interface ApiKeysStore {
  /** The record of a key, or undefined. One read unit. */
  find(keyHash: string): Promise<ApiKeyRecord | undefined>;
  /** Puts a new key; false where its hash is taken. */
  add(record: ApiKeyRecord): Promise<boolean>;
  /** Marks a key as revoked; false where it is not known or was revoked before. */
  revoke(keyHash: string, revokedAt: Instant): Promise<boolean>;
  /** Every key, revoked ones too: for the operator's command line only, as it scans. */
  list(): Promise<readonly ApiKeyRecord[]>;
}

const encode = ({ keyHash, scopes, ...rest }: ApiKeyRecord): Row =>
  defined({ pk: keyHash, scopes: [...scopes], ...rest });

const decode = (row: Row): ApiKeyRecord =>
  defined({
    keyHash: textOf(row, 'pk'),
    keyId: textOf(row, 'keyId'),
    label: textOf(row, 'label'),
    scopes: textsOf(row, 'scopes').filter(isScope),
    createdAt: textOf(row, 'createdAt'),
    revokedAt: optionalTextOf(row, 'revokedAt'),
  });

export function createApiKeysStore(access: TableAccess): ApiKeysStore {
  const TableName = tableNameIn(access, 'apiKeys');
  const { documents } = access;
  return {
    async find(keyHash) {
      // Consistent: a key may be used in the second it is made, and the gateway keeps a refusal for a minute.
      const command = new GetCommand({ TableName, Key: { pk: keyHash }, ConsistentRead: true });
      const answer = await request(() => documents.send(command));
      return answer.Item === undefined ? undefined : decode(answer.Item);
    },

    add: (record) =>
      conditional(() =>
        documents.send(
          new PutCommand({ TableName, Item: encode(record), ConditionExpression: 'attribute_not_exists(pk)' }),
        ),
      ),

    revoke: (keyHash, revokedAt) =>
      conditional(() =>
        documents.send(
          new UpdateCommand({
            TableName,
            Key: { pk: keyHash },
            UpdateExpression: 'SET revokedAt = :revokedAt',
            // An update of a row that is not there would make one.
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(revokedAt)',
            ExpressionAttributeValues: { ':revokedAt': revokedAt },
          }),
        ),
      ),

    async list() {
      const records: ApiKeyRecord[] = [];
      for await (const page of paginateScan({ client: documents }, { TableName, ConsistentRead: true })) {
        records.push(...(page.Items ?? []).map(decode));
      }
      return records;
    },
  };
}
