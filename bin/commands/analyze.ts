import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { asOfInstant, clockForNewestOrder } from '../../functions/domain/shop-clock.ts';
import { stages } from '../../lib/config.ts';
import { analyseOrders } from '../analyze/analyse-orders.ts';
import { recommendationTables } from '../analyze/recommendation-tables.ts';
import { keepHeapCompact } from '../compact-heap.ts';
import { rejectedPathOf, withOrderFile } from '../read-for-import.ts';
import { wholeNumber } from '../whole-number.ts';
import { writeLines } from '../write-lines.ts';

interface AnalyzeOptions {
  readonly out: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly maxBasketItems: number;
  readonly rejected?: string;
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('file.unwritable', `cannot make the folder ${directory}: ${why}`, { cause });
  }
}

async function analyze(file: string, options: AnalyzeOptions): Promise<void> {
  keepHeapCompact();
  const now = new Date();
  await makeDirectory(options.out);
  const rejectedPath = options.rejected ?? rejectedPathOf(file);
  const terms = { currency: options.currency, timeZone: options.timeZone, now: () => now };
  const show = new Intl.NumberFormat('en');
  await withOrderFile(file, rejectedPath, terms, async ({ log }, rejected, progress) => {
    if (log.newestPlacedAt === undefined) {
      throw new HoldfastError('analysis.empty', `${file} has no order to analyse`);
    }
    const asOf = asOfInstant(clockForNewestOrder(log.newestPlacedAt, now), now);
    progress.update('analysing', 0, 1);
    const analysed = await analyseOrders(log, {
      asOf,
      timeZone: options.timeZone,
      maximumBasketItems: options.maxBasketItems,
    });
    progress.update('analysing', 1, 1);
    const tables = recommendationTables(analysed);
    for (const [done, { fileName, lines }] of tables.entries()) {
      await writeLines(lines, path.join(options.out, fileName));
      progress.update('writing', done + 1, tables.length);
    }
    progress.finish();
    const notUsed = rejected.count === 0 ? '' : `; ${show.format(rejected.count)} lines not used, see ${rejectedPath}`;
    process.stdout.write(
      `${show.format(analysed.orderCount)} orders, ${show.format(analysed.itemIds.length)} items as of ${asOf}; ` +
        `${show.format(analysed.tooLargeOrderCount)} orders of more than ${options.maxBasketItems} items give no evidence${notUsed}\n` +
        `${tables.map(({ fileName }) => path.join(options.out, fileName)).join('\n')}\n`,
    );
  });
}

/** `holdfast analyze`: what a stack would recommend from a file of orders, as files and without a stack. */
export function registerAnalyzeCommand(program: Command): void {
  program
    .command('analyze <file>')
    .description('write what a stack would make of a file of orders (the formats of import) as CSV files')
    .requiredOption('--out <folder>', 'folder to write to; files of the same names are replaced')
    .option('--time-zone <name>', 'IANA zone of the shop, and of times that name none', stages.dev.timeZone)
    .option('--currency <code>', "the shop's currency", stages.dev.currency)
    .option(
      '--max-basket-items <number>',
      'orders of more items give no evidence',
      wholeNumber,
      defaultMaximumBasketItems,
    )
    .option('--rejected <path>', 'file for lines that cannot be used; default FILE.rejected.ndjson in this folder')
    .action(analyze);
}
