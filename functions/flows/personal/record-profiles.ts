import type { CustomerProfile } from '../../domain/customers/customer-profile.ts';
import { hasCode } from '../../domain/errors.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import { inParallel } from '../in-parallel.ts';
import { notStored, type Outcome, rejected } from '../outcome.ts';

export interface RecordProfilesDeps {
  readonly profiles: Pick<ProfilesStore, 'put'>;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
}

export interface IndexedProfile {
  /** Place of the profile in the request. */
  readonly index: number;
  readonly profile: CustomerProfile;
}

const width = 16;

/**
 * Refuses a profile of a customer who was merged into another one: under the old id nobody would heed an objection, and
 * a consent of the one is none of the other.
 */
async function refuseMerged(
  { merges }: RecordProfilesDeps,
  { index, profile: { customerId } }: IndexedProfile,
): Promise<Outcome | undefined> {
  const merge = await merges.find(customerId);
  if (!merge?.isSettled) return undefined;
  const message = `customer ${customerId} was merged into ${merge.into}; send the profile of ${merge.into}, with an objection where either objects`;
  return rejected(index, 'customer.merged', 'customerId', message);
}

/** Puts profiles whole, each on its own. Of several of one customer the last stands, as if put one after the other. */
export async function recordProfiles(
  deps: RecordProfilesDeps,
  profiles: readonly IndexedProfile[],
): Promise<readonly Outcome[]> {
  const standing = new Map(profiles.map(({ index, profile }) => [profile.customerId, index]));
  const hasMerges = await deps.merges.hasAny();
  const outcomes = await inParallel(profiles, width, async (entry): Promise<Outcome> => {
    const { index, profile } = entry;
    const accepted: Outcome = { index, outcome: 'accepted' };
    try {
      const refusal = hasMerges ? await refuseMerged(deps, entry) : undefined;
      if (refusal !== undefined || standing.get(profile.customerId) !== index) return refusal ?? accepted;
      await deps.profiles.put(profile);
      return accepted;
    } catch (error) {
      if (!hasCode(error, 'store.throttled')) throw error;
      const message = `the profile of customer ${profile.customerId} was not stored: the database is busy; send it again`;
      return notStored(index, 'customer.not-stored', message);
    }
  });
  // Of a merge that came in between, either the profile was seen there or the merge is seen here.
  if (!(await deps.merges.hasAny())) return outcomes;
  return inParallel(profiles.entries(), width, async ([place, entry]): Promise<Outcome> => {
    const outcome = outcomes[place];
    if (outcome?.outcome === 'rejected') return outcome;
    return (await refuseMerged(deps, entry)) ?? { index: entry.index, outcome: 'accepted' };
  });
}
