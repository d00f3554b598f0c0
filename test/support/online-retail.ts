import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { withOrderFile } from '../../bin/read-for-import.ts';
import type { Order } from '../../functions/domain/orders/order.ts';

export const onlineRetailFile = new URL('../../../shared/data/online-retail.csv.gz', import.meta.url).pathname;

/** Whether UCI Online Retail lies beside the project; says so where it does not. */
export function hasOnlineRetail(what: string): boolean {
  const isThere = existsSync(onlineRetailFile);
  if (!isThere) process.stderr.write(`skipped: ${what}, as ${onlineRetailFile} is missing\n`);
  return isThere;
}

/** The orders of the file, in order of first mention. */
export async function readOnlineRetailOrders(): Promise<readonly Order[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-online-retail-'));
  const terms = { currency: 'GBP', timeZone: 'Europe/London', now: () => new Date() };
  try {
    return await withOrderFile(onlineRetailFile, path.join(folder, 'rejected.ndjson'), terms, async ({ log }) =>
      Array.from({ length: log.orderCount }, (_, index) => log.orderAt(index)),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
