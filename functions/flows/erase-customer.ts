import { HoldfastError } from '../domain/errors.ts';
import { customerPartition, type FactPartition, viewPartition } from '../domain/fact-partition.ts';
import type { CustomerId, OrderId } from '../domain/ids.ts';
import { erasedStubLifeDays, eraseOrder } from '../domain/orders/erase-order.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { OutboxStore } from '../stores/delivery/outbox-store.ts';
import type { ErasureStore } from '../stores/history/erasure-store.ts';
import type { GroupChangesStore } from '../stores/history/group-changes-store.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import type { MergesStore } from '../stores/history/merges-store.ts';
import type { OversizedCustomersStore } from '../stores/models/oversized-customers-store.ts';
import type { ProgramStore } from '../stores/program-store.ts';
import type { RetentionReportStore } from '../stores/reports/retention-report-store.ts';
import { inParallel } from './in-parallel.ts';
import { type EraseOffersDeps, eraseOffers } from './offers/erase-offers.ts';
import { type RefreshCustomerDeps, refreshCustomer } from './refresh-customer.ts';

export interface EraseCustomerDeps extends RefreshCustomerDeps, EraseOffersDeps {
  readonly history: RefreshCustomerDeps['history'] & Pick<HistoryStore, 'getOrder'>;
  readonly erasure: ErasureStore;
  readonly groupChanges: Pick<GroupChangesStore, 'removeAll'>;
  readonly outbox: Pick<OutboxStore, 'removeAll'>;
  readonly retentionReport: Pick<RetentionReportStore, 'forget'>;
  readonly merges: Pick<MergesStore, 'find' | 'forget'>;
  readonly oversizedCustomers: RefreshCustomerDeps['oversizedCustomers'] & Pick<OversizedCustomersStore, 'remove'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
  readonly maximumBasketItems: number;
}

export interface EraseCustomerResult {
  /** Orders that were there, erased now or before. */
  readonly orderCount: number;
  /** Returns, views and other facts deleted. */
  readonly otherFactCount: number;
  /** Offers deleted, those that were decided and never sent among them. */
  readonly offerCount: number;
}

const width = 16;
const maximumAttempts = 5;
const daySeconds = 86_400;

async function eraseOne(
  deps: EraseCustomerDeps,
  partition: FactPartition,
  orderId: OrderId,
  expiresAtEpochSeconds: number,
): Promise<void> {
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const fact = await deps.history.getOrder({ partition, orderId });
    // An order that was moved is its new customer's; what is left of it here says nothing and expires.
    if (fact === undefined || fact.moved) return;
    const stub = fact.erased ? fact : eraseOrder(fact, deps.maximumBasketItems);
    // An erasure that was cut off may have left the owner: it is put also where the stub stands.
    if (!fact.erased && !(await deps.erasure.putStub(stub, fact.version, expiresAtEpochSeconds))) continue;
    await deps.erasure.expireOwner(orderId, partition, expiresAtEpochSeconds);
    return;
  }
  throw new HoldfastError('store.throttled', `order ${orderId} is being changed by others; send the request again`);
}

/** Erases what lies under one id, and before it what lies under those who were merged into it. */
async function eraseUnder(deps: EraseCustomerDeps, customerId: CustomerId): Promise<EraseCustomerResult> {
  const partition = customerPartition(customerId);
  const now = deps.now();
  const expiresAtEpochSeconds = Math.floor(now.getTime() / 1000) + erasedStubLifeDays * daySeconds;
  const { orderIds, otherSortKeys, mergedFrom } = await deps.erasure.listRows(partition);
  let orderCount = orderIds.length;
  let otherFactCount = otherSortKeys.length;
  let offerCount = 0;
  for (const source of mergedFrom) {
    const erased = await eraseUnder(deps, source);
    orderCount += erased.orderCount;
    otherFactCount += erased.otherFactCount;
    offerCount += erased.offerCount;
    await deps.merges.forget(source, customerId);
  }
  await inParallel(orderIds, width, (orderId) => eraseOne(deps, partition, orderId, expiresAtEpochSeconds));
  await inParallel(otherSortKeys, width, (sortKey) => deps.erasure.deleteFact(partition, sortKey));
  offerCount += await eraseOffers(deps, customerId);
  const views = viewPartition(customerId);
  const { otherSortKeys: viewSortKeys } = await deps.erasure.listRows(views);
  await inParallel(viewSortKeys, width, (sortKey) => deps.erasure.deleteFact(views, sortKey));
  const asOf = asOfInstant(await deps.program.readClock(), now);
  await refreshCustomer(deps, customerId, asOf, 'nightly');
  // The nightly job puts a change of group and then the row. One that it put since the rows were listed is deleted here,
  // where its row came before the emptied one; where its row would come after, the fence tells it to take it back.
  await deps.groupChanges.removeAll(customerId);
  // The same of what it put into the outbox.
  await deps.outbox.removeAll(customerId);
  await deps.retentionReport.forget(customerId);
  await deps.oversizedCustomers.remove(customerId);
  return { orderCount, otherFactCount: otherFactCount + viewSortKeys.length, offerCount };
}

/**
 * Erases a customer: orders shrink to stubs that take their evidence back through the stream and expire, everything
 * else that is kept of the customer is deleted, offers too, and the customer's row is emptied; the same under every id
 * that was merged into theirs. Each step can be repeated, so a call that was cut off is finished by the same call again.
 * Throws `customer.merged` for one who was merged into another: shops delete the account that goes as a part of
 * merging, and must not lose the one that is kept by it.
 */
export async function eraseCustomer(deps: EraseCustomerDeps, customerId: CustomerId): Promise<EraseCustomerResult> {
  const merge = await deps.merges.find(customerId);
  if (merge === undefined) return eraseUnder(deps, customerId);
  throw new HoldfastError(
    'customer.merged',
    `customer ${customerId} was merged into ${merge.into}, who has all that was kept; to erase both, erase ${merge.into}`,
  );
}
