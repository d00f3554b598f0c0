import type { CustomerId } from '../ids.ts';

/** Ways to reach a customer beside the shop's own pages. */
export const channels = ['email', 'sms', 'post', 'push'] as const;
export type Channel = (typeof channels)[number];

export const sexes = ['female', 'male', 'other'] as const;

/** What the shop says of a customer, beside what the customer did. Replaced whole by what is sent next. */
export interface CustomerProfile {
  readonly customerId: CustomerId;
  /** Whether the customer agreed to be written to; a channel that is not named counts as not agreed. */
  readonly consent?: Readonly<Partial<Record<Channel, boolean | undefined>>> | undefined;
  /** The customer objects to being profiled (GDPR, Art. 21); default false. */
  readonly objection?: boolean | undefined;
  /** Where letters of offers go; kept for nothing else. */
  readonly email?: string | undefined;
  /** `1984-02-29`. */
  readonly birthday?: string | undefined;
  readonly region?: string | undefined;
  /** In the shop's own words, such as `30-39`. */
  readonly ageBand?: string | undefined;
  readonly sex?: (typeof sexes)[number] | undefined;
  /** BCP 47, `de-CH`. */
  readonly locale?: string | undefined;
  /** IANA name. */
  readonly timeZone?: string | undefined;
  /** An account of the shop's own staff or tests; default false. */
  readonly test?: boolean | undefined;
  readonly acquisitionChannel?: string | undefined;
}

/** Lists made of a customer's own purchases are profiling: an objection forbids them. */
export const objects = (profile: CustomerProfile | undefined): boolean => profile?.objection === true;

/** Whether the customer may be written to: only where they said so. */
export const agreedTo = (profile: CustomerProfile | undefined, channel: Channel): boolean =>
  profile?.consent?.[channel] === true;
