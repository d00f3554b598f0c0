import type { StagedProgress } from '../read-for-import.ts';
import type { RejectedLines } from '../readers/rejected-lines.ts';
import { type AnalysedCustomers, analyseCustomers, type CustomerAnalysisSettings } from './analyse-customers.ts';
import type { CustomerSource } from './customers-to-analyse.ts';
import { describeModels } from './describe-models.ts';
import { writeCustomerFiles } from './write-customer-files.ts';

const show = new Intl.NumberFormat('en');

/** Where the lines are that were not used, if there are any. */
export const notUsed = (rejected: Pick<RejectedLines, 'count' | 'path'>): string =>
  rejected.count === 0 ? '' : `; ${show.format(rejected.count)} lines not used, see ${rejected.path}`;

/** Analyses customers and writes their files; answers with the paths, what to tell of them, and what was found. */
export async function analyseAndWrite(
  source: CustomerSource,
  settings: CustomerAnalysisSettings,
  folder: string,
  progress: StagedProgress,
): Promise<{ readonly paths: readonly string[]; readonly described: string; readonly analysed: AnalysedCustomers }> {
  progress.update('customers', 0, 1);
  const analysed = analyseCustomers(source, settings);
  progress.update('customers', 1, 1);
  const paths = await writeCustomerFiles(analysed, folder, (done, all) =>
    progress.update('writing customers', done, all),
  );
  return { paths, described: describeModels(analysed.models), analysed };
}
