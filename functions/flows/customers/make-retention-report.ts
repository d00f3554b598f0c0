import { objects } from '../../domain/customers/customer-profile.ts';
import { hasNoFacts } from '../../domain/customers/customer-summary.ts';
import { HoldfastError } from '../../domain/errors.ts';
import { type CustomerId, toCustomerId } from '../../domain/ids.ts';
import { finishRetention } from '../../domain/reports/finish-retention.ts';
import type { RetentionReport } from '../../domain/reports/retention-report.ts';
import { addCustomer, emptyRetentionSummary, mergeRetentionSummaries } from '../../domain/reports/retention-summary.ts';
import type { RetentionSummary } from '../../domain/reports/summary-parts.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import { standingOf } from '../../domain/standing/standing-of.ts';
import type { CustomerRow } from '../../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../../stores/customers/customers-store.ts';
import type { ProfilesStore } from '../../stores/customers/profiles-store.ts';
import type { GuestOrdersStore } from '../../stores/models/guest-orders-store.ts';
import type { RetentionReportStore } from '../../stores/reports/retention-report-store.ts';
import { inParallel } from '../in-parallel.ts';
import { maximumFenceAttempts } from '../recompute-fenced.ts';
import { isProfiled } from './is-profiled.ts';

export interface MakeRetentionReportDeps {
  readonly guestOrders: Pick<GuestOrdersStore, 'find'>;
  readonly retentionReport: Pick<RetentionReportStore, 'findAround' | 'readCurrent' | 'put' | 'forget'>;
  readonly customers: Pick<CustomersStore, 'findState'>;
  readonly profiles: Pick<ProfilesStore, 'find'>;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  readonly now: () => Date;
}

/** Takes rows of customers, in any order. O(months of the customer) each. */
export type AddToReport = (row: CustomerRow) => void;

/** A report in the making: every customer's row in one of its parts, then the rest. */
export interface RetentionReporter {
  /** Begins a part, such as a segment of the table; parts are merged in the end. */
  startPart(): AddToReport;
  publish(): Promise<void>;
}

/** The report compares with the one of so many days before. */
const comparedDays = 30;
/** Customers at risk who are looked up side by side. */
const width = 16;

const versionOf = (report: RetentionReport | undefined): string => report?.modelHealth.models?.version ?? '';

/**
 * Takes off the report in force whom it should not name any more. Looked up after the report is put: who objects or is
 * erased before that is found here, and who does so afterwards is taken off by the objection or erasure itself, which
 * looks at the report after it wrote what is read here.
 */
async function takeOffWhoLeft(
  { retentionReport, customers, profiles }: MakeRetentionReportDeps,
  named: readonly CustomerId[],
): Promise<void> {
  const left = await inParallel(named, width, async (customerId) => {
    const [state, profile] = await Promise.all([customers.findState(customerId), profiles.find(customerId)]);
    return state === undefined || !isProfiled(state.row) || objects(profile);
  });
  for (const [place, customerId] of named.entries()) if (left[place]) await retentionReport.forget(customerId);
}

/** Begins a report, before any row is read: whose report comes into force meanwhile read the rows later. */
export async function startRetentionReport(
  deps: MakeRetentionReportDeps,
  models: CustomerModels,
): Promise<RetentionReporter> {
  const { asOf, asOfDay } = models;
  const versionBefore = versionOf((await deps.retentionReport.readCurrent()).report);
  const parts: RetentionSummary[] = [];
  return {
    startPart() {
      const part = emptyRetentionSummary({ asOf, asOfDay });
      parts.push(part);
      return ({ summary: customer, group, objects: isObjecting = false }) => {
        if (hasNoFacts(customer)) return;
        // Who objects is counted with what they bought and paid, and nothing is foretold of them.
        const standing = standingOf(customer, isObjecting ? undefined : models, asOfDay);
        addCustomer(part, { summary: customer, standing, group, objects: isObjecting });
      };
    },

    async publish() {
      const [guestOrders, previous] = await Promise.all([
        deps.guestOrders.find(),
        deps.retentionReport.findAround(asOfDay - comparedDays),
      ]);
      const whole = parts.reduce(mergeRetentionSummaries, emptyRetentionSummary({ asOf, asOfDay }));
      const report = finishRetention(whole, models, { guestOrders, previous, currency: deps.currency });
      for (let attempt = 0; attempt < maximumFenceAttempts; attempt += 1) {
        const { report: inForce, revision } = await deps.retentionReport.readCurrent();
        const version = versionOf(inForce);
        // Of a run that began later, and so read newer rows. One of before this run may come from a wrong clock.
        if (version !== versionBefore && version > models.version) return;
        if (!(await deps.retentionReport.put(report, revision, deps.now()))) continue;
        await takeOffWhoLeft(
          deps,
          report.atRisk.map(({ customerId }) => toCustomerId(customerId)),
        );
        return;
      }
      throw new HoldfastError(
        'fence.contended',
        `the retention report was written by somebody else during each of ${maximumFenceAttempts} attempts`,
      );
    },
  };
}
