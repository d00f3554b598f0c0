import { type AtRiskCrossing, crossingCauses } from '../../domain/delivery/at-risk-crossing.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import { corruptAttribute, isRow, type Row, textOf } from '../attributes.ts';
import { expiryAttribute } from '../tables.ts';

const partitionPrefix = 'outbox#';
const atRiskPrefix = 'at-risk#';
const againPrefix = 'again#';

export const outboxPartition = (customerId: CustomerId): string => `${partitionPrefix}${customerId}`;
export const outboxCustomer = (partition: string): CustomerId | undefined =>
  partition.startsWith(partitionPrefix) ? toCustomerId(partition.slice(partitionPrefix.length)) : undefined;

export const isAtRiskRow = (row: Row): boolean => textOf(row, 'sk').startsWith(atRiskPrefix);
export const isAgainRow = (row: Row): boolean => textOf(row, 'sk').startsWith(againPrefix);

export const atRiskKey = (customerId: CustomerId, date: string) => ({
  pk: outboxPartition(customerId),
  sk: `${atRiskPrefix}${date}`,
});

export const encodeAtRisk = (
  { customerId, date, because, foundAt }: AtRiskCrossing,
  expiresAtEpochSeconds: number,
): Row => ({
  ...atRiskKey(customerId, date),
  because,
  foundAt,
  [expiryAttribute]: expiresAtEpochSeconds,
});

/** Reads a crossing back; a row of another shape is `store.corrupt-row`. */
export function decodeAtRisk(row: Row): AtRiskCrossing {
  const customerId = outboxCustomer(textOf(row, 'pk'));
  if (customerId === undefined) throw corruptAttribute(row, 'pk', 'that of an outbox');
  const because = crossingCauses.find((cause) => cause === row.because);
  if (because === undefined) throw corruptAttribute(row, 'because', `one of ${crossingCauses.join(', ')}`);
  return { customerId, date: textOf(row, 'sk').slice(atRiskPrefix.length), because, foundAt: textOf(row, 'foundAt') };
}

/** A change whose record failed, whole, to be told again. */
export interface ChangeAgain {
  readonly before?: Row;
  readonly after: Row;
  /** ISO 8601. */
  readonly changedAt: string;
}

export const encodeAgain = (
  customerId: CustomerId,
  sequenceNumber: string,
  change: ChangeAgain,
  expiresAtEpochSeconds: number,
): Row => ({
  pk: outboxPartition(customerId),
  sk: `${againPrefix}${sequenceNumber}`,
  ...change,
  [expiryAttribute]: expiresAtEpochSeconds,
});

export function decodeAgain(row: Row): ChangeAgain {
  const { before, after } = row;
  if (!isRow(after)) throw corruptAttribute(row, 'after', 'a row');
  return { ...(isRow(before) ? { before } : {}), after, changedAt: textOf(row, 'changedAt') };
}
