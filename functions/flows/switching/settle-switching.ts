import { crossesIntoState } from '../../domain/delivery/at-risk-crossing.ts';
import { HoldfastError } from '../../domain/errors.ts';
import type { CustomerId } from '../../domain/ids.ts';
import type { CustomerSwitching } from '../../domain/switching/customer-switching.ts';
import { hasSwitchingMoved, storedSwitching } from '../../domain/switching/stored-switching.ts';
import { nextState, type SwitchingState } from '../../domain/switching/switching-state.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import { isProfiled } from '../customers/is-profiled.ts';
import type { Announcements } from '../delivery/announcements.ts';
import { maximumFenceAttempts } from '../recompute-fenced.ts';

export interface SettleSwitchingDeps {
  readonly customers: Pick<CustomersStore, 'findState' | 'put'>;
  /** Told of who came to be at risk. Absent, nobody is: as with an import and a rebuild, which find what is old news. */
  readonly announcements?: Announcements;
  readonly now: () => Date;
}

/** What a night found of a customer. */
export interface FoundSwitching extends CustomerSwitching {
  readonly customerId: CustomerId;
  /** What the facts until the day before lead to; asked for where the state would change. */
  readonly foundYesterday: () => SwitchingState;
}

export interface SettledSwitching {
  readonly state: SwitchingState;
  /** Whether the row had to be put. */
  readonly isWritten: boolean;
}

/**
 * Brings a customer's row to what the night found, where that moved. The row is put back as it was read but for this,
 * on condition of its revision, as the night's groups are: whoever knows more facts has raised it or will fail.
 * @param date the shop's calendar day, `2026-11-23`
 * @returns the state that is kept then; undefined of who is not profiled
 */
export async function settleSwitching(
  { announcements, customers, now }: SettleSwitchingDeps,
  { customerId, scores, found, foundYesterday }: FoundSwitching,
  date: string,
): Promise<SettledSwitching | undefined> {
  for (let attempt = 0; attempt < maximumFenceAttempts; attempt += 1) {
    const seen = await customers.findState(customerId);
    if (seen === undefined || !isProfiled(seen.row)) {
      if (attempt > 0) await announcements?.takeBack(customerId, date);
      return undefined;
    }
    const kept = seen.row.switching;
    const state = nextState(kept?.state, found.state, foundYesterday);
    const rule = kept === undefined || state === found.state ? found.rule : kept.rule;
    const switching = storedSwitching({ state, rule }, scores, kept?.state === state ? kept.since : date);
    if (!hasSwitchingMoved(kept, switching)) return { state, isWritten: false };
    // Before the row, so that a run that dies in between finds the change again, and nothing is lost.
    if (crossesIntoState(kept?.state, state)) {
      await announcements?.tell({ customerId, date, because: 'state', foundAt: now().toISOString() });
    }
    if (await customers.put({ ...seen.row, switching }, seen.revision, now())) return { state, isWritten: true };
  }
  throw new HoldfastError(
    'fence.contended',
    `the row of customer ${customerId} was written by somebody else during each of ${maximumFenceAttempts} attempts`,
  );
}
