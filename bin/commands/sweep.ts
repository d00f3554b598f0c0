import type { Command } from 'commander';
import { refreshOversizedCustomers } from '../../functions/flows/refresh-oversized-customers.ts';
import { sweepStale } from '../../functions/flows/sweep-stale.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';

/** Adds `sweep`: what the hourly and nightly jobs do, now. */
export function registerSweepCommand(program: Command): void {
  withStackOptions(program.command('sweep'))
    .description('bring all recommendations and best-sellers up to the newest counts, as the hourly job does')
    .action(async (options: StackOptions) => {
      const { items, customers } = await withStack(options, async (open) => ({
        items: await sweepStale(open),
        customers: await refreshOversizedCustomers(open),
      }));
      process.stdout.write(
        `${items.itemCount} items: ${items.recountedItemCount} counted anew, ${items.rescoredItemCount} scored anew; ` +
          `${customers.customerCount} oversized customers refreshed\n`,
      );
    });
}
