import { type Command, InvalidArgumentError, Option } from 'commander';
import { HoldfastError } from '../../functions/domain/errors.ts';
import {
  evaluationOrders,
  evaluationSizes,
  habitNames,
  habitsCustomers,
  habitsSizes,
  habitsWithout,
  relationNames,
  type StructureName,
  structureNames,
} from '../../functions/domain/simulation/shop-sizes.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import type { SimulationSettings } from '../../functions/domain/simulation/simulation-settings.ts';
import { stages } from '../../lib/config.ts';
import { itemLines, recordLines, serviceEventLines } from '../simulated-files.ts';
import { truthLines } from '../truth-lines.ts';
import { wholeNumber } from '../whole-number.ts';
import { writeLines } from '../write-lines.ts';

/** A fixed one, so that the same customers and seed give the same file on every day. */
const defaultEnd = '2026-01-01T00:00:00.000Z';

type SettingsOfFile = SimulationSettings & { readonly currency: string };

/** Lines of the simulated shop's file: orders and returns as the API takes them. */
export const simulatedLines = (settings: SettingsOfFile): Generator<string> =>
  recordLines(simulateShop(settings), settings.currency);

function instant(text: string): string {
  const epoch = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epoch)) throw new InvalidArgumentError('A time such as 2026-01-01T00:00:00Z is needed.');
  return new Date(epoch).toISOString();
}

function structures(text: string): readonly StructureName[] {
  return text.split(',').map((given) => {
    const known = structureNames.find((name) => name === given.trim());
    if (known === undefined) throw new InvalidArgumentError(`Known are ${structureNames.join(', ')}.`);
    return known;
  });
}

interface SimulateOptions {
  readonly customers?: number;
  readonly orders?: number;
  readonly seed: number;
  readonly end: string;
  readonly currency: string;
  readonly shop: 'demo' | 'evaluation' | 'habits';
  readonly planted: 'all' | 'none';
  readonly without: readonly StructureName[];
  readonly out?: string;
  readonly truth?: string;
  readonly events?: string;
  readonly items?: string;
}

/** @throws HoldfastError `simulation.settings` where a number is given that a shop does not take */
function settingsOf(options: SimulateOptions): SettingsOfFile {
  const { customers, orders, seed, end, currency, shop, planted, without } = options;
  const same = { seed, end, currency };
  const off = (planting: readonly StructureName[]) => (planted === 'none' ? [...planting, ...without] : without);
  if (shop === 'evaluation') {
    if (customers !== undefined) {
      throw new HoldfastError(
        'simulation.settings',
        `--customers ${customers} is given for the evaluation shop, whose sizes are fixed; leave it out`,
      );
    }
    return { ...same, without: off(relationNames), orders: orders ?? evaluationOrders, sizes: evaluationSizes };
  }
  if (orders !== undefined) {
    throw new HoldfastError(
      'simulation.settings',
      `--orders ${orders} is given for the ${shop} shop, whose orders follow from --customers; it goes with --shop evaluation`,
    );
  }
  if (shop === 'habits') {
    const sizes = { customers: customers ?? habitsCustomers, sizes: habitsSizes };
    return { ...same, ...sizes, without: [...habitsWithout, ...off(habitNames)] };
  }
  if (customers === undefined) {
    throw new HoldfastError(
      'simulation.settings',
      'needed is --customers NUMBER, or --shop evaluation, or --shop habits',
    );
  }
  return { ...same, without: off(relationNames), customers };
}

async function simulate(options: SimulateOptions): Promise<void> {
  const shop = simulateShop(settingsOf(options));
  await writeLines(recordLines(shop, options.currency), options.out);
  if (options.events !== undefined) await writeLines(serviceEventLines(shop, options.currency), options.events);
  if (options.items !== undefined) await writeLines(itemLines(shop, options.currency), options.items);
  if (options.truth !== undefined) await writeLines(truthLines(shop), options.truth);
}

/** `holdfast simulate`: a reproducible shop as NDJSON, and the truth about it. */
export function registerSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('write the orders and returns of a simulated shop as NDJSON; the same arguments give the same bytes')
    .option(
      '--customers <number>',
      `customers of the demo shop, guests come on top; of the habits shop, default ${habitsCustomers}`,
      wholeNumber,
    )
    .option('--orders <number>', `orders of the evaluation shop; default ${evaluationOrders}`, wholeNumber)
    .option('--seed <number>', 'which shop: another seed, another shop', wholeNumber, 1)
    .addOption(
      new Option('--shop <name>', 'evaluation, habits: the sizes of docs/simulation.md')
        .choices(['demo', 'evaluation', 'habits'])
        .default('demo'),
    )
    .addOption(
      new Option('--planted <which>', 'none: items have nothing to do with each other, customers no habits')
        .choices(['all', 'none'])
        .default('all'),
    )
    .option('--without <names>', `switch off, by comma: ${structureNames.join(', ')}`, structures, [])
    .option('--end <instant>', 'nothing happens after it', instant, defaultEnd)
    .option('--currency <code>', 'ISO 4217 code of the orders', stages.dev.currency)
    .option('--out <file>', 'write to a file instead of standard output')
    .option('--events <file>', 'write service events there, as NDJSON: late deliveries, complaints, ratings')
    .option('--items <file>', 'write the catalogue there, as NDJSON')
    .option('--truth <file>', 'write there what was planted and what is true of each customer, as JSON')
    .action(simulate);
}
