import { HoldfastError } from '../../domain/errors.ts';
import { customerPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { type GroupChangeFact, type GroupName, groupNames } from '../../domain/standing/customer-group.ts';
import { defined, optionalTextOf, type Row, textOf } from '../attributes.ts';
import { groupSortKey } from '../key-codec.ts';

export const groupChangeKey = (customerId: CustomerId, date: string) => ({
  pk: customerPartition(customerId),
  sk: groupSortKey(date),
});

export const encodeGroupChange = (customerId: CustomerId, change: GroupChangeFact): Row =>
  defined({ ...groupChangeKey(customerId, change.date), ...change });

export const isGroupChangeRow = (row: Row): boolean => row.kind === 'group';

function groupNameOf(row: Row, name: string): GroupName | undefined {
  const text = optionalTextOf(row, name);
  if (text === undefined) return undefined;
  const group = groupNames.find((known) => known === text);
  if (group !== undefined) return group;
  const key = `${textOf(row, 'pk')} · ${textOf(row, 'sk')}`;
  throw new HoldfastError('store.corrupt-row', `row ${key}: ${name} ${JSON.stringify(text)} is not known`);
}

/** Reads a change of group back; a row of another shape is `store.corrupt-row`. */
export function decodeGroupChange(row: Row): GroupChangeFact {
  const group = groupNameOf(row, 'group');
  if (group === undefined) {
    throw new HoldfastError('store.corrupt-row', `row ${textOf(row, 'pk')} · ${textOf(row, 'sk')}: it has no group`);
  }
  return defined({
    kind: 'group' as const,
    date: textOf(row, 'date'),
    group,
    previousGroup: groupNameOf(row, 'previousGroup'),
    modelVersion: textOf(row, 'modelVersion'),
  });
}
