import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import type { Row } from './attributes.ts';
import { request, type TableAccess, tableNameIn } from './table-access.ts';
import type { TableKey } from './tables.ts';

/** Partition key, and sort key where the table has one. */
export interface RowKey {
  readonly pk: string;
  readonly sk?: string;
}

/** Keys DynamoDB takes in one BatchGetItem. */
const maximumBatchKeys = 100;

/**
 * Rows by key, in any order, those there are; eventual reads. What DynamoDB leaves unprocessed is asked for again.
 * @param keys distinct, any number
 * @param attributes names as in a projection expression; default all
 */
export async function* getInBatches(
  access: TableAccess,
  table: TableKey,
  keys: readonly RowKey[],
  attributes?: string,
): AsyncGenerator<Row> {
  const TableName = tableNameIn(access, table);
  const projection = attributes === undefined ? {} : { ProjectionExpression: attributes };
  for (let start = 0; start < keys.length; start += maximumBatchKeys) {
    let pending: Record<string, unknown>[] = keys.slice(start, start + maximumBatchKeys).map((key) => ({ ...key }));
    while (pending.length > 0) {
      const Keys = pending;
      const answer = await request(() =>
        access.documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys, ...projection } } })),
      );
      yield* answer.Responses?.[TableName] ?? [];
      pending = answer.UnprocessedKeys?.[TableName]?.Keys ?? [];
    }
  }
}
