import type { CountedOrderLog } from './order-columns.ts';

export type OrderFileFormat = 'online-retail' | 'order-csv' | 'order-ndjson';

/** A file of orders as read. */
export interface OrderFile {
  readonly format: OrderFileFormat;
  readonly log: CountedOrderLog;
  /** Lines with anything on them, without a header. */
  readonly linesRead: number;
  /** What became of them, most frequent first; adds up to `linesRead`. */
  readonly linesByOutcome: ReadonlyMap<string, number>;
  /** Invoices by kind, where the format has such; orders are those with a line that could be used. */
  readonly invoices?: {
    readonly total: number;
    readonly cancellations: number;
    readonly adjustments: number;
  };
}
