import { maximumFactsPerCustomer, summariseCustomer } from '../domain/customers/customer-summary.ts';
import { customerPartition } from '../domain/fact-partition.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { Instant } from '../domain/orders/order.ts';
import type { CustomerRow } from '../stores/customers/customer-codec.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import type { OversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import { recomputeFenced } from './recompute-fenced.ts';

export interface RefreshCustomerDeps {
  readonly history: Pick<HistoryStore, 'listFacts'>;
  readonly customers: Pick<CustomersStore, 'readRevision' | 'put'>;
  readonly oversizedCustomers: Pick<OversizedCustomersStore, 'add'>;
  readonly now: () => Date;
  /** The shop's one currency, ISO 4217. */
  readonly currency: string;
  /** IANA name; decides which day an order falls on. */
  readonly timeZone: string;
}

/** How far a refresh reads: the stream stops at 2,000 facts, nightly work reads all. */
export type RefreshReach = 'stream' | 'nightly';

/**
 * Recomputes one customer's row from all of its facts, under the fence. A customer of more than 2,000 facts would
 * cost hundreds of reads on every order: the stream only notes it for the nightly job and leaves its row alone.
 * @returns the row, or undefined where it was left for the night.
 */
export function refreshCustomer(
  deps: RefreshCustomerDeps,
  customerId: CustomerId,
  asOf: Instant,
  reach: RefreshReach,
): Promise<CustomerRow | undefined> {
  const limit = reach === 'stream' ? maximumFactsPerCustomer : undefined;
  return recomputeFenced<CustomerRow | undefined>({
    subject: `the row of customer ${customerId}`,
    readRevision: () => deps.customers.readRevision(customerId),
    async compute() {
      const { facts, more } = await deps.history.listFacts(customerPartition(customerId), limit);
      if (more) return undefined;
      return {
        summary: summariseCustomer(customerId, facts, deps.currency, deps.timeZone),
        asOf,
        oversized: facts.length > maximumFactsPerCustomer,
      };
    },
    async put(row, seenRevision) {
      if (row !== undefined) return deps.customers.put(row, seenRevision, deps.now());
      await deps.oversizedCustomers.add(customerId);
      return true;
    },
  });
}
