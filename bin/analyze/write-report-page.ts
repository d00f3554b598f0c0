import path from 'node:path';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import { viewRetentionReport } from '../../functions/contracts/retention-report-view.ts';
import type { SwitchingReport } from '../../functions/domain/switching/switching-report.ts';
import { bundleEnclosedPage } from '../../lib/bundle-page.ts';
import { type EnclosedReport, enclosedElementId } from '../../web/application/enclosed-report.ts';
import { writeLines } from '../write-lines.ts';
import type { AnalysedCustomers } from './analyse-customers.ts';

const fileName = 'report.html';

/**
 * Writes the report as one page with the data inside, to mail or keep; answers with its path.
 * @param switching absent for a log of transactions, which has no items
 */
export async function writeReportPage(
  file: string,
  folder: string,
  analysed: AnalysedCustomers,
  switching?: SwitchingReport,
): Promise<string> {
  const { currency } = analysed.settings;
  const report = viewRetentionReport(analysed.report, switching, { currency, decimals: currencyDecimals(currency) });
  const enclosed: EnclosedReport = { report, source: path.basename(file) };
  const target = path.join(folder, fileName);
  await writeLines([bundleEnclosedPage(enclosedElementId, enclosed)], target);
  return target;
}
