import { type Command, InvalidArgumentError } from 'commander';
import { countPairs } from '../../functions/domain/copurchase/count-pairs.ts';
import { pairLines } from '../pair-lines.ts';
import { megabytes } from '../progress.ts';
import { StagedProgress } from '../read-for-import.ts';
import { readBasketTable } from '../readers/read-basket-table.ts';
import { sizeOfFile } from '../readers/read-blocks.ts';
import { wholeNumber } from '../whole-number.ts';
import { writeLines } from '../write-lines.ts';

interface PairsOptions {
  readonly order: string;
  readonly item: string;
  readonly minTogether: number;
  readonly out?: string;
}

function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('A whole number of 1 or more is needed.');
  return number;
}

/** Says on standard error what was read, so that the pairs alone go to standard output. */
function report(linesRead: number, skipped: ReadonlyMap<string, number>, orderCount: number, itemCount: number): void {
  const show = new Intl.NumberFormat('en');
  const notUsed = [...skipped].map(([reason, count]) => `${show.format(count)} not used: ${reason}`);
  const read = `${show.format(linesRead)} lines, ${show.format(orderCount)} orders, ${show.format(itemCount)} items`;
  process.stderr.write(`${[read, ...notUsed].join('; ')}\n`);
}

async function writePairs(path: string, { order, item, minTogether, out }: PairsOptions): Promise<void> {
  const size = await sizeOfFile(path);
  const progress = new StagedProgress();
  try {
    const { table, linesRead, skipped } = await readBasketTable(
      path,
      { order, item },
      { onProgress: (readBytes) => progress.update('reading', readBytes, size, megabytes) },
    );
    progress.finish();
    report(linesRead, skipped, table.basketIds.length, table.itemIds.length);
    const counts = countPairs(table);
    // Beside pairs on the same terminal a bar would be in the way.
    const onCounted =
      out === undefined
        ? undefined
        : (observations: number) => progress.update('counting pairs', observations, counts.observationCount);
    await writeLines(pairLines(counts, minTogether, onCounted), out);
    progress.finish();
  } catch (error) {
    progress.stop();
    throw error;
  }
}

/** `holdfast pairs`: every pair of items of any CSV of orders, with its counts and scores, as CSV. */
export function registerPairsCommand(program: Command): void {
  program
    .command('pairs <file>')
    .description('count every pair of items bought in one order, with its scores, as CSV; the file is any CSV or .gz')
    .requiredOption('--order <column>', 'column of the order id')
    .requiredOption('--item <column>', 'column of the item id')
    .option('--min-together <number>', 'leave out pairs of fewer orders', atLeastOne, 1)
    .option('--out <file>', 'write to a file instead of standard output')
    .addHelpText(
      'after',
      '\nAn order of k items makes k(k-1)/2 pairs, and none is left out here: one of 1,000 items makes 499,500.\n' +
        'Where a few giant orders (wholesale, robots) make most of the pairs, take them out of the file first.',
    )
    .action(writePairs);
}
