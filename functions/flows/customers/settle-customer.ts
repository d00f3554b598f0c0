import { crossesIntoGroup } from '../../domain/delivery/at-risk-crossing.ts';
import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { GroupName, GroupState } from '../../domain/standing/customer-group.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { hasMoved, storedScoreOf } from '../../domain/standing/customer-score.ts';
import { groupChange, groupStateOf } from '../../domain/standing/group-change.ts';
import { standingOf } from '../../domain/standing/standing-of.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { CustomerState, CustomersStore } from '../../stores/customers/customers-store.ts';
import type { GroupChangesStore } from '../../stores/history/group-changes-store.ts';
import type { Announcements } from '../delivery/announcements.ts';
import { maximumFenceAttempts } from '../recompute-fenced.ts';
import { isProfiled } from './is-profiled.ts';

export interface SettleCustomerDeps {
  readonly customers: Pick<CustomersStore, 'findState' | 'put'>;
  readonly groupChanges: GroupChangesStore;
  /** Told of who came to be at risk. Absent, nobody is: as with an import and a rebuild, which find what is old news. */
  readonly announcements?: Announcements;
  readonly now: () => Date;
}

/** What a night settles all customers by. */
export interface Night {
  readonly models: CustomerModels;
  /** The shop's calendar day, `2026-11-23`. */
  readonly date: string;
}

export interface SettledCustomer {
  /** The row as it stands now. */
  readonly row: CustomerRow;
  readonly changedGroup: boolean;
  readonly written: boolean;
}

/**
 * Told before it is a fact, so that a run that dies in between finds the change again, and nothing is lost; the day's
 * second announcement is none. Where the fact stands it was told before it, or by whoever tells nobody.
 */
async function announce(
  { announcements, groupChanges, now }: SettleCustomerDeps,
  customerId: CustomerId,
  date: string,
): Promise<void> {
  if (announcements === undefined || (await groupChanges.find(customerId, date)) !== undefined) return;
  await announcements.tell({ customerId, date, because: 'group', foundAt: now().toISOString() });
}

/**
 * Records the change of group that the night found, if it found one. A night that was cut off has recorded it already:
 * what stands there holds, so that a day has one change whatever was found since.
 */
async function recordChange(
  deps: SettleCustomerDeps,
  { summary, group }: CustomerRow,
  found: GroupName | null,
  { models, date }: Night,
): Promise<{ readonly group: GroupState | undefined; readonly changed: boolean }> {
  const { groupChanges } = deps;
  const change = groupChange(group, found, date, models.version);
  if (change === undefined) return { group, changed: false };
  if (crossesIntoGroup(group?.group, change.group)) await announce(deps, summary.customerId, date);
  if (await groupChanges.putAbsent(summary.customerId, change)) return { group: groupStateOf([change]), changed: true };
  const recorded = await groupChanges.find(summary.customerId, date);
  return { group: recorded === undefined ? group : groupStateOf([recorded]), changed: false };
}

/** Where nobody may be profiled any more, as after an erasure or an objection, a change of this night is taken back. */
async function leaveOut(
  { announcements, groupChanges }: SettleCustomerDeps,
  customerId: CustomerId,
  { date }: Night,
  wasSettling: boolean,
): Promise<void> {
  await groupChanges.remove(customerId, date);
  if (wasSettling) await announcements?.takeBack(customerId, date);
}

/**
 * Brings one customer's row to the night's models: first the change of group as a fact, then the row, and that only
 * where the group changed or a value moved by over 5%.
 *
 * No fact is read: the row is put back as it was read, but for group and score, on condition that its revision still
 * is the one it was read with. So the row put has all the facts of that revision, and a refresh that knows more has
 * either raised the revision, so that this put fails and starts again from the newer row, or still holds an older
 * revision, so that its own put fails and it reads all facts again, this change of group among them.
 */
export async function settleCustomer(
  deps: SettleCustomerDeps,
  night: Night,
  seen: CustomerState,
): Promise<SettledCustomer | undefined> {
  const { customerId } = seen.row.summary;
  let state: CustomerState | undefined = seen;
  let changedGroup = false;
  for (let attempt = 0; attempt < maximumFenceAttempts; attempt += 1) {
    if (state === undefined || !isProfiled(state.row)) {
      await leaveOut(deps, customerId, night, attempt > 0);
      return state && { row: state.row, changedGroup: false, written: false };
    }
    const { row, revision }: CustomerState = state;
    const standing = standingOf(row.summary, night.models, night.models.asOfDay);
    const recorded = await recordChange(deps, row, standing.group, night);
    changedGroup ||= recorded.changed;
    // Without a purchase, as when all orders were cancelled, there is nothing to foretell and no list to be in.
    const hasStanding = standing.group !== null;
    const group = hasStanding ? recorded.group : undefined;
    const score = hasStanding ? storedScoreOf(standing) : undefined;
    if (!hasMoved({ group: row.group?.group, score: row.score }, { group: group?.group, score })) {
      return { row, changedGroup, written: false };
    }
    const { group: _group, score: _score, ...facts } = row;
    const settled = { ...facts, ...(group && { group }), ...(score && { score }) };
    if (await deps.customers.put(settled, revision, deps.now())) return { row: settled, changedGroup, written: true };
    state = await deps.customers.findState(customerId);
  }
  throw new HoldfastError(
    'fence.contended',
    `the row of customer ${customerId} was written by somebody else during each of ${maximumFenceAttempts} attempts`,
  );
}
