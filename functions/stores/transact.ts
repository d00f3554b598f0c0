import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { hasCode } from '../domain/errors.ts';
import { isRow } from './attributes.ts';
import { request, type TableAccess } from './table-access.ts';

export type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * What became of a transaction. `changed`: a condition did not hold, so a row is not as it was read. `contended`: rows of
 * it were being written by others, or the database is too busy. Of neither anything was written, as far as is known; in
 * both cases who reads again learns how things stand.
 */
export type TransactionOutcome = 'done' | 'changed' | 'contended';

const contentionCodes = new Set<unknown>([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

/** Why each row of a cancelled transaction did not let it through; undefined for any other error. */
function cancellationCodes(error: unknown): readonly unknown[] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  const reasons: unknown = Reflect.get(error, 'CancellationReasons');
  return Array.isArray(reasons) ? reasons.map((reason) => (isRow(reason) ? reason.Code : undefined)) : [];
}

const isInProgress = (error: unknown): boolean =>
  error instanceof Error && error.name === 'TransactionInProgressException';

/**
 * Writes all rows or none.
 * @param token 1 to 36 characters. A second request of the same token and rows within ten minutes writes nothing and is
 * answered as the first was: so an answer that was lost may be asked for again
 */
export async function transact(
  { documents }: TableAccess,
  items: readonly TransactItem[],
  token?: string,
): Promise<TransactionOutcome> {
  const input = { TransactItems: [...items], ...(token === undefined ? {} : { ClientRequestToken: token }) };
  try {
    await request(() => documents.send(new TransactWriteCommand(input)));
    return 'done';
  } catch (error) {
    const codes = cancellationCodes(error);
    if (codes?.includes('ConditionalCheckFailed')) return 'changed';
    if (codes?.some((code) => contentionCodes.has(code))) return 'contended';
    if (isInProgress(error) || hasCode(error, 'store.throttled')) return 'contended';
    throw error;
  }
}
