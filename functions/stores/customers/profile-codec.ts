import { type Channel, type CustomerProfile, channels, sexes } from '../../domain/customers/customer-profile.ts';
import { customerPartition } from '../../domain/fact-partition.ts';
import type { CustomerId } from '../../domain/ids.ts';
import { defined, flagOf, isRow, optionalTextOf, type Row } from '../attributes.ts';
import { profileSortKey } from '../key-codec.ts';

const kind = 'profile';

export const profileKey = (customerId: CustomerId) => ({ pk: customerPartition(customerId), sk: profileSortKey });

export const isProfileRow = (row: Row): boolean => row.kind === kind;

/** DynamoDB takes no empty set and no undefined: a channel nobody spoke of is left out. */
export const encodeProfile = ({ customerId, consent, ...rest }: CustomerProfile): Row =>
  defined({ ...profileKey(customerId), kind, ...rest, consent: consent === undefined ? undefined : defined(consent) });

function decodeConsent(row: Row): Partial<Record<Channel, boolean>> | undefined {
  const stored = row.consent;
  if (!isRow(stored)) return undefined;
  return Object.fromEntries(
    channels
      .filter((channel) => typeof stored[channel] === 'boolean')
      .map((channel) => [channel, flagOf(stored, channel)]),
  );
}

const optionalFlagOf = (row: Row, name: string): boolean | undefined =>
  row[name] === undefined ? undefined : flagOf(row, name);

/** Reads a profile back; a row of another shape is `store.corrupt-row`. */
export function decodeProfile(customerId: CustomerId, row: Row): CustomerProfile {
  const sex = optionalTextOf(row, 'sex');
  return defined({
    customerId,
    consent: decodeConsent(row),
    objection: optionalFlagOf(row, 'objection'),
    email: optionalTextOf(row, 'email'),
    birthday: optionalTextOf(row, 'birthday'),
    region: optionalTextOf(row, 'region'),
    ageBand: optionalTextOf(row, 'ageBand'),
    sex: sexes.find((known) => known === sex),
    locale: optionalTextOf(row, 'locale'),
    timeZone: optionalTextOf(row, 'timeZone'),
    test: optionalFlagOf(row, 'test'),
    acquisitionChannel: optionalTextOf(row, 'acquisitionChannel'),
  });
}
