import { Command } from 'commander';
import { registerAnalyzeCommand } from './commands/analyze.ts';
import { registerEvaluateCommand } from './commands/evaluate.ts';
import { registerExportCommand } from './commands/export.ts';
import { registerImportCommand } from './commands/import.ts';
import { registerKeyCommand } from './commands/key.ts';
import { registerPairsCommand } from './commands/pairs.ts';
import { registerRebuildCommand } from './commands/rebuild.ts';
import { registerRedriveCommand } from './commands/redrive.ts';
import { registerSimulateCommand } from './commands/simulate.ts';
import { registerStartCommand } from './commands/start.ts';
import { registerSweepCommand } from './commands/sweep.ts';
import { reportError } from './report-error.ts';

const program = new Command('holdfast')
  .description('Recommendations and retention for an online shop: run it here, load it, look after it.')
  .showHelpAfterError('(holdfast help COMMAND tells more)')
  // The result alone goes to standard output, so that it can be piped on.
  .configureOutput({ writeErr: (text) => process.stderr.write(text) });

registerStartCommand(program);
registerImportCommand(program);
registerSimulateCommand(program);
registerPairsCommand(program);
registerAnalyzeCommand(program);
registerEvaluateCommand(program);
registerExportCommand(program);
registerSweepCommand(program);
registerRebuildCommand(program);
registerRedriveCommand(program);
registerKeyCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  reportError(error);
}
