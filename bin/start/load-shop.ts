import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulatedShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { importIntoTables } from '../import-into-tables.ts';
import { type StackOptions, withStack } from '../open-stack.ts';
import { rejectedPathOf } from '../read-for-import.ts';
import { itemLines, recordLines, serviceEventLines } from '../simulated-files.ts';
import { writeLines } from '../write-lines.ts';

/** Loads a file of orders into a stack that has just been started. */
export async function loadOrderFile(stack: StackOptions, file: string): Promise<void> {
  const { report } = await withStack(stack, (open) =>
    importIntoTables(open, { path: file, rejectedPath: rejectedPathOf(file) }),
  );
  process.stderr.write(report);
}

/** Loads a simulated shop, by way of the same files and the same import that a real shop takes. */
export async function loadSimulatedShop(stack: StackOptions, shop: SimulatedShop, currency: string): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-shop-'));
  try {
    const file = path.join(folder, 'simulated-shop.ndjson');
    const beside = { events: path.join(folder, 'events.ndjson'), items: path.join(folder, 'items.ndjson') };
    await writeLines(recordLines(shop, currency), file);
    await writeLines(serviceEventLines(shop, currency), beside.events);
    await writeLines(itemLines(shop, currency), beside.items);
    const rejectedPath = `${file}.rejected.ndjson`;
    await withStack(stack, (open) => importIntoTables(open, { path: file, rejectedPath, beside }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
