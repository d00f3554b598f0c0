import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { type SimulationSettings, simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import { stages } from '../../lib/config.ts';
import { toApiOrder, toApiReturn } from '../api-shapes.ts';

/** A fixed one, so that the same customers and seed give the same file on every day. */
const defaultEnd = '2026-01-01T00:00:00.000Z';
const blockCharacters = 1 << 16;

/** Lines of the simulated shop's file: orders and returns as the API takes them. */
export function* simulatedLines(settings: SimulationSettings & { readonly currency: string }): Generator<string> {
  const decimals = currencyDecimals(settings.currency);
  for (const record of simulateShop(settings).records()) {
    const json = record.kind === 'order' ? toApiOrder(record.order, decimals) : toApiReturn(record.event);
    yield `${JSON.stringify(json)}\n`;
  }
}

async function writeLines(lines: Iterable<string>, stream: NodeJS.WritableStream): Promise<void> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < blockCharacters) continue;
    const hasRoom = stream.write(block);
    block = '';
    if (!hasRoom) await once(stream, 'drain');
  }
  stream.write(block);
}

/** Writes beside the file and renames at the end, so that a file of that name is always whole. */
async function writeFileWhole(path: string, lines: Iterable<string>): Promise<void> {
  const partialPath = `${path}.partial`;
  const stream = createWriteStream(partialPath);
  try {
    await Promise.race([writeLines(lines, stream), once(stream, 'error').then(([error]) => Promise.reject(error))]);
    stream.end();
    await finished(stream);
    await rename(partialPath, path);
  } catch (cause) {
    stream.destroy();
    await rm(partialPath, { force: true });
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('file.unwritable', `cannot write ${path}: ${why}`, { cause });
  }
}

function wholeNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A whole number is needed.');
  return Number(text);
}

function instant(text: string): string {
  const epoch = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epoch)) throw new InvalidArgumentError('A time such as 2026-01-01T00:00:00Z is needed.');
  return new Date(epoch).toISOString();
}

interface SimulateOptions {
  readonly customers: number;
  readonly seed: number;
  readonly end: string;
  readonly currency: string;
  readonly out?: string;
}

/** `holdfast simulate`: a reproducible shop as NDJSON. */
export function registerSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('write the orders and returns of a simulated shop as NDJSON; the same arguments give the same bytes')
    .requiredOption('--customers <number>', 'customers of the shop, guests included', wholeNumber)
    .requiredOption('--seed <number>', 'which shop: another seed, another shop', wholeNumber)
    .option('--end <instant>', 'nothing happens after it', instant, defaultEnd)
    .option('--currency <code>', 'ISO 4217 code of the orders', stages.dev.currency)
    .option('--out <file>', 'write to a file instead of standard output')
    .action(async ({ out, ...settings }: SimulateOptions) => {
      const lines = simulatedLines(settings);
      if (out !== undefined) return writeFileWhole(out, lines);
      // A reader that has seen enough, such as `head`, is no failure.
      process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
      return writeLines(lines, process.stdout);
    });
}
