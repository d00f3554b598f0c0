import { gatherBasketCounts } from '../../domain/copurchase/basket-counts.ts';
import { windowStart } from '../../domain/copurchase/evidence-window.ts';
import { type ShopCounts, togetherRow } from '../../domain/copurchase/item-recommendations.ts';
import { type RankedShop, rankShop } from '../../domain/copurchase/neighbours.ts';
import { maximumFactsPerCustomer, summariseCustomer } from '../../domain/customers/customer-summary.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { OversizedCustomersStore } from '../../stores/models/oversized-customers-store.ts';
import { countsVersion } from '../counts-version.ts';
import { inParallel } from '../in-parallel.ts';
import { type RefreshCustomerDeps, refreshCustomer } from '../refresh-customer.ts';
import { exactCounts, type RefreshItemDeps, refreshItem } from '../refresh-item.ts';
import type { ImportObserver } from './import-observer.ts';
import { basketsOfLog } from './log-baskets.ts';
import { entriesByCustomer, factsOf, type HeldLog } from './log-facts.ts';

export interface DeriveDeps extends RefreshItemDeps, RefreshCustomerDeps {
  readonly oversizedCustomers: Pick<OversizedCustomersStore, 'add'>;
  /** Orders of more distinct items give no pair evidence. */
  readonly maximumBasketItems: number;
}

export interface DerivedRows {
  readonly itemCount: number;
  readonly customerCount: number;
}

const width = 32;

/** Counts of the whole shop, as the sweep would find them in the rows made from this evidence. */
function shopCountsOf(evidence: RankedShop): ShopCounts {
  const counts = gatherBasketCounts(evidence.countedItems());
  return {
    basketCountOf: (itemId) => counts.basketCountOf.get(itemId),
    ...(counts.shopBasketCount === undefined ? {} : { shopBasketCount: counts.shopBasketCount }),
    countsVersion: countsVersion(counts),
  };
}

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
  const evidence = rankShop(basketsOfLog(held, deps.maximumBasketItems, since));
  const shop = shopCountsOf(evidence);
  const itemIds = [...evidence.itemIds.entries()];
  let doneItems = 0;
  await inParallel(itemIds, width, async ([index, itemId]) => {
    const row = togetherRow(itemId, evidence.itemAt(index), shop, asOf);
    const isPut = await deps.recommendations.putTogether(row, undefined, deps.now());
    if (!isPut) await refreshItem(deps, itemId, asOf, exactCounts(shop));
    doneItems += 1;
    observer.onProgress?.('recommendations', doneItems, itemIds.length);
  });
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
  return { itemCount: itemIds.length, customerCount: customers.length };
}
