import { finishRetention } from '../../../functions/domain/reports/finish-retention.ts';
import {
  addCustomer,
  emptyRetentionSummary,
  mergeRetentionSummaries,
  retentionSummaryText,
} from '../../../functions/domain/reports/retention-summary.ts';
import type { CustomerModels } from '../../../functions/domain/standing/customer-models.ts';
import { customerModelsBuilder } from '../../../functions/domain/standing/customer-models-builder.ts';
import { standingOf } from '../../../functions/domain/standing/standing-of.ts';
import { drawnReportCustomer, reportSettings } from '../../support/report-customers.ts';

/** Distinct customers; more would measure the making of them. Ids are made anew for each row. */
const distinctCustomers = 20_000;

export interface ReportMeasure {
  readonly customers: number;
  /** Adding all to two halves, merging them and finishing the report. */
  readonly reportSeconds: number;
  /** `standingOf` of all, apart. */
  readonly standingSeconds: number;
  readonly reportBytes: number;
  /** Of a first twentieth: two halves merged in the other order give the bytes of one scan. */
  readonly sameBytes: boolean;
}

/** Of the processor, not of the clock: other processes do not count. */
function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
const seconds = (start: number): number => processorSeconds() - start;

/** @param customers rows, such as a million */
export function measureReport(customers: number): ReportMeasure {
  const drawn = Array.from({ length: Math.min(customers, distinctCustomers) }, (_, seed) =>
    drawnReportCustomer(seed, 40),
  );
  const builder = customerModelsBuilder({ ...reportSettings, version: 'bench', minorUnitsPerMajorUnit: 100 });
  for (const { summary } of drawn) builder.add(summary);
  const models: CustomerModels = builder.build();
  const customerAt = (place: number) => {
    const customer = drawn[place % drawn.length];
    if (customer === undefined) throw new Error('no customer drawn');
    const customerId = `${customer.summary.customerId}-${place}` as typeof customer.summary.customerId;
    return { ...customer, summary: { ...customer.summary, customerId } };
  };
  const half = Math.floor(customers / 2);
  const summaryOf = (from: number, to: number) => {
    const summary = emptyRetentionSummary(reportSettings);
    for (let place = from; place < to; place += 1) addCustomer(summary, customerAt(place));
    return summary;
  };

  const start = processorSeconds();
  const whole = mergeRetentionSummaries(summaryOf(0, half), summaryOf(half, customers));
  const report = finishRetention(whole, models, { currency: 'EUR' });
  const reportSeconds = seconds(start);

  const standingStart = processorSeconds();
  for (let place = 0; place < customers; place += 1)
    standingOf(customerAt(place).summary, models, reportSettings.asOfDay);
  const standingSeconds = seconds(standingStart);

  const few = Math.ceil(customers / 20);
  const again = mergeRetentionSummaries(summaryOf(few >> 1, few), summaryOf(0, few >> 1));
  return {
    customers,
    reportSeconds,
    standingSeconds,
    reportBytes: JSON.stringify(report).length,
    sameBytes: retentionSummaryText(again) === retentionSummaryText(summaryOf(0, few)),
  };
}
