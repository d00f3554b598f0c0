import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { finishRetention } from '../../domain/reports/finish-retention.ts';
import { addCustomer, emptyRetentionSummary } from '../../domain/reports/retention-summary.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { standingOf } from '../../domain/standing/standing-of.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { GuestOrdersStore } from '../../stores/models/guest-orders-store.ts';
import type { RetentionReportStore } from '../../stores/reports/retention-report-store.ts';

export interface MakeRetentionReportDeps {
  readonly guestOrders: Pick<GuestOrdersStore, 'find'>;
  readonly retentionReport: Pick<RetentionReportStore, 'findAround' | 'readRevision' | 'put'>;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  readonly now: () => Date;
}

/** A report in the making: every customer's row once, in any order, then the rest. */
export interface RetentionReporter {
  /** O(months of the customer). */
  add(row: CustomerRow): void;
  publish(): Promise<void>;
}

/** The report compares with the one of so many days before. */
const comparedDays = 30;

/** Begins a report, before any row is read: the first step of its fence. */
export async function startRetentionReport(
  deps: MakeRetentionReportDeps,
  models: CustomerModels,
): Promise<RetentionReporter> {
  const { asOf, asOfDay }: { readonly asOf: Instant; readonly asOfDay: number } = models;
  const seenRevision = await deps.retentionReport.readRevision();
  const summary = emptyRetentionSummary({ asOf, asOfDay });
  return {
    add({ summary: customer, group, objects = false }) {
      if (hasNoFacts(customer)) return;
      // Who objects is counted with what they bought and paid, and nothing is foretold of them.
      const standing = standingOf(customer, objects ? undefined : models, asOfDay);
      addCustomer(summary, { summary: customer, standing, group, objects });
    },

    async publish() {
      const [guestOrders, previous] = await Promise.all([
        deps.guestOrders.find(),
        deps.retentionReport.findAround(asOfDay - comparedDays),
      ]);
      const report = finishRetention(summary, models, { guestOrders, previous, currency: deps.currency });
      // A report of another run, put since, is as good: both read all rows.
      await deps.retentionReport.put(report, seenRevision, deps.now());
    },
  };
}
