import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { BasketColumns } from '../../functions/domain/copurchase/basket-columns.ts';
import { rankShop } from '../../functions/domain/copurchase/neighbours.ts';
import { factPartition } from '../../functions/domain/fact-partition.ts';
import type { Order, ReturnEvent } from '../../functions/domain/orders/order.ts';
import { asOfInstant } from '../../functions/domain/shop-clock.ts';
import { projectOrder } from '../../functions/flows/project-order.ts';
import { recordOrders } from '../../functions/flows/record-orders.ts';
import { recordReturns } from '../../functions/flows/record-returns.ts';
import { refreshCustomer } from '../../functions/flows/refresh-customer.ts';
import { exactCounts, refreshItem } from '../../functions/flows/refresh-item.ts';
import { createStores, type Stores } from '../../functions/stores/create-stores.ts';
import type { TableAccess } from '../../functions/stores/table-access.ts';
import { physicalTableName, type TableKey } from '../../functions/stores/tables.ts';
import type { EmbeddedDatabase } from './embedded-database.ts';

/** Settings and stores as the functions get them, on an embedded database and a standing clock. */
export function shopOn(database: TableAccess, now = new Date('2026-04-01T00:00:00.000Z')) {
  const stores = createStores({ documents: database.documents, stackName: database.stackName });
  return {
    ...stores,
    now: () => now,
    currency: 'GBP',
    timeZone: 'Europe/London',
    minorUnitsPerMajorUnit: 100,
    maximumBasketItems: 100,
    rankShop: async (columns: BasketColumns) => rankShop(columns),
    remainingMilliseconds: () => Number.POSITIVE_INFINITY,
  };
}

export type Shop = ReturnType<typeof shopOn> & Stores;

/** Does to one order what ingestion and the three consumers do, one after another. */
export async function streamOrder(shop: Shop, order: Order): Promise<void> {
  await recordOrders(shop, [{ index: 0, order }]);
  await settleOrder(shop, order);
}

/** Runs the consumers for an order that is already recorded. */
export async function settleOrder(shop: Shop, order: Order): Promise<void> {
  const asOf = asOfInstant(await shop.program.readClock(), shop.now());
  const key = { partition: factPartition(order.orderId, order.customerId), orderId: order.orderId };
  const fact = await shop.history.getOrder(key);
  await projectOrder(shop, key);
  const items = new Set([
    ...(fact?.order.lines ?? []).map((line) => line.itemId),
    ...(fact?.retiredPostings ?? []).map((place) => place.itemId),
  ]);
  for (const itemId of items) {
    await refreshItem(shop, itemId, asOf, exactCounts({ basketCountOf: () => undefined }));
  }
  if (order.customerId !== undefined) await refreshCustomer(shop, order.customerId, asOf, 'stream');
}

export async function streamReturn(shop: Shop, event: ReturnEvent): Promise<void> {
  await recordReturns(shop, [{ index: 0, event }]);
  const asOf = asOfInstant(await shop.program.readClock(), shop.now());
  if (event.customerId !== undefined) await refreshCustomer(shop, event.customerId, asOf, 'stream');
}

/** What differs between two ways to the same state, and may: who wrote a row, how often and when. */
const incidental = ['revision', 'computedAt', 'imported'];

/**
 * Every row of a derived table that is not empty, without what is incidental, in key order. Tombstones and emptied
 * rows carry an expiry and are left out: they are on their way to deletion.
 */
export async function derivedRows(database: EmbeddedDatabase, table: TableKey): Promise<Record<string, unknown>[]> {
  const TableName = physicalTableName(database.stackName, table);
  const rows: Record<string, unknown>[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const answer = await database.documents.send(
      new ScanCommand({ TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }),
    );
    rows.push(...(answer.Items ?? []));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return rows
    .filter((row) => row.expiresAtEpochSeconds === undefined)
    .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !incidental.includes(name))))
    .sort((left, right) => (`${left.pk} ${left.sk}` < `${right.pk} ${right.sk}` ? -1 : 1));
}

export async function allDerivedRows(database: EmbeddedDatabase) {
  return {
    baskets: await derivedRows(database, 'baskets'),
    recommendations: await derivedRows(database, 'recommendations'),
    customers: await derivedRows(database, 'customers'),
  };
}
