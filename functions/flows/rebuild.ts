import { customerOfPartition } from '../domain/fact-partition.ts';
import type { CustomerId, ItemId } from '../domain/ids.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { BasketsStore } from '../stores/baskets/baskets-store.ts';
import type { CustomersStore } from '../stores/customers/customers-store.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { inParallel } from './in-parallel.ts';
import { type ProjectOrderDeps, projectOrder } from './project-order.ts';
import { type RefreshCustomerDeps, refreshCustomer } from './refresh-customer.ts';
import { exactCounts, refreshItem } from './refresh-item.ts';
import { type SweepResult, type SweepStaleDeps, sweepStale } from './sweep-stale.ts';

export interface RebuildDeps extends ProjectOrderDeps, RefreshCustomerDeps, SweepStaleDeps {
  readonly history: ProjectOrderDeps['history'] & RefreshCustomerDeps['history'] & Pick<HistoryStore, 'scanFacts'>;
  readonly baskets: ProjectOrderDeps['baskets'] & SweepStaleDeps['baskets'] & Pick<BasketsStore, 'scanItems'>;
  readonly customers: RefreshCustomerDeps['customers'] & Pick<CustomersStore, 'scanCustomers'>;
}

export interface RebuildResult {
  readonly orderCount: number;
  readonly itemCount: number;
  readonly customerCount: number;
  readonly sweep: SweepResult;
}

const width = 16;
/** Orders held at a time, so that memory does not grow with the shop. */
const chunkLength = 500;

/** Works through an endless input in chunks. */
async function inChunks<Input>(inputs: AsyncIterable<Input>, work: (input: Input) => Promise<void>): Promise<void> {
  let chunk: Input[] = [];
  for await (const input of inputs) {
    chunk.push(input);
    if (chunk.length < chunkLength) continue;
    await inParallel(chunk, width, work);
    chunk = [];
  }
  await inParallel(chunk, width, work);
}

/**
 * Makes every derived row again from the facts, through the same functions as the streams and under the same fence,
 * so it may run beside them. Rows whose facts are gone are emptied.
 */
export async function rebuild(deps: RebuildDeps): Promise<RebuildResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const customers = new Set<CustomerId>();
  let orderCount = 0;
  await inChunks(deps.history.scanFacts(0, 1), async ({ partition, fact }) => {
    const customerId = customerOfPartition(partition);
    if (customerId !== undefined) customers.add(customerId);
    if (fact.kind !== 'order') return;
    orderCount += 1;
    await projectOrder(deps, { partition, orderId: fact.order.orderId });
  });
  const items = new Set<ItemId>();
  for await (const itemId of deps.baskets.scanItems()) items.add(itemId);
  for await (const { itemId } of deps.recommendations.scanStates()) items.add(itemId);
  for await (const customerId of deps.customers.scanCustomers()) customers.add(customerId);
  // Scores come with the sweep; here each item only has to get its counts.
  await inParallel(items, width, (itemId) =>
    refreshItem(deps, itemId, asOf, exactCounts({ basketCountOf: () => undefined })),
  );
  await inParallel(customers, width, (customerId) => refreshCustomer(deps, customerId, asOf, 'nightly'));
  const sweep = await sweepStale(deps);
  return { orderCount, itemCount: items.size, customerCount: customers.size, sweep };
}
