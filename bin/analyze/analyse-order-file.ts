import path from 'node:path';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import { asOfInstant, clockForNewestOrder } from '../../functions/domain/shop-clock.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import { withOrderFile } from '../read-for-import.ts';
import { writeLines } from '../write-lines.ts';
import { analyseOrders } from './analyse-orders.ts';
import { type AnalysisRequest, settingsFor } from './analysis-span.ts';
import { brandTables } from './brand-tables.ts';
import { customersOfOrders } from './customers-to-analyse.ts';
import { recommendationTables } from './recommendation-tables.ts';
import { analyseAndWrite, notUsed } from './write-analysis.ts';

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

/** Analyses a file of orders, of the formats of import: what is bought together and the like, and the customers. */
export async function analyseOrderFile(
  file: string,
  request: AnalysisRequest,
  maximumBasketItems: number,
): Promise<void> {
  const now = new Date();
  const { currency, timeZone, out, rejectedPath } = request;
  const terms = { currency, timeZone, now: () => now };
  await withOrderFile(file, rejectedPath, terms, async ({ log }, rejected, progress) => {
    if (log.newestPlacedAt === undefined) {
      throw new HoldfastError('analysis.empty', `${file} has no order to analyse`);
    }
    const asOf = asOfInstant(clockForNewestOrder(log.newestPlacedAt, now), now);
    const span = { ...daysOfLog(log, timeZone), asOfDay: calendarDayNumber(asOf, timeZone), asOf };
    const settings = settingsFor(file, request, span);
    progress.update('analysing', 0, 1);
    const analysed = await analyseOrders(log, { asOf, timeZone, maximumBasketItems });
    progress.update('analysing', 1, 1);
    const tables = [...recommendationTables(analysed), ...brandTables(log, currency, timeZone)];
    for (const [done, { fileName, lines }] of tables.entries()) {
      await writeLines(lines, path.join(out, fileName));
      progress.update('writing', done + 1, tables.length);
    }
    const customers = await analyseAndWrite(customersOfOrders(log, currency, timeZone), settings, out, progress);
    progress.finish();
    const paths = [...tables.map(({ fileName }) => path.join(out, fileName)), ...customers.paths];
    process.stdout.write(
      `${show.format(analysed.orderCount)} orders, ${show.format(analysed.itemIds.length)} items as of ${asOf}; ` +
        `${show.format(analysed.tooLargeOrderCount)} orders of more than ${maximumBasketItems} items give no evidence${notUsed(rejected)}\n` +
        `${customers.described}\n${paths.join('\n')}\n`,
    );
  });
}
