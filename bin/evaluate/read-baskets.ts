import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HoldfastError } from '../../functions/domain/errors.ts';
import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';
import { evidenceItems } from '../../functions/domain/orders/evidence-items.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { stages } from '../../lib/config.ts';
import { megabytes } from '../progress.ts';
import { StagedProgress, withOrderFile } from '../read-for-import.ts';
import { BasketLines } from '../readers/basket-lines.ts';
import { type BasketTableColumns, readBasketTable } from '../readers/read-basket-table.ts';
import { sizeOfFile } from '../readers/read-blocks.ts';

/** What to read a file as: the given columns, or without an order column a format that `import` knows. */
export interface BasketSource extends Partial<BasketTableColumns> {
  /** ISO 4217, of files that `import` knows; default that of the stage dev. */
  readonly currency?: string;
}

export interface ReadBaskets {
  readonly table: BasketTable;
  readonly linesRead: number;
  /** Lines not used, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
}

/** Baskets of the orders that count: cancelled ones and what was returned within them are left out. O(lines log). */
export function tableOfLog(log: OrderLog): BasketTable {
  const lines = new BasketLines({ withCustomers: true, moments: 'times' });
  for (let index = 0; index < log.orderCount; index += 1) {
    const order = log.orderAt(index);
    const placedAt = Date.parse(order.placedAt);
    for (const itemId of evidenceItems(order, Number.POSITIVE_INFINITY)) {
      lines.add(order.orderId, itemId, order.customerId, placedAt);
    }
  }
  return lines.toTable();
}

const usedOutcomes = new Set(['order-line', 'order', 'return']);

async function readKnownFormat(path: string, currency: string): Promise<ReadBaskets> {
  // What is rejected is counted here and looked at with `import`.
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-evaluate-'));
  try {
    const terms = { currency, timeZone: stages.dev.timeZone, now: () => new Date() };
    return await withOrderFile(path, join(folder, 'rejected.ndjson'), terms, async (file) => ({
      table: tableOfLog(file.log),
      linesRead: file.linesRead,
      skipped: new Map([...file.linesByOutcome].filter(([outcome]) => !usedOutcomes.has(outcome))),
    }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readColumns(path: string, columns: BasketTableColumns): Promise<ReadBaskets> {
  const size = await sizeOfFile(path);
  const progress = new StagedProgress();
  try {
    const read = await readBasketTable(path, columns, {
      onProgress: (readBytes) => progress.update('reading', readBytes, size, megabytes),
    });
    progress.finish();
    return read;
  } catch (error) {
    progress.stop();
    throw error;
  }
}

/**
 * Baskets of any CSV whose columns are given, or of a file that `import` reads.
 * @throws HoldfastError `evaluation.columns` where some columns are given but not both of order and item, and `file.*`
 */
export async function readBaskets(path: string, { currency, ...columns }: BasketSource): Promise<ReadBaskets> {
  const { order, item } = columns;
  if (order !== undefined && item !== undefined) return readColumns(path, { ...columns, order, item });
  if (Object.values(columns).some((column) => column !== undefined)) {
    throw new HoldfastError(
      'evaluation.columns',
      'name both --order and --item, or no column at all for a file that `import` reads',
    );
  }
  return readKnownFormat(path, currency ?? stages.dev.currency);
}
