import { textHash } from '../../functions/domain/attribution/text-hash.ts';
import type { CustomerSummary } from '../../functions/domain/customers/customer-summary.ts';
import type { ModelUnit } from '../../functions/domain/repeat-buying/observation.ts';
import { finishRetention } from '../../functions/domain/reports/finish-retention.ts';
import type { RetentionReport } from '../../functions/domain/reports/retention-report.ts';
import { addCustomer, emptyRetentionSummary } from '../../functions/domain/reports/retention-summary.ts';
import { BuyerColumns } from '../../functions/domain/standing/buyer-columns.ts';
import { buyerTimes } from '../../functions/domain/standing/buyer-times.ts';
import type { CustomerModels } from '../../functions/domain/standing/customer-models.ts';
import { customerModelsBuilder, leastBuyers } from '../../functions/domain/standing/customer-models-builder.ts';
import type { CustomerStanding } from '../../functions/domain/standing/customer-standing.ts';
import { holdoutOf } from '../../functions/domain/standing/holdout.ts';
import { standingOf } from '../../functions/domain/standing/standing-of.ts';
import type { CustomerSource } from './customers-to-analyse.ts';
import { noonOf } from './transaction-facts.ts';

export interface CustomerAnalysisSettings {
  /** Day that customers are looked at from: the end of calibration, where one is given. From 1970-01-01. */
  readonly asOfDay: number;
  /** The moment of that day, for the files. */
  readonly asOf: string;
  /** The last day there is anything of, where what came after `asOfDay` is to be foretold. */
  readonly holdoutEndDay?: number;
  readonly unit: ModelUnit;
  /** ISO 4217. */
  readonly currency: string;
  /** Such as 100. */
  readonly minorUnitsPerMajorUnit: number;
}

export interface AnalysedCustomer {
  readonly summary: CustomerSummary;
  readonly standing: CustomerStanding;
  /** Purchase days after `asOfDay`, where there is a holdout. */
  readonly laterPurchaseDays?: number;
}

/** What a file says of its customers, as a stack would say it of the same orders. */
export interface AnalysedCustomers {
  readonly settings: CustomerAnalysisSettings;
  readonly models: CustomerModels;
  readonly report: RetentionReport;
  readonly customers: () => Iterable<AnalysedCustomer>;
}

/** How well a fit on what was known at the end of calibration foretells what came until the end of the file. */
function holdoutUntil(
  source: CustomerSource,
  { asOfDay, unit }: CustomerAnalysisSettings,
  endDay: number,
): CustomerModels['holdout'] {
  const buyers = new BuyerColumns();
  for (const summary of source.summariesUntil(endDay)) {
    const times = buyerTimes(summary, endDay);
    if (times === undefined) continue;
    const { purchaseDayCount, netSpendMinor, activity } = summary;
    buyers.push({
      firstDay: times.firstDay,
      lastDay: times.lastDay,
      purchaseDayCount,
      purchaseDays: activity.purchaseDays,
      netSpendMinor,
      repeatSpendMinor: activity.repeatSpendMinor,
      idHash: textHash(summary.customerId),
    });
  }
  return holdoutOf(buyers, { calibrationEndDay: asOfDay, asOfDay: endDay, unit, minimumBuyers: leastBuyers });
}

/** Analyses the customers of a file: models, then each customer's standing by them, and the retention report. */
export function analyseCustomers(source: CustomerSource, settings: CustomerAnalysisSettings): AnalysedCustomers {
  const { asOf, asOfDay, holdoutEndDay, unit, currency, minorUnitsPerMajorUnit } = settings;
  const builder = customerModelsBuilder({ asOf, asOfDay, version: asOf, unit, minorUnitsPerMajorUnit });
  for (const summary of source.summariesUntil(asOfDay)) builder.add(summary);
  const learnt = builder.build();
  const models =
    holdoutEndDay === undefined ? learnt : { ...learnt, holdout: holdoutUntil(source, settings, holdoutEndDay) };

  const inReport = emptyRetentionSummary({
    asOf,
    asOfDay,
    ...(models.dataRange === null ? {} : { firstDay: models.dataRange.firstDay }),
  });
  const since = noonOf(asOfDay).slice(0, 10);
  for (const summary of source.summariesUntil(asOfDay)) {
    const standing = standingOf(summary, models, asOfDay);
    const group = standing.group === null ? undefined : { group: standing.group, since };
    addCustomer(inReport, { summary, standing, group, objects: false });
  }
  const guestOrders = { months: source.guestMonthsUntil(asOfDay) };
  return {
    settings,
    models,
    report: finishRetention(inReport, models, { guestOrders, currency }),
    *customers() {
      const later = laterPurchaseDays(source, settings);
      for (const summary of source.summariesUntil(asOfDay)) {
        const count = later?.get(summary.customerId);
        const standing = standingOf(summary, models, asOfDay);
        yield { summary, standing, ...(later === undefined ? {} : { laterPurchaseDays: count ?? 0 }) };
      }
    },
  };
}

/** Purchase days in the time held out, of those who have any. */
function laterPurchaseDays(
  source: CustomerSource,
  { asOfDay, holdoutEndDay }: CustomerAnalysisSettings,
): ReadonlyMap<string, number> | undefined {
  if (holdoutEndDay === undefined) return undefined;
  const counts = new Map<string, number>();
  for (const { customerId, activity } of source.summariesUntil(holdoutEndDay)) {
    const count = activity.purchaseDays.filter((day) => day > asOfDay).length;
    if (count > 0) counts.set(customerId, count);
  }
  return counts;
}
