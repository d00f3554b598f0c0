import { shardOf } from '../../domain/customers/customer-shard.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { type GroupName, type GroupState, groupNames } from '../../domain/standing/customer-group.ts';
import type { CustomerScore } from '../../domain/standing/customer-score.ts';
import { defined, flagOf, optionalNumberOf, optionalTextOf, type Row, textOf } from '../attributes.ts';

/** Group and score of a row; absent before the first night, and of a customer who objects to profiling. */
export interface StoredStanding {
  readonly group?: GroupState;
  readonly score?: CustomerScore;
}

/** Partition key of the index by group. @param shard 0 to 7 */
export const groupShardKey = (group: GroupName, shard: number): string => `${group}#${shard}`;

/** Finer digits change from night to night without meaning and would only take room. */
const rounded = (value: number | null | undefined): number | undefined =>
  value === null || value === undefined ? undefined : Math.round(value * 1e6) / 1e6;

/** The index holds a row only where it has both keys, so value at risk is 0 where none is known. */
export function encodeStanding(customerId: CustomerId, { group, score }: StoredStanding): Row {
  const valueAtRisk = rounded(score?.valueAtRiskMinor);
  return defined({
    group: group?.group,
    groupSince: group?.since,
    previousGroup: group?.previousGroup,
    groupShard: group === undefined ? undefined : groupShardKey(group.group, shardOf(customerId)),
    scoreVersion: score?.modelVersion,
    valueAtRisk: valueAtRisk ?? (group === undefined ? undefined : 0),
    valueAtRiskKnown: valueAtRisk === undefined ? undefined : true,
    lifetimeValue: rounded(score?.lifetimeValue12MonthsDiscounted1PercentMinor),
    probabilityAlive: rounded(score?.probabilityAlive),
  });
}

/** Bytes that `encodeStanding` takes at most: held free in every row, as a night may give a customer all of it. */
export const maximumStandingBytes = 260;

function decodeGroup(row: Row): GroupState | undefined {
  const nameOf = (attribute: string): GroupName | undefined => {
    const stored = optionalTextOf(row, attribute);
    return groupNames.find((known) => known === stored);
  };
  const group = nameOf('group');
  // A group that is not known any more is none: the next night gives another.
  if (group === undefined) return undefined;
  return defined({ group, since: textOf(row, 'groupSince'), previousGroup: nameOf('previousGroup') });
}

function decodeScore(row: Row): CustomerScore | undefined {
  const modelVersion = optionalTextOf(row, 'scoreVersion');
  if (modelVersion === undefined) return undefined;
  const numberOrNull = (attribute: string): number | null => optionalNumberOf(row, attribute) ?? null;
  return {
    modelVersion,
    valueAtRiskMinor: flagOf(row, 'valueAtRiskKnown') ? numberOrNull('valueAtRisk') : null,
    lifetimeValue12MonthsDiscounted1PercentMinor: numberOrNull('lifetimeValue'),
    probabilityAlive: numberOrNull('probabilityAlive'),
  };
}

export const decodeStanding = (row: Row): StoredStanding =>
  defined({ group: decodeGroup(row), score: decodeScore(row) });
