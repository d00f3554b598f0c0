import type { RankShop } from '../../domain/copurchase/neighbours.ts';
import { asOfInstant } from '../../domain/shop-clock.ts';
import type { BasketsStore } from '../../stores/baskets/baskets-store.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import type { MovingStore } from '../../stores/history/moving-store.ts';
import type { ItemsStore } from '../../stores/items-store.ts';
import type { CustomerModelsStore } from '../../stores/models/customer-models-store.ts';
import type { GuestOrdersStore } from '../../stores/models/guest-orders-store.ts';
import type { OversizedCustomersStore } from '../../stores/models/oversized-customers-store.ts';
import type { ProgramStore } from '../../stores/program-store.ts';
import type { RetentionReportStore } from '../../stores/reports/retention-report-store.ts';
import { type FitModelsDeps, fitModels } from '../customers/fit-models.ts';
import type { ProjectOrderDeps } from '../project-order.ts';
import type { RefreshCustomerDeps } from '../refresh-customer.ts';
import { type FactSource, type RelateShopDeps, relateShop } from '../relations/relate-shop.ts';
import { type SweepStaleDeps, sweepStale } from '../sweep-stale.ts';
import { type HistorySource, type MeasureCustomersDeps, measureCustomers } from '../switching/measure-customers.ts';
import { deriveFromLog } from './derive-from-log.ts';
import { deriveFromTables } from './derive-from-tables.ts';
import { type ImportBesideDeps, type ImportedBeside, importBeside, type LogBeside } from './import-beside.ts';
import type { ImportObserver } from './import-observer.ts';
import { importOrders } from './import-orders.ts';
import { importReturns } from './import-returns.ts';
import type { EntryOutcomes } from './imported-entries.ts';
import { entriesByCustomer, factsOf, type HeldLog, heldOrders } from './log-facts.ts';
import { nameItems } from './name-items.ts';
import type { OrderLog } from './order-log.ts';
import { setClock } from './set-clock.ts';

export interface BulkImportDeps
  extends ProjectOrderDeps,
    RefreshCustomerDeps,
    SweepStaleDeps,
    RelateShopDeps,
    FitModelsDeps,
    MeasureCustomersDeps,
    ImportBesideDeps {
  readonly history: HistoryStore;
  readonly moving: MovingStore;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
  readonly baskets: BasketsStore;
  readonly items: ItemsStore;
  readonly customers: RefreshCustomerDeps['customers'] & FitModelsDeps['customers'];
  readonly customerModels: CustomerModelsStore;
  readonly guestOrders: GuestOrdersStore;
  readonly relations: RelateShopDeps['relations'] & MeasureCustomersDeps['relations'];
  readonly basketCounts: SweepStaleDeps['basketCounts'] & MeasureCustomersDeps['basketCounts'];
  readonly retentionReport: RetentionReportStore;
  readonly oversizedCustomers: Pick<OversizedCustomersStore, 'add'>;
  readonly program: ProgramStore;
  readonly rankShop: RankShop;
  /** Waits; a test's clock need not. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface BulkImportResult {
  readonly orders: EntryOutcomes;
  readonly returns: EntryOutcomes;
  /** Service events, and items of the catalogue, that came beside the orders. */
  readonly events: EntryOutcomes;
  readonly items: EntryOutcomes;
  /** Stored orders of more distinct items than give pair evidence. */
  readonly tooLargeOrderCount: number;
  /** Items whose name the catalogue did not have. */
  readonly namedItemCount: number;
  readonly refreshedItemCount: number;
  readonly refreshedCustomerCount: number;
  /** Whether derived rows came from the file: the tables were empty. */
  readonly derivedFrom: 'file' | 'tables';
}

/** Where the file is all there is, its orders need not be read from the tables again. */
const ordersOf =
  (held: HeldLog): FactSource =>
  async (take) => {
    for (const fact of heldOrders(held)) take(fact);
  };

const historiesOf =
  (held: HeldLog, { eventsOf }: Pick<ImportedBeside, 'eventsOf'>): HistorySource =>
  async (work) => {
    for (const [customerId, entries] of entriesByCustomer(held)) {
      const events = eventsOf.get(customerId) ?? [];
      await work({ customerId, facts: factsOf(held.log, entries), events, groupChanges: [], objects: false });
    }
  };

/**
 * Writes a file of orders straight into the tables: facts first, then the evidence they give, then derived rows
 * under the fence. Every write can be repeated, so a run that was killed is repaired by running it again. Streams
 * may go on beside it: facts and evidence are marked, so that consumers pass them over and do nothing twice, and an
 * order that somebody else changes meanwhile goes the ordinary way.
 */
export async function bulkImport(
  deps: BulkImportDeps,
  log: OrderLog,
  observer: ImportObserver = {},
  beside: LogBeside = { events: [], items: [] },
): Promise<BulkImportResult> {
  const [historyIsEmpty, basketsAreEmpty] = await Promise.all([deps.history.isEmpty(), deps.baskets.isEmpty()]);
  const startedEmpty = historyIsEmpty && basketsAreEmpty;
  await setClock(deps, log.newestPlacedAt, startedEmpty);
  const stored = await importBeside(deps, beside, observer);
  const orders = await importOrders(deps, log, startedEmpty, observer);
  const returns = await importReturns(deps, log, observer);
  const namedItemCount = await nameItems(deps, log, observer);
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const held: HeldLog = { log, orders: orders.held, returns: returns.held };
  const derived = startedEmpty
    ? await deriveFromLog(deps, held, asOf, observer)
    : await deriveFromTables(deps, held, orders.retiredItems, asOf, observer);
  observer.onProgress?.('sweep', 0, 1);
  await sweepStale(deps);
  observer.onProgress?.('sweep', 1, 1);
  observer.onProgress?.('relations', 0, 1);
  await (startedEmpty ? relateShop(deps, ordersOf(held)) : relateShop(deps));
  observer.onProgress?.('relations', 1, 1);
  observer.onProgress?.('models', 0, 1);
  await fitModels(deps);
  observer.onProgress?.('models', 1, 1);
  observer.onProgress?.('signals', 0, 1);
  await (startedEmpty ? measureCustomers(deps, historiesOf(held, stored)) : measureCustomers(deps));
  observer.onProgress?.('signals', 1, 1);
  return {
    orders: orders.outcomes,
    returns: returns.outcomes,
    events: stored.events,
    items: stored.items,
    tooLargeOrderCount: orders.tooLargeCount,
    namedItemCount,
    refreshedItemCount: derived.itemCount,
    refreshedCustomerCount: derived.customerCount,
    derivedFrom: startedEmpty ? 'file' : 'tables',
  };
}
