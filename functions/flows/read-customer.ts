import { objects } from '../domain/customers/customer-profile.ts';
import { type CustomerSummary, hasNoFacts } from '../domain/customers/customer-summary.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import { type CrossBuying, crossBuyingOf } from '../domain/purchase-rhythm/cross-buying.ts';
import { type PurchaseRhythm, purchaseRhythmOf } from '../domain/purchase-rhythm/purchase-rhythm.ts';
import { calendarDayNumber } from '../domain/relations/calendar-day-number.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { GroupState } from '../domain/standing/customer-group.ts';
import type { CustomerModels } from '../domain/standing/customer-models.ts';
import type { CustomerStanding } from '../domain/standing/customer-standing.ts';
import { boughtInYear, boughtInYearBefore, repurchasedWithin } from '../domain/standing/loyalty-measures.ts';
import { standingOf } from '../domain/standing/standing-of.ts';
import type { CustomerRow } from '../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';
import type { ProfilesStore } from '../stores/customers/profiles-store.ts';
import type { CustomerModelsStore } from '../stores/models/customer-models-store.ts';
import type { ProgramStore } from '../stores/program-store.ts';

export interface ReadCustomerDeps {
  readonly customers: Pick<CustomersStore, 'find'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly now: () => Date;
  /** IANA name; decides which day it is. */
  readonly timeZone: string;
}

/** What is made of a customer's facts at the shop's `as of`. */
export interface ProfiledCustomer extends Pick<CustomerSummary, 'activity'> {
  readonly asOf: Instant;
  /** Undefined before the first night. */
  readonly models: CustomerModels | undefined;
  readonly standing: CustomerStanding;
  /** As the latest night has it. */
  readonly group: GroupState | undefined;
  readonly rhythm: PurchaseRhythm;
  readonly crossBuying: CrossBuying;
  readonly loyalty: {
    readonly repurchasedWithin90Days: boolean | null;
    readonly repurchasedWithin365Days: boolean | null;
    readonly boughtInYear: boolean;
    readonly boughtInYearBefore: boolean | null;
  };
}

export interface ReadCustomer extends Pick<CustomerRow, 'summary' | 'asOf' | 'oversized'> {
  /** Absent for a customer who objects to profiling: the facts are given, and nothing is made of them. */
  readonly profiled?: ProfiledCustomer;
}

async function profiledOf(deps: ReadCustomerDeps, { summary, group }: CustomerRow): Promise<ProfiledCustomer> {
  const [models, clock] = await Promise.all([deps.customerModels.find(), deps.program.readClock()]);
  const asOf = asOfInstant(clock, deps.now());
  const day = calendarDayNumber(asOf, deps.timeZone);
  return {
    asOf,
    models,
    standing: standingOf(summary, models, day),
    group,
    activity: summary.activity,
    rhythm: purchaseRhythmOf(summary.activity, day),
    crossBuying: crossBuyingOf(summary),
    loyalty: {
      repurchasedWithin90Days: repurchasedWithin(summary, 90, day),
      repurchasedWithin365Days: repurchasedWithin(summary, 365, day),
      boughtInYear: boughtInYear(summary, day),
      boughtInYearBefore: boughtInYearBefore(summary, day),
    },
  };
}

/**
 * A customer's facts, and what they say on the shop's day; undefined where the shop never sent an order or return of
 * theirs, or had the customer erased. An objection to profiling holds from the moment it was taken: it is read
 * consistently, and not from the row, which follows it by some seconds.
 */
export async function readCustomer(deps: ReadCustomerDeps, customerId: CustomerId): Promise<ReadCustomer | undefined> {
  const [row, profile] = await Promise.all([deps.customers.find(customerId), deps.profiles.find(customerId)]);
  if (row === undefined || hasNoFacts(row.summary)) return undefined;
  const { summary, asOf, oversized } = row;
  const facts = { summary, asOf, oversized };
  return objects(profile) ? facts : { ...facts, profiled: await profiledOf(deps, row) };
}
