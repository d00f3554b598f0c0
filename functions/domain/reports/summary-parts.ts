import type { CustomerSummary } from '../customers/customer-summary.ts';
import type { Instant } from '../orders/order.ts';
import type { GroupName, GroupState } from '../standing/customer-group.ts';
import type { CustomerStanding } from '../standing/customer-standing.ts';
import type { FirstEntries } from './first-entries.ts';
import type { IntegerSums } from './integer-sums.ts';

/** What all customers of a summary have in common. */
export interface RetentionSettings {
  /** Instant that the report refers to. */
  readonly asOf: Instant;
  /** Calendar day of the shop counted from 1970-01-01. */
  readonly asOfDay: number;
  /**
   * Oldest purchase day of all customers. Those who first bought in its month are customers from before, in no cohort
   * by category, channel or country. Default: not known, and they are in these as they are.
   */
  readonly firstDay?: number | undefined;
}

/** A customer of the sample, drawn by the hash of the id. */
export interface SampledCustomer {
  readonly hash: number;
  readonly customerId: string;
  readonly group: GroupName | null;
  readonly netSpendMinor: number;
  readonly purchaseDayCount: number;
  readonly daysSinceLastOrder: number | null;
  /** Rounded to 1e-6, as are all below. */
  readonly probabilityAlive: number | null;
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  /** Of the repeat purchase days the row holds; null without any. */
  readonly clumpiness: number | null;
  /** Repeat purchase days and days watched that clumpiness is made of. */
  readonly clumpinessEvents: number;
  readonly clumpinessPeriods: number;
}

/** A customer who may be lost, with what is at stake. */
export interface AtRiskCustomer {
  readonly customerId: string;
  /** Lifetime value that would be lost times the chance that it is, rounded to 1e-6. */
  readonly valueAtRiskMinor: number;
  readonly lifetimeValue12MonthsDiscounted1PercentMinor: number | null;
  readonly probabilityAlive: number | null;
  readonly group: GroupName | null;
  readonly netSpendMinor: number;
  readonly purchaseDayCount: number;
  readonly daysSinceLastOrder: number | null;
  /** Days past the median gap. */
  readonly daysLate: number | null;
  /** Whose gaps the next two are of. */
  readonly gapsOf: 'own' | 'shop' | null;
  readonly gapMedianDays: number | null;
  readonly gap80Days: number | null;
}

/** A customer as the report takes one. */
export interface RetentionCustomer {
  /** Lists of items are not read. */
  readonly summary: Pick<
    CustomerSummary,
    | 'customerId'
    | 'orderCount'
    | 'cancelledOrderCount'
    | 'purchaseDayCount'
    | 'netSpendMinor'
    | 'grossSpendMinor'
    | 'returnedUnitCount'
    | 'unmatchedReturnedUnitCount'
    | 'otherCurrencyOrderCount'
    | 'activity'
  >;
  /** As of the day of the summary's settings. */
  readonly standing: CustomerStanding;
  /** By the night; where there is none, the group of the standing counts. */
  readonly group: GroupState | undefined;
  /** To profiling: the customer is in totals of facts, but in no score, group, list or sample. */
  readonly objects: boolean;
}

/**
 * What customers add up to: whole numbers alone, and two lists of the first k in an order of their own. A commutative
 * monoid, so that parts of a shop summed apart and merged give the same bytes as the whole in any order.
 */
export interface RetentionSummary {
  readonly settings: RetentionSettings;
  /** Rows by name; each of the files `add-*.ts` says what is at which place. */
  readonly sums: IntegerSums;
  readonly sample: FirstEntries<SampledCustomer>;
  readonly atRisk: FirstEntries<AtRiskCustomer>;
}
