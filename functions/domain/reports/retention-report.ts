import type { Instant } from '../orders/order.ts';
import type { RetentionCurveTile } from './cohort-survival.ts';
import type { CohortTable } from './cohort-tables.ts';
import type { CoreCustomers } from './core-customers.ts';
import type { DataNote } from './data-notes.ts';
import type { AliveTile, CategoryBreadth, FrequencyClass, LifetimeValueTile, RhythmTile } from './distributions.ts';
import type { GroupMovement, GroupSize, RfmCell } from './group-tiles.ts';
import type { KeyFigure } from './key-figures.ts';
import type { ModelHealth } from './model-health.ts';
import type { AtRiskCustomer, SampledCustomer } from './summary-parts.ts';

/** A customer of the sample that is shown, without the id; values in whole minor units. */
export type ScatterPoint = Pick<
  SampledCustomer,
  | 'group'
  | 'netSpendMinor'
  | 'purchaseDayCount'
  | 'daysSinceLastOrder'
  | 'probabilityAlive'
  | 'lifetimeValue12MonthsDiscounted1PercentMinor'
>;

/**
 * Who buys again, who is leaving and what they are worth, as of one instant. Plain data, money in minor units; null is
 * not known or has not happened, never 0. Every list is bounded, so that it fits into a row, whatever the shop.
 */
export interface RetentionReport {
  readonly asOf: Instant;
  /** Calendar day of the shop counted from 1970-01-01. */
  readonly asOfDay: number;
  /** ISO 4217, of all amounts. */
  readonly currency: string;
  /** Day of the report that key figures are compared with; null without one. */
  readonly previousAsOfDay: number | null;
  readonly keyFigures: readonly KeyFigure[];
  readonly cohortsByMonth: CohortTable;
  readonly cohortsByCategory: CohortTable;
  readonly cohortsByChannel: CohortTable;
  readonly cohortsByCountry: CohortTable;
  readonly retentionCurve: RetentionCurveTile;
  readonly groups: readonly GroupSize[];
  readonly movement: readonly GroupMovement[];
  readonly rfm: readonly RfmCell[];
  readonly frequency: readonly FrequencyClass[];
  readonly lifetimeValue: LifetimeValueTile;
  readonly probabilityAlive: AliveTile;
  readonly coreCustomers: CoreCustomers;
  /** At most 300 customers drawn by the hash of their ids. */
  readonly scatter: readonly ScatterPoint[];
  /** Most at stake first, at most 100. */
  readonly atRisk: readonly AtRiskCustomer[];
  readonly crossBuying: readonly CategoryBreadth[];
  readonly rhythm: RhythmTile;
  readonly modelHealth: ModelHealth;
  readonly notes: readonly DataNote[];
}
