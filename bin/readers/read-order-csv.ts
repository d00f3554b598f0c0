import { maximumLines } from '../../functions/contracts/order-contract.ts';
import type { Issue } from '../../functions/contracts/parse-entry.ts';
import { canonicalText } from '../../functions/domain/canonical-text.ts';
import type { Order } from '../../functions/domain/orders/order.ts';
import { orderVersion } from '../../functions/domain/orders/order-version.ts';
import { LineTally } from './line-tally.ts';
import { OrderColumns } from './order-columns.ts';
import { orderCsvRecord } from './order-csv-columns.ts';
import type { OrderParser } from './order-parser.ts';
import type { CsvReader } from './record-reader.ts';
import type { RejectedLines } from './rejected-lines.ts';

/**
 * Reads CSV of the API's own shape: one line an order line, each repeating the columns of its order. An order with
 * a line that cannot be used is rejected whole, as it would be by the API: the rest of it would be another order.
 * @param header names of the columns, in the file's order
 */
export function orderCsvReader(header: readonly string[], rejected: RejectedLines, parser: OrderParser): CsvReader {
  const toOrder = orderCsvRecord(header);
  const columns = new OrderColumns();
  const tally = new LineTally();
  /** Orders rejected whole, with the row their earlier lines lie in. */
  const brokenOrders = new Map<string, number | undefined>();
  let lastHead: { readonly row: number; readonly text: string } | undefined;

  function headText(row: number): string {
    // Lines of one order mostly follow each other.
    if (lastHead?.row !== row) lastHead = { row, text: canonicalText(columns.headAt(row)) };
    return lastHead.text;
  }

  function breakOrder(orderId: string): void {
    const row = columns.rowOf(orderId);
    brokenOrders.set(orderId, row);
    if (row === undefined) return;
    tally.move('order-line', 'order.broken', columns.lineCountAt(row));
    columns.takeOut(row);
  }

  /** Adds a line; answers why it and its order cannot be used. */
  function take(order: Order): string | undefined {
    const { lines, ...head } = order;
    const row = columns.rowOf(order.orderId);
    const line = lines[0];
    if (line === undefined) return 'line.malformed';
    if (row !== undefined) {
      const stored = columns.headAt(row);
      if (stored.customerId !== order.customerId) return 'order.customer-changed';
      const version = orderVersion(order);
      const versionBefore = orderVersion(stored);
      if (version === versionBefore) {
        if (canonicalText(head) !== headText(row)) return 'order.lines-differ';
        if (columns.lineCountAt(row) === maximumLines) return 'order.too-many-lines';
        columns.append(row, line);
        tally.count('order-line');
        return undefined;
      }
      if (version < versionBefore) {
        tally.count('order.older-version');
        return undefined;
      }
      tally.move('order-line', 'order.older-version', columns.lineCountAt(row));
    }
    columns.append(columns.open(head), line);
    tally.count('order-line');
    return undefined;
  }

  return {
    onRecord({ fields, raw, lineNumber }) {
      const reject = (reason: string, orderId?: string, issues?: readonly Issue[]): void => {
        tally.count(reason);
        rejected.add({
          line: lineNumber,
          reason,
          ...(orderId === undefined ? {} : { orderId }),
          ...(issues === undefined ? {} : { issues }),
          raw,
        });
      };
      const json = toOrder(fields);
      const orderId = typeof json.orderId === 'string' ? json.orderId : undefined;
      if (orderId !== undefined && brokenOrders.has(orderId)) return reject('order.broken', orderId);
      if (fields.length !== header.length) {
        if (orderId !== undefined) breakOrder(orderId);
        return reject('line.malformed', orderId);
      }
      const parsed = parser.parseOrder(json);
      const reason = parsed.ok ? take(parsed.value) : parsed.code;
      if (reason === undefined) return undefined;
      if (orderId !== undefined) breakOrder(orderId);
      return reject(reason, orderId, parsed.ok ? undefined : parsed.issues);
    },

    finish() {
      const rows = new Set([...brokenOrders.values()].filter((row) => row !== undefined));
      for (const order of columns.collect(rows)) {
        rejected.add({ reason: 'order.broken', orderId: order.orderId, raw: order });
      }
      return {
        format: 'order-csv',
        log: columns.finish(),
        linesRead: tally.linesRead,
        linesByOutcome: tally.toMap(),
      };
    },
  };
}
