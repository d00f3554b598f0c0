import { availableParallelism } from 'node:os';
import { Command, Option } from 'commander';
import { structureNames } from '../../functions/domain/simulation/shop-sizes.ts';
import { benchShop, type ShopBenchOptions } from './bench-shop.ts';
import { benchCopurchase, type CopurchaseBenchOptions, otherNames } from './copurchase/bench-copurchase.ts';
import { workloadNames } from './copurchase/workload.ts';
import { benchDueRanking } from './due-ranking.ts';
import { benchModels } from './models/bench-models.ts';
import { benchRedemptions, type RedemptionBenchOptions } from './redemptions.ts';
import { benchSignals, type SignalBenchOptions } from './signal-validity.ts';

const parts = ['load', 'serving', 'together', 'singly', 'curve'];
const bench = new Command('bench')
  .option('--file <file>', 'orders; default UCI Online Retail where it is at hand, else a simulated shop')
  .option('--orders <number>', 'newest orders that are sent while it is measured', Number, 2_000)
  .option('--singly <number>', 'how many of them, spread evenly, are also sent one by one', Number, 500)
  .option('--requests <number>', 'recommendation requests', Number, 5_000)
  .option('--only <parts...>', parts.join(', '), parts)
  .action((options: ShopBenchOptions) => benchShop(options));

bench
  .command('copurchase')
  .description('the 50 best neighbours of every item: the kernel, DuckDB and a map of maps')
  .addOption(
    new Option('--workload <names...>', '22k x 4k, 1M x 100k, 10M x 500k orders x items')
      .choices(workloadNames)
      .default(['w1', 'w2']),
  )
  .option('--runs <number>', 'runs of each competitor, in turn', Number, 5)
  .option('--threads <number>', 'of the kernel and DuckDB', Number, availableParallelism())
  .option('--all', 'DuckDB and the map of maps on w3 too', false)
  .addOption(
    new Option('--against <names...>', 'what to compare the kernel with').choices(otherNames).default(otherNames),
  )
  .action((options: CopurchaseBenchOptions) => benchCopurchase(options));

bench
  .command('due')
  .description('whether what is due again foresees next orders of Online Retail better than own frequency')
  .action(benchDueRanking);

bench
  .command('models')
  .description('fits of the customer models, a refresh of one customer, and the retention report of many')
  .option('--customers <number>', 'rows of the report', Number, 1_000_000)
  .action(({ customers }: { readonly customers: number }) => benchModels(customers));

bench
  .command('signals')
  .description('how often signals seem to tell who buys again in shops where nothing but chance does')
  .option('--seeds <number>', 'shops', Number, 200)
  .option('--customers <number>', 'of each shop', Number, 400)
  .addOption(
    new Option('--without <names...>', 'structures that are switched off')
      .choices(structureNames)
      .default(['switching-costs', 'service']),
  )
  .action((options: SignalBenchOptions) => benchSignals(options));

bench
  .command('redemptions')
  .description('a budget that many redeem from at once, over HTTP')
  .option('--customers <number>', 'each with an offer', Number, 10_000)
  .option('--uses <number>', 'of the budget', Number, 500)
  .option('--width <number>', 'requests at once', Number, 64)
  .action((options: RedemptionBenchOptions) => benchRedemptions(options));

await bench.parseAsync();
