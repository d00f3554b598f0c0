import type { CustomerId, ItemId } from '../domain/ids.ts';
import { type OrderKey, orderKeyText } from '../domain/orders/order-key.ts';
import { asOfInstant } from '../domain/shop-clock.ts';
import type { OutboxStore } from '../stores/delivery/outbox-store.ts';
import type { ProgramStore } from '../stores/program-store.ts';
import { inParallel } from './in-parallel.ts';
import { type RollBackRedemptionsDeps, rollBackRedemptions } from './offers/roll-back-redemptions.ts';
import { type ProjectOrderDeps, projectOrder } from './project-order.ts';
import { type RefreshCustomerDeps, refreshCustomer } from './refresh-customer.ts';
import { cachedCounts, type RefreshItemDeps, refreshItem } from './refresh-item.ts';
import { createShopCountsCache, type ShopCountsCacheDeps } from './shop-counts-cache.ts';

export interface RedriveDeps
  extends ProjectOrderDeps,
    RefreshCustomerDeps,
    RefreshItemDeps,
    ShopCountsCacheDeps,
    RollBackRedemptionsDeps {
  readonly history: ProjectOrderDeps['history'] & RefreshCustomerDeps['history'] & RollBackRedemptionsDeps['history'];
  readonly baskets: ProjectOrderDeps['baskets'] & RefreshItemDeps['baskets'];
  readonly recommendations: RefreshItemDeps['recommendations'] & ShopCountsCacheDeps['recommendations'];
  readonly outbox: Pick<OutboxStore, 'putAgain'>;
  readonly program: Pick<ProgramStore, 'readClock'>;
}

/** A change of `Offers` with its place in the stream. */
export interface FailedOffer {
  readonly customerId: CustomerId;
  readonly sequenceNumber: string;
  readonly change: Parameters<OutboxStore['putAgain']>[2];
}

/** Keys whose changes a consumer gave up on; each may be named many times. */
export interface FailedKeys {
  readonly orders: readonly OrderKey[];
  readonly customers: readonly CustomerId[];
  readonly items: readonly ItemId[];
  /** Changes of offers that nobody was told of. */
  readonly offers: readonly FailedOffer[];
  /** Whose cancelled orders may have redemptions to be taken back. */
  readonly redeemers: readonly CustomerId[];
}

export interface RedriveResult {
  readonly orderCount: number;
  readonly itemCount: number;
  readonly customerCount: number;
  readonly offerCount: number;
  /** Redemptions taken back. */
  readonly rolledBackCount: number;
}

const width = 16;

/**
 * Recomputes the keys of failed changes from what holds now: it does not matter how old the records are, in which
 * order they come or how often. Orders are projected anew, which also brings their items back onto the stream. Changes
 * of offers are not recomputed but told again, as they were, by way of the outbox.
 */
export async function redrive(deps: RedriveDeps, failed: FailedKeys): Promise<RedriveResult> {
  const asOf = asOfInstant(await deps.program.readClock(), deps.now());
  const orders = new Map(failed.orders.map((key) => [orderKeyText(key), key]));
  const customers = new Set(failed.customers);
  const items = new Set(failed.items);
  const offers = new Map(failed.offers.map((offer) => [offer.sequenceNumber, offer]));

  await inParallel(orders.values(), width, (key) => projectOrder(deps, key));
  await inParallel(customers, width, (customerId) => refreshCustomer(deps, customerId, asOf, 'stream'));
  await inParallel(offers.values(), width, ({ customerId, sequenceNumber, change }) =>
    deps.outbox.putAgain(customerId, sequenceNumber, change, deps.now()),
  );
  const cache = createShopCountsCache(deps);
  await cache.renew();
  await inParallel(items, width, (itemId) => refreshItem(deps, itemId, asOf, cachedCounts(cache)));
  const rolledBack = await inParallel(new Set(failed.redeemers), width, (customerId) =>
    rollBackRedemptions(deps, customerId),
  );
  return {
    orderCount: orders.size,
    itemCount: items.size,
    customerCount: customers.size,
    offerCount: offers.size,
    rolledBackCount: rolledBack.reduce((sum, count) => sum + count, 0),
  };
}
