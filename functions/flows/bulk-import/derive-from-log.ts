import { windowStart } from '../../domain/copurchase/evidence-window.ts';
import type { RankShop } from '../../domain/copurchase/neighbours.ts';
import { maximumFactsPerCustomer, summariseCustomer } from '../../domain/customers/customer-summary.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { OversizedCustomersStore } from '../../stores/models/oversized-customers-store.ts';
import { inParallel } from '../in-parallel.ts';
import { putRankedShop } from '../put-ranked-shop.ts';
import { type RefreshCustomerDeps, refreshCustomer } from '../refresh-customer.ts';
import type { RefreshItemDeps } from '../refresh-item.ts';
import type { ImportObserver } from './import-observer.ts';
import { basketsOfLog } from './log-baskets.ts';
import { entriesByCustomer, factsOf, type HeldLog } from './log-facts.ts';

export interface DeriveDeps extends RefreshItemDeps, RefreshCustomerDeps {
  readonly oversizedCustomers: Pick<OversizedCustomersStore, 'add'>;
  readonly rankShop: RankShop;
  /** Orders of more distinct items give no pair evidence. */
  readonly maximumBasketItems: number;
}

export interface DerivedRows {
  readonly itemCount: number;
  readonly customerCount: number;
}

const width = 32;

/**
 * Makes the derived rows from the file: right as long as the tables hold nothing but the file. Each row is put only
 * where there is none. Where there is one, somebody else is at work on the key and may know facts that the file does
 * not: the row is then recomputed from the tables.
 */
export async function deriveFromLog(
  deps: DeriveDeps,
  held: HeldLog,
  asOf: Instant,
  observer: ImportObserver,
): Promise<DerivedRows> {
  const since = windowStart(asOf, deps.evidenceWindowDays);
  const ranked = await deps.rankShop(basketsOfLog(held, deps.maximumBasketItems, since));
  const itemCount = ranked.itemIds.length;
  await putRankedShop(
    deps,
    ranked,
    () => undefined,
    asOf,
    (done) => observer.onProgress?.('recommendations', done, itemCount),
  );
  const customers = [...entriesByCustomer(held)];
  let doneCustomers = 0;
  await inParallel(customers, width, async ([customerId, entries]) => {
    const facts = factsOf(held.log, entries);
    const oversized = facts.length > maximumFactsPerCustomer;
    const summary = summariseCustomer(customerId, facts, deps.currency, deps.timeZone);
    // The stream leaves such a customer to the night, which has to know of it.
    if (oversized) await deps.oversizedCustomers.add(customerId);
    const isPut = await deps.customers.put({ summary, asOf, oversized }, undefined, deps.now());
    if (!isPut) await refreshCustomer(deps, customerId, asOf, 'nightly');
    doneCustomers += 1;
    observer.onProgress?.('customers', doneCustomers, customers.length);
  });
  return { itemCount, customerCount: customers.length };
}
