import { monthOfDay } from '../relations/calendar-day-number.ts';
import type { CustomerModels } from '../standing/customer-models.ts';
import { retentionCurveOf } from './cohort-survival.ts';
import { cohortMonthsSeen, cohortsByMonth, cohortsByName } from './cohort-tables.ts';
import { coreCustomersOf } from './core-customers.ts';
import { dataNotesOf } from './data-notes.ts';
import { aliveOf, crossBuyingTileOf, frequencyOf, lifetimeValueOf, rhythmOf } from './distributions.ts';
import { groupSizesOf, movementOf, rfmGridOf } from './group-tiles.ts';
import { type GuestOrderCounts, keyFiguresOf } from './key-figures.ts';
import { modelHealthOf } from './model-health.ts';
import type { RetentionReport, ScatterPoint } from './retention-report.ts';
import type { RetentionSummary, SampledCustomer } from './summary-parts.ts';

/** What is known apart from the customers' rows. */
export interface FinishRetentionOptions {
  /** Undefined where guest orders were not counted. */
  readonly guestOrders?: GuestOrderCounts | undefined;
  /** The report of about 30 days ago; default: nothing to compare with. */
  readonly previous?: Pick<RetentionReport, 'asOfDay' | 'keyFigures'> | undefined;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
}

/** Points of the sample that are shown: more than a chart can tell apart, and a tenth of the report. */
const scatterLimit = 300;

const scatterPoint = (customer: SampledCustomer): ScatterPoint => ({
  group: customer.group,
  netSpendMinor: customer.netSpendMinor,
  purchaseDayCount: customer.purchaseDayCount,
  daysSinceLastOrder: customer.daysSinceLastOrder,
  probabilityAlive: customer.probabilityAlive,
  lifetimeValue12MonthsDiscounted1PercentMinor:
    customer.lifetimeValue12MonthsDiscounted1PercentMinor === null
      ? null
      : Math.round(customer.lifetimeValue12MonthsDiscounted1PercentMinor),
});

/**
 * The report of a summary; the only place with floats, and never NaN. Takes a few seconds at most, whatever the number
 * of customers: intervals of at most 700 shares, and thresholds of 500 sampled customers by simulation.
 * @param models of the night that the standings were made with; undefined before the first
 */
export function finishRetention(
  { settings, sums, sample, atRisk }: RetentionSummary,
  models: CustomerModels | undefined,
  { guestOrders, previous, currency }: FinishRetentionOptions,
): RetentionReport {
  const { asOf, asOfDay, firstDay = models?.dataRange?.firstDay } = settings;
  const asOfMonth = monthOfDay(asOfDay);
  const cohorts = cohortMonthsSeen(sums, firstDay === undefined ? undefined : monthOfDay(firstDay));
  const coreCustomers = coreCustomersOf(sums);
  return {
    asOf,
    asOfDay,
    currency,
    previousAsOfDay: previous?.asOfDay ?? null,
    keyFigures: keyFiguresOf(sums, guestOrders, previous?.keyFigures),
    cohortsByMonth: cohortsByMonth(sums, cohorts, asOfMonth),
    cohortsByCategory: cohortsByName(sums, 'category'),
    cohortsByChannel: cohortsByName(sums, 'channel'),
    cohortsByCountry: cohortsByName(sums, 'country'),
    retentionCurve: retentionCurveOf(sums, cohorts, asOfMonth),
    groups: groupSizesOf(sums),
    movement: movementOf(sums),
    rfm: rfmGridOf(sums),
    frequency: frequencyOf(sums),
    lifetimeValue: lifetimeValueOf(sums),
    probabilityAlive: aliveOf(sums),
    coreCustomers,
    scatter: sample.entries.slice(0, scatterLimit).map(scatterPoint),
    atRisk: atRisk.entries,
    crossBuying: crossBuyingTileOf(sums),
    rhythm: rhythmOf(sums, sample.entries),
    modelHealth: modelHealthOf(sums, models),
    notes: dataNotesOf(sums, models, coreCustomers.withoutSpend, guestOrders !== undefined),
  };
}
