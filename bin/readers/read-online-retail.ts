import { toCustomerId, toItemId, toOrderId } from '../../functions/domain/ids.ts';
import { LineTally } from './line-tally.ts';
import { classifyOnlineRetailLine, invoiceKind, onlineRetailCurrency } from './online-retail-line.ts';
import { OrderColumns } from './order-columns.ts';
import type { OrderFile } from './order-file.ts';
import type { CsvRecord } from './read-csv-records.ts';
import type { CsvReader } from './record-reader.ts';
import type { RejectedLines } from './rejected-lines.ts';
import { TextInterner } from './text-interner.ts';
import { toInstant, wallClockReader } from './wall-clock-time.ts';

/**
 * Reads the UCI Online Retail file (Chen, Sain & Guo 2012, doi:10.1057/dbm.2012.17) as it is.
 * @param timeZone IANA name of the zone its wall-clock times are of
 */
export function onlineRetailReader(rejected: RejectedLines, timeZone: string): CsvReader {
  const columns = new OrderColumns();
  const tally = new LineTally();
  const invoices = new TextInterner();
  const invoiceCounts = { order: 0, cancellation: 0, adjustment: 0, unknown: 0 };
  const cancelledLines = new Map<string, number>();
  const epochOf = wallClockReader(timeZone);

  function countInvoice(invoice: string): void {
    const before = invoices.size;
    invoices.intern(invoice);
    if (invoices.size > before) invoiceCounts[invoiceKind(invoice)] += 1;
  }

  function reject({ lineNumber, raw }: CsvRecord, reason: string): void {
    tally.count(reason);
    rejected.add({ line: lineNumber, reason, raw });
  }

  return {
    onRecord(record) {
      const { fields } = record;
      countInvoice(fields[0] ?? '');
      const line = classifyOnlineRetailLine(fields, epochOf);
      if (line.kind === 'not-used') return reject(record, line.reason);
      if (line.kind === 'return') {
        // A cancellation may name an item twice: the lines are told apart by their turn in the file.
        const name = `${line.invoice}-${line.itemId}`;
        const turn = (cancelledLines.get(name) ?? 0) + 1;
        cancelledLines.set(name, turn);
        columns.addReturn({
          eventId: `${name}-${turn}`,
          occurredAt: toInstant(line.epochMilliseconds),
          customerId: toCustomerId(line.customerId),
          itemId: toItemId(line.itemId),
          quantity: line.quantity,
        });
        return tally.count('return');
      }
      const known = columns.rowOf(line.invoice);
      if (known !== undefined && columns.customerAt(known) !== line.customerId) {
        return reject(record, 'order.customer-changed');
      }
      const row = known ?? columns.open(headOf(line));
      columns.moveBack(row, line.epochMilliseconds);
      columns.appendPlain(row, line.itemId, line.quantity, line.unitPriceMinor);
      columns.noteName(line.itemId, line.epochMilliseconds, line.description);
      return tally.count('order-line');
    },

    finish(): OrderFile {
      return {
        format: 'online-retail',
        log: columns.finish(),
        linesRead: tally.linesRead,
        linesByOutcome: tally.toMap(),
        invoices: {
          total: invoices.size,
          cancellations: invoiceCounts.cancellation,
          adjustments: invoiceCounts.adjustment,
        },
      };
    },
  };

  function headOf(line: {
    readonly invoice: string;
    readonly customerId: string | undefined;
    readonly epochMilliseconds: number;
    readonly country: string;
  }) {
    const placedAt = toInstant(line.epochMilliseconds);
    return {
      orderId: toOrderId(line.invoice),
      ...(line.customerId === undefined ? {} : { customerId: toCustomerId(line.customerId) }),
      placedAt,
      updatedAt: placedAt,
      status: 'placed' as const,
      currency: onlineRetailCurrency,
      ...(line.country === '' ? {} : { country: line.country }),
    };
  }
}
