import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { factPartition } from '../../functions/domain/fact-partition.ts';
import { type CustomerId, toCustomerId, toItemId } from '../../functions/domain/ids.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';
import { asOfInstant } from '../../functions/domain/shop-clock.ts';
import { mergeCustomers } from '../../functions/flows/moving/merge-customers.ts';
import { projectOrder } from '../../functions/flows/project-order.ts';
import { refreshCustomer } from '../../functions/flows/refresh-customer.ts';
import { exactCounts, refreshItem } from '../../functions/flows/refresh-item.ts';
import { createErasureStore } from '../../functions/stores/history/erasure-store.ts';
import { physicalTableName } from '../../functions/stores/tables.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';
import { type Shop, shopOn } from './shop.ts';

/** A shop with what moving orders needs beside it. */
export const movingShopOn = (database: EmbeddedDatabase) => ({
  ...shopOn(database),
  erasure: createErasureStore(database),
});
export type MovingShop = ReturnType<typeof movingShopOn>;

export const merge = (shop: MovingShop, from: string, into: string) =>
  mergeCustomers(shop, toCustomerId(from), toCustomerId(into));

/** Every row of `History`, in key order. */
export async function historyRows(database: EmbeddedDatabase): Promise<readonly Record<string, unknown>[]> {
  const TableName = physicalTableName(database.stackName, 'history');
  const { Items = [] } = await database.documents.send(new ScanCommand({ TableName }));
  return Items.sort((left, right) => (`${left.pk} ${left.sk}` < `${right.pk} ${right.sk}` ? -1 : 1));
}

/** What the stream makes of the orders under all these customers (undefined: guest), in the order given. */
export async function settle(
  shop: Shop,
  orders: readonly Order[],
  customers: readonly (string | undefined)[],
): Promise<void> {
  const asOf = asOfInstant(await shop.program.readClock(), shop.now());
  const ids = customers.map((name): CustomerId | undefined => (name === undefined ? undefined : toCustomerId(name)));
  for (const customerId of ids) {
    for (const { orderId } of orders) {
      await projectOrder(shop, { partition: factPartition(orderId, customerId), orderId });
    }
  }
  const items = new Set(orders.flatMap(({ lines }) => lines.map(({ itemId }) => itemId)));
  for (const itemId of items) {
    await refreshItem(shop, itemId, asOf, exactCounts({ basketCountOf: () => undefined }));
  }
  for (const customerId of ids) if (customerId !== undefined) await refreshCustomer(shop, customerId, asOf, 'stream');
}

export const returnOf = (eventId: string, itemId: string, over: Partial<ReturnEvent> = {}): ReturnEvent => ({
  eventId,
  occurredAt: '2026-03-10T10:00:00.000Z',
  itemId: toItemId(itemId),
  quantity: 1,
  ...over,
});

export class Killed extends Error {}

/** The shop as a process sees it that is killed when it is about to send its n-th call of a store. */
export function killedAt(shop: MovingShop, call: number) {
  let calls = 0;
  const wrap = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          calls += 1;
          // Whoever is dead does nothing any more.
          if (calls >= call) throw new Killed(`killed at call ${call}`);
          return method.apply(target, args);
        };
      },
    });
  return { shop: { ...shop, ...wrapStores(shop, wrap) }, reached: () => calls >= call };
}

/** The stores that moving uses, each wrapped. */
export const wrapStores = (shop: MovingShop, wrap: <Store extends object>(store: Store) => Store) => ({
  history: wrap(shop.history),
  moving: wrap(shop.moving),
  merges: wrap(shop.merges),
  erasure: wrap(shop.erasure),
  profiles: wrap(shop.profiles),
  customers: wrap(shop.customers),
  oversizedCustomers: wrap(shop.oversizedCustomers),
  program: wrap(shop.program),
  serviceEvents: wrap(shop.serviceEvents),
  offers: wrap(shop.offers),
});
