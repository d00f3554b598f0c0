import type { Issue } from '../../functions/contracts/parse-entry.ts';
import { LineTally } from './line-tally.ts';
import { OrderColumns } from './order-columns.ts';
import type { OrderParser } from './order-parser.ts';
import type { LineReader } from './record-reader.ts';
import type { RejectedLines } from './rejected-lines.ts';

type Json = Readonly<Record<string, unknown>>;

function parseObject(text: string): Json | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads NDJSON of the API's own shape: an order a line, or an event where the object has a `type`. Of several
 * versions of one order the newest counts, wherever it stands in the file.
 */
export function orderNdjsonReader(rejected: RejectedLines, parser: OrderParser): LineReader {
  const columns = new OrderColumns();
  const tally = new LineTally();

  function takeReturn(json: Json): { readonly outcome: string; readonly issues?: readonly Issue[] } {
    const parsed = parser.parseReturn(json);
    if (!parsed.ok) return { outcome: parsed.code, issues: parsed.issues };
    return { outcome: columns.addReturn(parsed.value) ? 'return' : 'return.again' };
  }

  return {
    onLine(text, lineNumber) {
      const reject = (
        reason: string,
        more: { readonly orderId?: string; readonly issues?: readonly Issue[] } = {},
      ): void => {
        tally.count(reason);
        rejected.add({ line: lineNumber, reason, ...more, raw: text });
      };
      const json = parseObject(text);
      if (json === undefined) return reject('line.not-json');
      if ('type' in json) {
        const { outcome, issues } = takeReturn(json);
        return issues === undefined ? tally.count(outcome) : reject(outcome, { issues });
      }
      const parsed = parser.parseOrder(json);
      if (!parsed.ok) return reject(parsed.code, { issues: parsed.issues });
      const { outcome } = columns.add(parsed.value);
      switch (outcome) {
        case 'added':
          return tally.count('order');
        case 'replaced':
        case 'older':
          // The counts of orders are the same either way: one line is in force and one is not.
          return tally.count('order.older-version');
        case 'same':
          return tally.count('order.again');
        case 'same-time-conflict':
        case 'customer-changed':
          return reject(`order.${outcome}`, { orderId: parsed.value.orderId });
      }
    },
    finish: () => ({
      format: 'order-ndjson',
      log: columns.finish(),
      linesRead: tally.linesRead,
      linesByOutcome: tally.toMap(),
    }),
  };
}
