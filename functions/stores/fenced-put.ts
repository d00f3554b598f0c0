import { PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { conditional, type TableAccess, tableNameIn } from './table-access.ts';
import type { TableKey } from './tables.ts';

/** Integer that grows by one with every write of a row; `undefined` where there is no row. */
export type Revision = number | undefined;

type FencedItem = Pick<PutCommandInput, 'TableName' | 'Item' | 'ConditionExpression' | 'ExpressionAttributeValues'>;

/** A put on condition that nobody wrote the row since its revision was read, also for transactions. */
export const fencedItem = (
  access: TableAccess,
  table: TableKey,
  row: Readonly<Record<string, unknown>>,
  seenRevision: Revision,
): FencedItem => ({
  TableName: tableNameIn(access, table),
  Item: { ...row, revision: (seenRevision ?? 0) + 1 },
  ...(seenRevision === undefined
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'revision = :seen', ExpressionAttributeValues: { ':seen': seenRevision } }),
});

/**
 * Puts a derived row on condition that nobody wrote it since its revision was read: the third step of the fence.
 * @returns false when somebody did; the caller starts again from the first step.
 */
export const putFenced = (
  access: TableAccess,
  table: TableKey,
  row: Readonly<Record<string, unknown>>,
  seenRevision: Revision,
): Promise<boolean> =>
  conditional(() => access.documents.send(new PutCommand(fencedItem(access, table, row, seenRevision))));
