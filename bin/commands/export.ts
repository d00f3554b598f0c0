import { type Command, InvalidArgumentError, Option } from 'commander';
import { maximumRecommendations } from '../../functions/contracts/selection-fields.ts';
import { channels } from '../../functions/domain/customers/customer-profile.ts';
import { personalKinds } from '../../functions/domain/personal/personal-answer.ts';
import { type ExportRequest, exportRecommendations } from '../export/export-recommendations.ts';
import { ExportTally } from '../export/export-tally.ts';
import { exportFormats } from '../export/recommendation-lines.ts';
import { type StackOptions, withStack, withStackOptions } from '../open-stack.ts';
import { wholeNumber } from '../whole-number.ts';

function listLength(text: string): number {
  const length = wholeNumber(text);
  if (length >= 1 && length <= maximumRecommendations) return length;
  throw new InvalidArgumentError(`A whole number from 1 to ${maximumRecommendations} is needed.`);
}

/** Adds `export recommendations`: lists for mail and other channels, of the customers who agreed to them. */
export function registerExportCommand(program: Command): void {
  const group = program.command('export').description('files for other tools');
  withStackOptions(group.command('recommendations'))
    .description('a list for each customer who agreed to a channel and does not object to being profiled')
    .requiredOption('--out <file>', 'where to write; the file is whole or not there')
    .addOption(new Option('--channel <name>', 'how they are to be written to').choices(channels).default('email'))
    .addOption(new Option('--kind <kind>', 'which list').choices([...personalKinds, 'both']).default('both'))
    .addOption(new Option('--format <name>', 'form of the file').choices(exportFormats).default('csv'))
    .option('--limit <number>', 'entries of a list at most', listLength, 10)
    .addHelpText(
      'after',
      '\nCSV has a line an entry; cells that a spreadsheet would run as a formula begin with an apostrophe.\n' +
        'NDJSON has a line a list, as GET /v1/customers/{customerId}/recommendations answers it.',
    )
    .action(async (options: StackOptions & ExportRequest) => {
      const tally = new ExportTally(process.stderr);
      await withStack(options, (open) => exportRecommendations(open, options, tally));
      process.stdout.write(`${tally.words()}\n`);
    });
}
