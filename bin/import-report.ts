import type { EntryOutcomes } from '../functions/flows/bulk-import/imported-entries.ts';
import type { OrderFile } from './readers/order-file.ts';
import type { BesideOrders } from './signals/beside-orders.ts';

/** What an import did, for the report at its end. */
export interface ImportSummary {
  readonly path: string;
  readonly file: OrderFile;
  readonly orders: EntryOutcomes;
  readonly returns: EntryOutcomes;
  /** What became of service events and of the catalogue, where there are files of them. */
  readonly events?: EntryOutcomes;
  readonly items?: EntryOutcomes;
  readonly beside?: Pick<BesideOrders, 'rejected'>;
  readonly namedItemCount: number;
  /** Absent through the API, which does not tell. */
  readonly tooLargeOrderCount?: number;
  readonly maximumBasketItems: number;
  readonly refreshedItemCount?: number;
  readonly refreshedCustomerCount?: number;
  readonly rejectedCount: number;
  readonly rejectedPath: string;
  readonly elapsedMilliseconds: number;
}

const whole = new Intl.NumberFormat('en');
const show = (count: number): string => whole.format(count);

/** What the outcomes of lines mean; a code that is not here speaks for itself. */
const meanings: Readonly<Record<string, string>> = {
  'order-line': 'lines of orders',
  order: 'orders',
  return: 'returns',
  'order.again': 'orders the file has twice',
  'order.older-version': 'of older versions of an order',
  'return.again': 'returns the file has twice',
  'order.broken': 'of orders with a line that cannot be used',
  'line.service-charge': 'service charges: the code is not of a product',
  'line.stock-correction': 'stock corrections: no quantity sold',
  'line.zero-price': 'without a price',
  'line.price-decimals': 'with a fraction of a penny',
  'line.bad-debt': 'adjustments of bad debt',
  'line.invoice-number': 'with an unknown kind of invoice',
  'line.malformed': 'malformed',
  'line.not-json': 'not JSON',
  'return.no-customer': 'cancellations without customer',
  'return.service-code': 'cancellations of service charges',
  'return.quantity': 'cancellations that take nothing back',
  'order.customer-changed': 'of an order of another customer',
};

const meaningOf = (code: string): string => (meanings[code] === undefined ? code : `${meanings[code]} (${code})`);

function table(entries: Iterable<readonly [number, string]>): string[] {
  const rows = [...entries].map(([count, text]) => [show(count), text] as const);
  const width = Math.max(0, ...rows.map(([count]) => count.length));
  return rows.map(([count, text]) => `  ${count.padStart(width)}  ${text}`);
}

function entryLines(name: string, outcomes: EntryOutcomes): string[] {
  const rejected = [...outcomes.rejected].map(([code, count]): [number, string] => [count, `not stored: ${code}`]);
  const stored: [number, string][] = [
    [outcomes.accepted, 'stored'],
    [outcomes.unchanged, 'unchanged: stored before, or in a newer version'],
  ];
  const all = [...stored, ...rejected];
  const total = all.reduce((sum, [count]) => sum + count, 0);
  return [`${name}: ${show(total)}`, ...table(all)];
}

const isAnything = (outcomes: EntryOutcomes | undefined): outcomes is EntryOutcomes =>
  outcomes !== undefined && outcomes.accepted + outcomes.unchanged + outcomes.rejected.size > 0;

/** The report of an import: every line, order and return of the file, each counted once. */
export function importReport(summary: ImportSummary): string {
  const { file } = summary;
  const { log } = file;
  const outcomes = [...file.linesByOutcome].map(([code, count]): [number, string] => [count, meaningOf(code)]);
  const invoices = file.invoices;
  const lines = [
    `${summary.path}: ${show(file.linesRead)} lines read`,
    ...table(outcomes),
    ...(invoices === undefined
      ? []
      : [
          `invoices: ${show(invoices.total)}, of them ${show(invoices.cancellations)} cancellations and ${show(invoices.adjustments)} adjustments`,
        ]),
    `in use: ${show(log.lineCount)} order lines in ${show(log.orderCount)} orders of ${show(log.customerCount)} customers and guests over ${show(log.itemCount)} items`,
    ...entryLines('orders', summary.orders),
    ...entryLines('returns', summary.returns),
    ...(isAnything(summary.events) ? entryLines('service events', summary.events) : []),
    ...(isAnything(summary.items) ? entryLines('catalogue', summary.items) : []),
    ...(summary.beside?.rejected ?? []).map(
      ({ path, count }) => `${show(count)} lines that cannot be used are in ${path}, each with its reason`,
    ),
    ...(summary.tooLargeOrderCount === undefined
      ? []
      : [
          `too large for pair evidence: ${show(summary.tooLargeOrderCount)} orders of more than ${show(summary.maximumBasketItems)} distinct items`,
        ]),
    `items named in the catalogue: ${show(summary.namedItemCount)}`,
    ...(summary.refreshedItemCount === undefined || summary.refreshedCustomerCount === undefined
      ? []
      : [`rows made: ${show(summary.refreshedItemCount)} items, ${show(summary.refreshedCustomerCount)} customers`]),
    summary.rejectedCount === 0
      ? 'nothing was rejected'
      : `${show(summary.rejectedCount)} lines, orders and returns that were not used are in ${summary.rejectedPath}, each with its reason`,
    `done in ${(summary.elapsedMilliseconds / 1_000).toFixed(1)} s`,
  ];
  return `${lines.join('\n')}\n`;
}
