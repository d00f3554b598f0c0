import { customerPartition } from '../../domain/fact-partition.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';

const mergedSortKey = 'merged';
const sourcePrefix = 'merged-from#';

/** The row of a customer that says into whom they were merged. */
export const mergeKey = (from: CustomerId) => ({ pk: customerPartition(from), sk: mergedSortKey });
export const isMergeSortKey = (sortKey: string): boolean => sortKey === mergedSortKey;

/** The row of a customer that says who was merged into them. */
export const sourceKey = (into: CustomerId, from: CustomerId) => ({
  pk: customerPartition(into),
  sk: `${sourcePrefix}${from}`,
});
export const sourceOfSortKey = (sortKey: string): CustomerId | undefined =>
  sortKey.startsWith(sourcePrefix) ? toCustomerId(sortKey.slice(sourcePrefix.length)) : undefined;
