import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { simulatedLines } from '../commands/simulate.ts';
import { importIntoTables } from '../import-into-tables.ts';
import { type StackOptions, withStack } from '../open-stack.ts';
import { rejectedPathOf } from '../read-for-import.ts';

/** Loads a file of orders into a stack that has just been started. */
export async function loadOrderFile(stack: StackOptions, file: string): Promise<void> {
  const { report } = await withStack(stack, (open) =>
    importIntoTables(open, { path: file, rejectedPath: rejectedPathOf(file) }),
  );
  process.stderr.write(report);
}

export interface SimulatedShopSettings {
  readonly customers: number;
  readonly seed: number;
  readonly end: string;
  readonly currency: string;
}

/** Loads a simulated shop, by way of the same file and the same import that a real shop takes. */
export async function loadSimulatedShop(stack: StackOptions, settings: SimulatedShopSettings): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'holdfast-shop-'));
  try {
    const file = path.join(folder, 'simulated-shop.ndjson');
    await pipeline(Readable.from(simulatedLines(settings)), createWriteStream(file));
    await withStack(stack, (open) => importIntoTables(open, { path: file, rejectedPath: `${file}.rejected.ndjson` }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
