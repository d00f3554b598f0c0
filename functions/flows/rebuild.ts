import { basketColumnsBuilder } from '../domain/copurchase/basket-columns.ts';
import { windowStart } from '../domain/copurchase/evidence-window.ts';
import type { RankShop } from '../domain/copurchase/neighbours.ts';
import { customerOfPartition } from '../domain/fact-partition.ts';
import type { CustomerId, ItemId } from '../domain/ids.ts';
import { evidenceLines } from '../domain/orders/evidence-items.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { BasketsStore } from '../stores/baskets/baskets-store.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import type { CustomerModelsStore } from '../stores/models/customer-models-store.ts';
import type { GuestOrdersStore } from '../stores/models/guest-orders-store.ts';
import type { RetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { type FitModelsDeps, fitModels } from './customers/fit-models.ts';
import { inChunks } from './in-chunks.ts';
import { inParallel } from './in-parallel.ts';
import { type ProjectOrderDeps, projectOrder } from './project-order.ts';
import { putRankedShop } from './put-ranked-shop.ts';
import { type RefreshCustomerDeps, refreshCustomer } from './refresh-customer.ts';
import { exactCounts, refreshItem } from './refresh-item.ts';
import { type RelateShopDeps, relateShop } from './relations/relate-shop.ts';
import { type SweepResult, type SweepStaleDeps, sweepStale } from './sweep-stale.ts';
import { type MeasureCustomersDeps, measureCustomers } from './switching/measure-customers.ts';

export interface RebuildDeps
  extends ProjectOrderDeps,
    RefreshCustomerDeps,
    SweepStaleDeps,
    RelateShopDeps,
    FitModelsDeps,
    MeasureCustomersDeps {
  readonly history: ProjectOrderDeps['history'] &
    RefreshCustomerDeps['history'] &
    RelateShopDeps['history'] &
    Pick<HistoryStore, 'scanFacts'>;
  readonly baskets: ProjectOrderDeps['baskets'] & SweepStaleDeps['baskets'] & Pick<BasketsStore, 'scanItems'>;
  readonly customers: RefreshCustomerDeps['customers'] &
    FitModelsDeps['customers'] &
    Pick<CustomersStore, 'scanCustomers'>;
  readonly customerModels: CustomerModelsStore;
  readonly guestOrders: GuestOrdersStore;
  readonly relations: RelateShopDeps['relations'] & MeasureCustomersDeps['relations'];
  readonly basketCounts: SweepStaleDeps['basketCounts'] & MeasureCustomersDeps['basketCounts'];
  readonly retentionReport: RetentionReportStore;
  readonly rankShop: RankShop;
}

export interface RebuildResult {
  readonly orderCount: number;
  readonly itemCount: number;
  readonly customerCount: number;
  readonly sweep: SweepResult;
}

const width = 16;
/**
 * Makes every derived row again from the facts, under the same fence as the streams, so it may run beside them. Items
 * are ranked all at once from one reading of the orders; rows whose facts are gone are emptied.
 */
export async function rebuild(deps: RebuildDeps): Promise<RebuildResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const since = windowStart(asOf, deps.evidenceWindowDays);
  // The first step of the fence for all items, before any order is read.
  const seenRevisions = new Map<ItemId, number | undefined>();
  for await (const { itemId, revision } of deps.recommendations.scanStates()) seenRevisions.set(itemId, revision);

  const customers = new Set<CustomerId>();
  const columns = basketColumnsBuilder();
  let orderCount = 0;
  await inChunks(deps.history.scanFacts(0, 1), width, async ({ partition, fact }) => {
    const customerId = customerOfPartition(partition);
    if (customerId !== undefined) customers.add(customerId);
    if (fact.kind !== 'order') return;
    orderCount += 1;
    const { order } = fact;
    if (since === undefined || order.placedAt >= since) {
      columns.add({ ...order, lines: evidenceLines(order, deps.maximumBasketItems) });
    }
    await projectOrder(deps, { partition, orderId: order.orderId });
  });
  for await (const customerId of deps.customers.scanCustomers()) customers.add(customerId);

  const ranked = await deps.rankShop(columns.build());
  await putRankedShop(deps, ranked, (itemId) => seenRevisions.get(itemId), asOf);
  const items = new Set(ranked.itemIds);
  const withoutEvidence = new Set<ItemId>();
  for await (const itemId of deps.baskets.scanItems()) if (!items.has(itemId)) withoutEvidence.add(itemId);
  for (const itemId of seenRevisions.keys()) if (!items.has(itemId)) withoutEvidence.add(itemId);
  await inParallel(withoutEvidence, width, (itemId) =>
    refreshItem(deps, itemId, asOf, exactCounts({ basketCountOf: () => undefined })),
  );
  await inParallel(customers, width, (customerId) => refreshCustomer(deps, customerId, asOf, 'nightly'));
  const sweep = await sweepStale(deps);
  await relateShop(deps);
  await fitModels(deps);
  await measureCustomers(deps);
  return {
    orderCount,
    itemCount: items.size + withoutEvidence.size,
    customerCount: customers.size,
    sweep,
  };
}
