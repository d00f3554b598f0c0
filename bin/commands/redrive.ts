import type { Command } from 'commander';
import { redrive } from '../../functions/flows/redrive.ts';
import { readFailedKeys } from '../failures/failed-invocation.ts';
import { openFailureStore } from '../failures/failure-store.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';

/** Adds `redrive`: records that a consumer gave up on are worked off by their keys. */
export function registerRedriveCommand(program: Command): void {
  withStackOptions(program.command('redrive'))
    .description('recompute or tell again what failed stream records were about, and mark them as worked off')
    .requiredOption('--failures <address>', 'where they lie: a folder, or s3://bucket as the stack puts out')
    .action(async (options: StackOptions & { readonly failures: string }) => {
      const store = openFailureStore(options.failures);
      const names = await store.list();
      const total = { orders: 0, items: 0, customers: 0, offers: 0, rolledBack: 0 };
      await withStack(options, async (open) => {
        // File by file: one that cannot be read stops the run, and those before it are done and marked.
        for (const name of names) {
          const result = await redrive(open, readFailedKeys(name, await store.read(name), options.stack));
          await store.finish(name);
          total.orders += result.orderCount;
          total.items += result.itemCount;
          total.customers += result.customerCount;
          total.offers += result.offerCount;
          total.rolledBack += result.rolledBackCount;
        }
      });
      process.stdout.write(
        `${names.length} files of failed records: ${total.orders} orders, ${total.items} items and ` +
          `${total.customers} customers recomputed, ${total.offers} changes of offers told again, ` +
          `${total.rolledBack} redemptions of cancelled orders taken back\n`,
      );
    });
}
