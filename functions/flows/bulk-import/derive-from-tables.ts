import { gatherBasketCounts } from '../../domain/copurchase/basket-counts.ts';
import type { ShopCounts } from '../../domain/copurchase/item-recommendations.ts';
import type { ItemId } from '../../domain/ids.ts';
import { evidenceItems } from '../../domain/orders/evidence-items.ts';
import type { Instant } from '../../domain/orders/order.ts';
import type { RecommendationsStore, RowState } from '../../stores/recommendations/recommendations-store.ts';
import { countsVersion } from '../counts-version.ts';
import { inParallel } from '../in-parallel.ts';
import { refreshCustomer } from '../refresh-customer.ts';
import { exactCounts, refreshItem } from '../refresh-item.ts';
import type { DeriveDeps, DerivedRows } from './derive-from-log.ts';
import type { ImportObserver } from './import-observer.ts';
import { entriesByCustomer, type HeldLog } from './log-facts.ts';

export interface DeriveFromTablesDeps extends DeriveDeps {
  readonly recommendations: DeriveDeps['recommendations'] & Pick<RecommendationsStore, 'scanStates'>;
}

const width = 16;

/**
 * Counts as the rows have them now. Rows scored with these are exact where the import changes no count, as when it
 * is run a second time; where it does, the sweep that follows finds and scores them again.
 */
async function countsBefore(deps: DeriveFromTablesDeps): Promise<ShopCounts> {
  const states: RowState[] = [];
  for await (const state of deps.recommendations.scanStates()) states.push(state);
  const counts = gatherBasketCounts(states);
  return {
    basketCountOf: (itemId) => counts.basketCountOf.get(itemId),
    ...(counts.shopBasketCount === undefined ? {} : { shopBasketCount: counts.shopBasketCount }),
    countsVersion: countsVersion(counts),
  };
}

function evidenceItemsOf({ log, orders }: HeldLog, maximumBasketItems: number): Set<ItemId> {
  const items = new Set<ItemId>();
  for (let index = 0; index < log.orderCount; index += 1) {
    if (!orders.isHeld(index)) continue;
    for (const itemId of evidenceItems(log.orderAt(index), maximumBasketItems)) items.add(itemId);
  }
  return items;
}

/** Recomputes from the tables every row that an entry of the file touches, also where the entry changed nothing. */
export async function deriveFromTables(
  deps: DeriveFromTablesDeps,
  held: HeldLog,
  retiredItems: ReadonlySet<ItemId>,
  asOf: Instant,
  observer: ImportObserver,
): Promise<DerivedRows> {
  const items = evidenceItemsOf(held, deps.maximumBasketItems);
  for (const itemId of retiredItems) items.add(itemId);
  const shop = await countsBefore(deps);
  let doneItems = 0;
  await inParallel(items, width, async (itemId) => {
    await refreshItem(deps, itemId, asOf, exactCounts(shop));
    doneItems += 1;
    observer.onProgress?.('recommendations', doneItems, items.size);
  });
  const customers = [...entriesByCustomer(held).keys()];
  let doneCustomers = 0;
  await inParallel(customers, width, async (customerId) => {
    await refreshCustomer(deps, customerId, asOf, 'nightly');
    doneCustomers += 1;
    observer.onProgress?.('customers', doneCustomers, customers.length);
  });
  return { itemCount: items.size, customerCount: customers.length };
}
