import type { Command } from 'commander';
import { fitModels } from '../../functions/flows/customers/fit-models.ts';
import { refreshOversizedCustomers } from '../../functions/flows/refresh-oversized-customers.ts';
import { relateShop } from '../../functions/flows/relations/relate-shop.ts';
import { sweepStale } from '../../functions/flows/sweep-stale.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';

/** Adds `sweep`: what the hourly and nightly jobs do, now. */
export function registerSweepCommand(program: Command): void {
  withStackOptions(program.command('sweep'))
    .description(
      'bring recommendations, relations, customer models and the retention report up to the newest facts, as the hourly and nightly jobs do',
    )
    .action(async (options: StackOptions) => {
      const { items, customers, relations, models } = await withStack(options, async (open) => ({
        items: await sweepStale(open),
        customers: await refreshOversizedCustomers(open),
        relations: await relateShop(open),
        models: await fitModels(open),
      }));
      process.stdout.write(
        `${items.itemCount} items: ${items.recountedItemCount} counted anew, ${items.rescoredItemCount} scored anew; ` +
          `${customers.customerCount} oversized customers refreshed; ` +
          `${relations.writtenCount} rows of relations from ${relations.orderCount} orders; ` +
          `models of ${models.customerCount} customers, ${models.changedGroupCount} of them in another group\n`,
      );
    });
}
