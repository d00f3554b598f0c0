import { mkdir } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { type ModelUnit, modelUnits } from '../../functions/domain/repeat-buying/observation.ts';
import { stages } from '../../lib/config.ts';
import { analyseOrderFile } from '../analyze/analyse-order-file.ts';
import { analyseTransactionFile } from '../analyze/analyse-transaction-file.ts';
import { keepHeapCompact } from '../compact-heap.ts';
import { rejectedPathOf } from '../read-for-import.ts';
import { wholeNumber } from '../whole-number.ts';

interface AnalyzeOptions {
  readonly out: string;
  readonly timeZone: string;
  readonly currency: string;
  readonly maxBasketItems: number;
  readonly unit: ModelUnit;
  readonly calibrationEnd?: number;
  readonly customer?: string;
  readonly date?: string;
  readonly value?: string;
  readonly rejected?: string;
  readonly events?: string;
  readonly items?: string;
}

const dayMilliseconds = 86_400_000;

/** Reads an option's value as a day, counted from 1970-01-01. */
function day(text: string): number {
  const epoch = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epoch) || new Date(epoch).toISOString().slice(0, 10) !== text) {
    throw new InvalidArgumentError('A day such as 1997-09-30 is needed.');
  }
  return epoch / dayMilliseconds;
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
  const { customer, date, value, events, items } = options;
  const isLog = customer !== undefined || date !== undefined || value !== undefined;
  if (isLog && (customer === undefined || date === undefined)) {
    const missing = customer === undefined ? '--customer' : '--date';
    throw new HoldfastError(
      'analysis.columns',
      `a log of transactions needs --customer and --date; ${missing} is missing`,
    );
  }
  const beside = { ...(events === undefined ? {} : { events }), ...(items === undefined ? {} : { items }) };
  if (isLog && Object.keys(beside).length > 0) {
    const given = Object.keys(beside).map((name) => `--${name}`);
    const message = `${given.join(' and ')} go with a file of orders; with --customer the file is a log of transactions`;
    throw new HoldfastError('analysis.columns', message);
  }
  await makeDirectory(options.out);
  const request = { ...options, rejectedPath: options.rejected ?? rejectedPathOf(file) };
  if (customer === undefined || date === undefined) {
    return await analyseOrderFile(file, request, { maximumBasketItems: options.maxBasketItems, beside });
  }
  return await analyseTransactionFile(file, request, { customer, date, ...(value === undefined ? {} : { value }) });
}

/** `holdfast analyze`: what a stack would make of a file of orders, as files and without a stack. */
export function registerAnalyzeCommand(program: Command): void {
  program
    .command('analyze <file>')
    .description(
      'write what a stack would make of a file of orders, or of a log of transactions, as CSV and JSON files',
    )
    .requiredOption('--out <folder>', 'folder to write to; files of the same names are replaced')
    .option('--time-zone <name>', 'IANA zone of the shop, and of times that name none', stages.dev.timeZone)
    .option('--currency <code>', "the shop's currency", stages.dev.currency)
    .option(
      '--max-basket-items <number>',
      'orders of more items give no evidence',
      wholeNumber,
      defaultMaximumBasketItems,
    )
    .addOption(new Option('--unit <unit>', 'unit of time of the customer models').choices(modelUnits).default('week'))
    .option('--calibration-end <day>', 'learn from what came until this day, and foretell what came after it', day)
    .option('--customer <column>', 'the file is a log of transactions: column of the customer')
    .option('--date <column>', 'column of the day or time, such as 1997-01-31, 19970131, 2026-03-01T10:00:00Z')
    .option('--value <column>', 'column of the amount; below 0 is money given back; default: no amounts')
    .option('--events <file>', 'with a file of orders: its service events, NDJSON')
    .option('--items <file>', 'with a file of orders: its catalogue with tags, NDJSON')
    .option('--rejected <path>', 'file for lines that cannot be used; default FILE.rejected.ndjson in this folder')
    .action(analyze);
}
