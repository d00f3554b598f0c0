import type { CustomerProfile } from '../../domain/customers/customer-profile.ts';
import { hasCode } from '../../domain/errors.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import { inParallel } from '../in-parallel.ts';
import { notStored, type Outcome } from '../outcome.ts';

export interface RecordProfilesDeps {
  readonly profiles: Pick<ProfilesStore, 'put'>;
}

export interface IndexedProfile {
  /** Place of the profile in the request. */
  readonly index: number;
  readonly profile: CustomerProfile;
}

const width = 16;

/** Puts profiles whole, each on its own. Of several of one customer the last stands, as if put one after the other. */
export function recordProfiles(
  deps: RecordProfilesDeps,
  profiles: readonly IndexedProfile[],
): Promise<readonly Outcome[]> {
  const standing = new Map(profiles.map(({ index, profile }) => [profile.customerId, index]));
  return inParallel(profiles, width, async ({ index, profile }): Promise<Outcome> => {
    if (standing.get(profile.customerId) !== index) return { index, outcome: 'accepted' };
    try {
      await deps.profiles.put(profile);
      return { index, outcome: 'accepted' };
    } catch (error) {
      if (!hasCode(error, 'store.throttled')) throw error;
      const message = `the profile of customer ${profile.customerId} was not stored: the database is busy; send it again`;
      return notStored(index, 'customer.not-stored', message);
    }
  });
}
