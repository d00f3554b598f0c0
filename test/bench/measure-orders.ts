import { countDistinctItems } from '../../functions/domain/orders/evidence-items.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import { encodeOrderFact } from '../../functions/stores/history/order-codec.ts';
import type { BenchRuntime } from './bench-runtime.ts';
import { apiOrders } from './shop-file.ts';

export interface OrderCost {
  readonly orders: number;
  /** Mean distinct items. */
  readonly lines: number;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Seconds from the first request to the last refreshed row. */
  readonly seconds: number;
  /** Mean of what the target allows, and orders above their own. */
  readonly allowedWriteUnits: number;
  readonly ordersAbove: number;
  readonly unitsByCaller: ReadonlyMap<string, { writeUnits: number; readUnits: number }>;
}

/** Size of the stored order in KB, rounded up, as DynamoDB bills it. */
function orderKilobytes(order: Order): number {
  const fact = encodeOrderFact({ kind: 'order', order, version: orderVersion(order), retiredPostings: [] });
  return Math.ceil(sizeOf(fact) / 1024);
}

/** Bytes of a value as DynamoDB counts them, within a few for numbers. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (Array.isArray(value)) return 3 + value.reduce((sum: number, part) => sum + 1 + sizeOf(part), 0);
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    return fields.reduce((sum, [name, field]) => sum + Buffer.byteLength(name) + 1 + sizeOf(field), 3);
  }
  return 1;
}

async function post(runtime: BenchRuntime, orders: readonly Order[]): Promise<void> {
  const answer = await fetch(`${runtime.url}/v1/orders`, {
    method: 'POST',
    headers: { authorization: `Bearer ${runtime.keys.ingest}`, 'content-type': 'application/json' },
    body: apiOrders(orders),
  });
  const result = (await answer.json()) as { accepted?: number };
  if (result.accepted !== orders.length) throw new Error(`not all accepted: ${JSON.stringify(result).slice(0, 500)}`);
}

/**
 * Sends orders `together` at a time and waits each time until every row is refreshed.
 * @param perLine and `fixed`: the target allows `perLine * k + fixed + KB` write units for an order of k items
 */
export async function measureOrders(
  runtime: BenchRuntime,
  orders: readonly Order[],
  together: number,
  perLine: number,
  fixed: number,
): Promise<OrderCost> {
  const unitsByCaller = new Map<string, { writeUnits: number; readUnits: number }>();
  let writeUnits = 0;
  let readUnits = 0;
  let allowed = 0;
  let ordersAbove = 0;
  const startedAt = performance.now();
  for (let start = 0; start < orders.length; start += together) {
    const group = orders.slice(start, start + together);
    await runtime.reset();
    await post(runtime, group);
    const units = await runtime.untilIdle();
    for (const { caller, ...used } of units.readings) {
      const sum = unitsByCaller.get(caller) ?? { writeUnits: 0, readUnits: 0 };
      unitsByCaller.set(caller, {
        writeUnits: sum.writeUnits + used.writeUnits,
        readUnits: sum.readUnits + used.readUnits,
      });
    }
    const groupAllowed = group.reduce(
      (sum, order) => sum + perLine * countDistinctItems(order) + fixed + orderKilobytes(order),
      0,
    );
    if (units.writeUnits > groupAllowed) ordersAbove += group.length;
    writeUnits += units.writeUnits;
    readUnits += units.readUnits;
    allowed += groupAllowed;
  }
  const count = orders.length;
  return {
    orders: count,
    lines: orders.reduce((sum, order) => sum + countDistinctItems(order), 0) / count,
    writeUnits: writeUnits / count,
    readUnits: readUnits / count,
    seconds: (performance.now() - startedAt) / 1000,
    allowedWriteUnits: allowed / count,
    ordersAbove,
    unitsByCaller: new Map(
      [...unitsByCaller].map(([caller, used]) => [
        caller,
        { writeUnits: used.writeUnits / count, readUnits: used.readUnits / count },
      ]),
    ),
  };
}
