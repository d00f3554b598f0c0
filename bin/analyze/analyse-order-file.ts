import path from 'node:path';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { asOfInstant, clockForNewestOrder } from '../../functions/domain/shop-clock.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { withOrderFile } from '../read-for-import.ts';
import { type BesideFiles, readBesideOrders } from '../signals/beside-orders.ts';
import { complementsIn, complementsUntil } from '../signals/complements.ts';
import { signalsOfShop } from '../signals/shop-signals.ts';
import { writeLines } from '../write-lines.ts';
import { analyseOrders } from './analyse-orders.ts';
import { type AnalysisRequest, settingsFor } from './analysis-span.ts';
import { brandTables } from './brand-tables.ts';
import { customersOfOrders } from './customers-to-analyse.ts';
import { type AnalysisTable, recommendationTables } from './recommendation-tables.ts';
import { signalTables } from './signal-tables.ts';
import { switchingReportOf } from './switching-report-of.ts';
import { analyseAndWrite, notUsed } from './write-analysis.ts';
import { writeReportPage } from './write-report-page.ts';

const show = new Intl.NumberFormat('en');

function daysOfLog(log: OrderLog, timeZone: string): { readonly firstDay: number; readonly lastDay: number } {
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < log.orderCount; index += 1) {
    const placed = calendarDayNumber(log.orderAt(index).placedAt, timeZone);
    firstDay = Math.min(firstDay, placed);
    lastDay = Math.max(lastDay, placed);
  }
  return { firstDay, lastDay };
}

async function writeTables(
  tables: readonly AnalysisTable[],
  folder: string,
  onWritten: (done: number, all: number) => void,
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const { fileName, lines } of tables) {
    const target = path.join(folder, fileName);
    await writeLines(lines, target);
    paths.push(target);
    onWritten(paths.length, tables.length);
  }
  return paths;
}

/** What of a file of orders is analysed how. */
export interface OrderFileSettings {
  /** Orders of more distinct items give no evidence. */
  readonly maximumBasketItems: number;
  readonly beside: BesideFiles;
}

/**
 * Analyses a file of orders, of the formats of import: what is bought together and the like, the customers, and what
 * holds them.
 */
export async function analyseOrderFile(
  file: string,
  request: AnalysisRequest,
  { maximumBasketItems, beside: besideFiles }: OrderFileSettings,
): Promise<void> {
  const now = new Date();
  const { currency, timeZone, out, rejectedPath } = request;
  const terms = { currency, timeZone, now: () => now };
  const beside = await readBesideOrders(besideFiles, terms);
  await withOrderFile(file, rejectedPath, terms, async ({ log }, rejected, progress) => {
    if (log.newestPlacedAt === undefined) {
      const why =
        rejected.firstReason === undefined ? '' : `; the first of its lines not used is ${rejected.firstReason}`;
      throw new HoldfastError('analysis.empty', `${file} has no order to analyse${why}`);
    }
    const asOf = asOfInstant(clockForNewestOrder(log.newestPlacedAt, now), now);
    const span = { ...daysOfLog(log, timeZone), asOfDay: calendarDayNumber(asOf, timeZone), asOf };
    const settings = settingsFor(file, request, span);
    progress.update('analysing', 0, 1);
    const analysed = await analyseOrders(log, { asOf, timeZone, maximumBasketItems });
    progress.update('analysing', 1, 1);
    const tables = [...recommendationTables(analysed), ...brandTables(log, currency, timeZone)];
    const paths = await writeTables(tables, out, (done, all) => progress.update('writing', done, all));
    const customers = await analyseAndWrite(customersOfOrders(log, currency, timeZone), settings, out, progress);
    progress.update('signals', 0, 1);
    // What is learnt until the end of calibration must not know what was bought after what later on.
    const isOfAll = settings.asOf === asOf;
    const until = { asOf: settings.asOf, timeZone, maximumBasketItems };
    const complements = isOfAll ? complementsIn(analysed.related) : complementsUntil(log, until);
    const signals = signalsOfShop({
      log,
      beside,
      complements,
      currency,
      timeZone,
      asOf: settings.asOf,
      asOfDay: settings.asOfDay,
    });
    progress.update('signals', 1, 1);
    const signalPaths = await writeTables(signalTables(signals, customers.analysed), out, (done, all) =>
      progress.update('writing signals', done, all),
    );
    const page = await writeReportPage(file, out, customers.analysed, switchingReportOf(signals, customers.analysed));
    progress.finish();
    process.stdout.write(
      `${show.format(analysed.orderCount)} orders, ${show.format(analysed.itemIds.length)} items as of ${asOf}; ` +
        `${show.format(analysed.tooLargeOrderCount)} orders of more than ${maximumBasketItems} items give no evidence${[rejected, ...beside.rejected].map(notUsed).join('')}\n` +
        `${customers.described}\n${[...paths, ...customers.paths, ...signalPaths, page].join('\n')}\n`,
    );
  });
}
