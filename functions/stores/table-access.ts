import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { HoldfastError } from '../domain/errors.ts';
import { physicalTableName, type TableKey } from './tables.ts';

/** What a store needs to reach its table. */
export interface TableAccess {
  readonly documents: DynamoDBDocumentClient;
  readonly stackName: string;
}

export const tableNameIn = (access: TableAccess, table: TableKey): string => physicalTableName(access.stackName, table);

const throttlingNames = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ServiceUnavailable',
  'TransactionConflictException',
]);

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/**
 * Runs a request and translates the errors that callers are expected to handle; every other one passes untouched.
 * `store.throttled` stands for all answers that mean "later", after the client's own attempts are used up.
 */
export async function request<Result>(send: () => Promise<Result>): Promise<Result> {
  try {
    return await send();
  } catch (error) {
    if (throttlingNames.has(nameOf(error))) {
      throw new HoldfastError('store.throttled', 'the database is too busy; the same request may be sent again', {
        cause: error,
      });
    }
    if (nameOf(error) === 'ValidationException' && error instanceof Error && /item size/i.test(error.message)) {
      throw new HoldfastError('store.item-too-large', 'a row may take at most 400 KB', { cause: error });
    }
    throw error;
  }
}

/** Runs a conditional write: true when it was done, false when its condition did not hold. */
export async function conditional(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await request(send);
    return true;
  } catch (error) {
    if (nameOf(error) === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
