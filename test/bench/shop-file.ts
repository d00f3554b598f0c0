import { createWriteStream, existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { toApiOrder } from '../../bin/api-shapes.ts';
import { simulatedLines } from '../../bin/commands/simulate.ts';
import { withOrderFile } from '../../bin/read-for-import.ts';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import { compareIds } from '../../functions/domain/ids.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { stages } from '../../lib/config.ts';

const realFile = new URL('../../../shared/data/online-retail.csv.gz', import.meta.url);
const decimals = currencyDecimals(stages.dev.currency);

/** A shop's orders: those that are there before, and the newest, which are sent while it is measured. */
export interface BenchShop {
  readonly source: string;
  readonly before: readonly Order[];
  readonly newest: readonly Order[];
}

async function ordersOf(file: string, folder: string): Promise<Order[]> {
  const terms = { currency: stages.dev.currency, timeZone: stages.dev.timeZone, now: () => new Date() };
  return withOrderFile(file, `${folder}/rejected.ndjson`, terms, async ({ log }) =>
    Array.from({ length: log.orderCount }, (_, index) => log.orderAt(index)),
  );
}

/**
 * The orders of the given file, else of UCI Online Retail where it lies beside the project, else of a simulated shop.
 * @param folder for files that are made on the way
 */
export async function readBenchShop(
  given: string | undefined,
  folder: string,
  newestCount: number,
): Promise<BenchShop> {
  let file = given ?? realFile.pathname;
  let source = file.split('/').at(-1) ?? file;
  if (given === undefined && !existsSync(realFile)) {
    file = `${folder}/simulated.ndjson`;
    source = 'a simulated shop of 3,000 customers';
    const settings = { customers: 3_000, seed: 1, end: '2026-01-01T00:00:00.000Z', currency: stages.dev.currency };
    await pipeline(Readable.from(simulatedLines(settings)), createWriteStream(file));
  }
  const orders = (await ordersOf(file, folder)).sort(
    (left, right) => compareIds(left.placedAt, right.placedAt) || compareIds(left.orderId, right.orderId),
  );
  const cut = Math.max(0, orders.length - newestCount);
  return { source, before: orders.slice(0, cut), newest: orders.slice(cut) };
}

export const apiOrders = (orders: readonly Order[]): string =>
  JSON.stringify({ orders: orders.map((order) => toApiOrder(order, decimals)) });

/** Writes orders as a file that `import` reads. */
export async function writeOrderFile(orders: readonly Order[], file: string): Promise<void> {
  const lines = function* () {
    for (const order of orders) yield `${JSON.stringify(toApiOrder(order, decimals))}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(file));
}
