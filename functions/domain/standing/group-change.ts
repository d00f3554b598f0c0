import { compareCodePoints } from '../compare-code-points.ts';
import type { GroupChangeFact, GroupName, GroupState } from './customer-group.ts';

/** The group that a customer's changes lead to, given in any order; undefined without any. */
export function groupStateOf(changes: readonly GroupChangeFact[]): GroupState | undefined {
  const ascending = [...changes].sort((left, right) => compareCodePoints(left.date, right.date));
  let state: GroupState | undefined;
  for (const { group, date, previousGroup } of ascending) {
    if (state?.group === group) continue;
    const before = state?.group ?? previousGroup;
    state = { group, since: date, ...(before === undefined || before === group ? {} : { previousGroup: before }) };
  }
  return state;
}

/**
 * The fact that a customer is in another group now; undefined where nothing changed, or where the last change is of
 * this day or a later one: a day has one change at most, so that a night that runs twice writes nothing new.
 * @param date calendar day of the shop, `2026-11-23`
 */
export function groupChange(
  state: GroupState | undefined,
  groupNow: GroupName | null,
  date: string,
  modelVersion: string,
): GroupChangeFact | undefined {
  if (groupNow === null || groupNow === state?.group) return undefined;
  if (state !== undefined && compareCodePoints(date, state.since) <= 0) return undefined;
  return {
    kind: 'group',
    date,
    group: groupNow,
    ...(state === undefined ? {} : { previousGroup: state.group }),
    modelVersion,
  };
}
