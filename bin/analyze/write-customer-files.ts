import path from 'node:path';
import { currencyDecimals } from '../../functions/contracts/money.ts';
import { viewRetentionReport } from '../../functions/contracts/retention-report-view.ts';
import { writeLines } from '../write-lines.ts';
import type { AnalysedCustomers } from './analyse-customers.ts';
import { customerLines } from './customer-lines.ts';
import { modelsDocument } from './models-document.ts';

/** Files of an analysis of customers, in the order they are written. */
export const customerFileNames = ['models.json', 'report.json', 'customers.csv'] as const;

const indented = (document: object): readonly string[] => [`${JSON.stringify(document, null, 2)}\n`];

/** Writes what a file says of its customers; files of the same names are replaced whole. */
export async function writeCustomerFiles(
  analysed: AnalysedCustomers,
  folder: string,
  onWritten: (done: number, all: number) => void,
): Promise<readonly string[]> {
  const { currency } = analysed.settings;
  const decimals = currencyDecimals(currency);
  const linesOf = {
    'models.json': () => indented(modelsDocument(analysed.models, currency)),
    'report.json': () => indented(viewRetentionReport(analysed.report, undefined, { currency, decimals })),
    'customers.csv': () => customerLines(analysed, decimals),
  } as const;
  const paths: string[] = [];
  for (const fileName of customerFileNames) {
    const target = path.join(folder, fileName);
    await writeLines(linesOf[fileName](), target);
    paths.push(target);
    onWritten(paths.length, customerFileNames.length);
  }
  return paths;
}
