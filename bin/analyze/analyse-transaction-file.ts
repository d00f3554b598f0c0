import { currencyDecimals } from '../../functions/contracts/money.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { asOfInstant, clockForNewestOrder } from '../../functions/domain/shop-clock.ts';
import { megabytes } from '../progress.ts';
import { StagedProgress } from '../read-for-import.ts';
import { sizeOfFile } from '../readers/read-blocks.ts';
import { readTransactionLog, type TransactionColumns } from '../readers/read-transaction-log.ts';
import { RejectedLines } from '../readers/rejected-lines.ts';
import { type AnalysisRequest, settingsFor } from './analysis-span.ts';
import { customersOfTransactions } from './customers-to-analyse.ts';
import { noonOf, transactionTimeZone } from './transaction-facts.ts';
import { analyseAndWrite, notUsed } from './write-analysis.ts';
import { writeReportPage } from './write-report-page.ts';

const show = new Intl.NumberFormat('en');

/** Analyses the customers of a log of transactions: customer, day and amount. */
export async function analyseTransactionFile(
  file: string,
  request: AnalysisRequest,
  columns: TransactionColumns,
): Promise<void> {
  const { currency, timeZone, out, rejectedPath } = request;
  const size = await sizeOfFile(file);
  const rejected = new RejectedLines(rejectedPath);
  const progress = new StagedProgress();
  try {
    const { log, linesRead } = await readTransactionLog(file, {
      columns,
      rejected,
      timeZone,
      decimals: currencyDecimals(currency),
      onProgress: (readBytes) => progress.update('reading', readBytes, size, megabytes),
    });
    const now = new Date();
    const asOf = asOfInstant(clockForNewestOrder(noonOf(log.lastDay), now), now);
    const span = {
      firstDay: log.firstDay,
      lastDay: log.lastDay,
      asOfDay: calendarDayNumber(asOf, transactionTimeZone),
      asOf,
    };
    const settings = settingsFor(file, request, span);
    const customers = await analyseAndWrite(customersOfTransactions(log, currency), settings, out, progress);
    const page = await writeReportPage(file, out, customers.analysed);
    progress.finish();
    await rejected.close();
    process.stdout.write(
      `${show.format(linesRead)} lines as of ${settings.asOf.slice(0, 10)}${notUsed(rejected)}\n` +
        `${customers.described}\n${[...customers.paths, page].join('\n')}\n`,
    );
  } catch (error) {
    progress.stop();
    await rejected.discard();
    throw error;
  }
}
