import { objects } from '../domain/customers/customer-profile.ts';
import { hasNoFacts, maximumFactsPerCustomer, summariseCustomer } from '../domain/customers/customer-summary.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import { calendarDayNumber } from '../domain/relations/calendar-day-number.ts';
import { storedScoreOf } from '../domain/standing/customer-score.ts';
import { groupStateOf } from '../domain/standing/group-change.ts';
import { standingOf } from '../domain/standing/standing-of.ts';
import type { CustomerRow } from '../stores/customers/customer-codec.ts';
import type { CustomerState, CustomersStore } from '../stores/customers/customers-store.ts';
import type { CustomerHistory, HistoryStore } from '../stores/history/history-store.ts';
import type { CustomerModelsStore } from '../stores/models/customer-models-store.ts';
import type { OversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import type { RetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { recomputeFenced } from './recompute-fenced.ts';

export interface RefreshCustomerDeps {
  readonly history: Pick<HistoryStore, 'listCustomer'>;
  readonly customers: Pick<CustomersStore, 'findState' | 'put'>;
  /** The night's models; a minute or two old will do, see `createModelsCache`. */
  readonly customerModels: Pick<CustomerModelsStore, 'find'>;
  readonly oversizedCustomers: Pick<OversizedCustomersStore, 'add'>;
  /** Takes who objects off the report in force; default: the next night does. */
  readonly retentionReport?: Pick<RetentionReportStore, 'forget'>;
  readonly now: () => Date;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
}

/** How far a refresh reads: the stream stops at 2,000 facts, nightly work reads all. */
export type RefreshReach = 'stream' | 'nightly';

interface Refreshed {
  /** Undefined where the row is to stay as it is. */
  readonly row: CustomerRow | undefined;
  readonly leftForTheNight: boolean;
}

/** Before the row says that the customer objects, so that a refresh which is cut off does it again. */
async function leaveLists(
  { retentionReport }: RefreshCustomerDeps,
  customerId: CustomerId,
  seen: CustomerState | undefined,
): Promise<void> {
  if (seen !== undefined && !seen.row.objects) await retentionReport?.forget(customerId);
}

/**
 * The row that a customer's history gives, with the group of its facts and the score of the models in force. Switching
 * costs are the night's alone to measure, so they stay as the row has them.
 */
async function rowOf(
  deps: RefreshCustomerDeps,
  customerId: CustomerId,
  { facts, groupChanges, profile }: Omit<CustomerHistory, 'more'>,
  { asOf, seen }: { readonly asOf: Instant; readonly seen: CustomerState | undefined },
): Promise<CustomerRow> {
  const summary = summariseCustomer(customerId, facts, deps.currency, deps.timeZone);
  const row = { summary, asOf, oversized: facts.length > maximumFactsPerCustomer };
  if (objects(profile)) {
    await leaveLists(deps, customerId, seen);
    return { ...row, objects: true };
  }
  if (hasNoFacts(summary)) return row;
  const models = await deps.customerModels.find();
  const standing = standingOf(summary, models, calendarDayNumber(asOf, deps.timeZone));
  // Without a purchase, as when all orders were cancelled, there is nothing to foretell and no list to be in.
  if (standing.group === null) return row;
  const score = storedScoreOf(standing);
  const group = groupStateOf(groupChanges);
  const switching = seen?.row.switching;
  return {
    ...row,
    ...(group === undefined ? {} : { group }),
    ...(score === undefined ? {} : { score }),
    ...(switching === undefined ? {} : { switching }),
  };
}

/** Who objects to profiling loses group and score at once, though the facts are read at night only. */
async function rowOfOversized(
  deps: RefreshCustomerDeps,
  customerId: CustomerId,
  { profile }: CustomerHistory,
  seen: CustomerState | undefined,
): Promise<CustomerRow | undefined> {
  if (!objects(profile) || seen === undefined || seen.row.objects) return undefined;
  await leaveLists(deps, customerId, seen);
  const { group: _group, score: _score, switching: _switching, ...row } = seen.row;
  return { ...row, objects: true };
}

/**
 * Recomputes one customer's row from all of its facts, under the fence. A customer of more than 2,000 facts would
 * cost hundreds of reads on every order: the stream only notes it for the nightly job and leaves its row alone, but for
 * an objection to profiling.
 * @returns the row, or undefined where it was left for the night.
 */
export async function refreshCustomer(
  deps: RefreshCustomerDeps,
  customerId: CustomerId,
  asOf: Instant,
  reach: RefreshReach,
): Promise<CustomerRow | undefined> {
  const limit = reach === 'stream' ? maximumFactsPerCustomer : undefined;
  let seen: CustomerState | undefined;
  const { row } = await recomputeFenced<Refreshed>({
    subject: `the row of customer ${customerId}`,
    async readRevision() {
      seen = await deps.customers.findState(customerId);
      return seen?.revision;
    },
    async compute() {
      const history = await deps.history.listCustomer(customerId, limit);
      return history.more
        ? { row: await rowOfOversized(deps, customerId, history, seen), leftForTheNight: true }
        : { row: await rowOf(deps, customerId, history, { asOf, seen }), leftForTheNight: false };
    },
    async put({ row, leftForTheNight }, seenRevision) {
      if (leftForTheNight) await deps.oversizedCustomers.add(customerId);
      return row === undefined || deps.customers.put(row, seenRevision, deps.now());
    },
  });
  return row;
}
