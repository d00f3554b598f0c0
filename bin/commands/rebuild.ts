import type { Command } from 'commander';
import { rebuild } from '../../functions/flows/rebuild.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';

/** Adds `rebuild`: every derived row made again from the facts. */
export function registerRebuildCommand(program: Command): void {
  withStackOptions(program.command('rebuild'))
    .description('make every derived row again from the stored orders and returns; the shop may go on meanwhile')
    .action(async (options: StackOptions) => {
      const result = await withStack(options, rebuild);
      process.stdout.write(
        `rebuilt from ${result.orderCount} orders: ${result.itemCount} items, ${result.customerCount} customers\n`,
      );
    });
}
