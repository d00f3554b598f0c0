import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { OrderFile } from '../../../../bin/readers/order-file.ts';
import { readOrderFile } from '../../../../bin/readers/read-order-file.ts';
import { RejectedLines } from '../../../../bin/readers/rejected-lines.ts';
import { createOrderParser } from '../../../../functions/contracts/order-contract.ts';
import { createReturnParser } from '../../../../functions/contracts/return-contract.ts';

const context = { currency: 'GBP', decimals: 2, now: () => new Date('2026-01-01T00:00:00.000Z') };

export interface ReadText {
  readonly file: OrderFile;
  /** Lines of the file of rejected lines; empty where there is none. */
  readonly rejected: readonly Readonly<Record<string, unknown>>[];
}

/** Reads a text as if it were a file of orders. */
export async function readText(text: string, form: 'plain' | 'gzip' = 'plain'): Promise<ReadText> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-read-'));
  try {
    const path = join(folder, 'orders');
    await writeFile(path, form === 'gzip' ? gzipSync(text) : text);
    const rejected = new RejectedLines(join(folder, 'rejected.ndjson'));
    const file = await readOrderFile(path, {
      rejected,
      timeZone: 'Europe/London',
      parser: { parseOrder: createOrderParser(context), parseReturn: createReturnParser(context) },
    });
    await rejected.close();
    const lines = rejected.count === 0 ? [] : (await readFile(rejected.path, 'utf8')).trimEnd().split('\n');
    return { file, rejected: lines.map((line) => JSON.parse(line)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const ordersOf = ({ log }: OrderFile) =>
  Array.from({ length: log.orderCount }, (_, index) => log.orderAt(index));
export const returnsOf = ({ log }: OrderFile) =>
  Array.from({ length: log.returnCount }, (_, index) => log.returnAt(index));
