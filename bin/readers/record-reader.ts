import type { OrderFile } from './order-file.ts';
import type { CsvRecord } from './read-csv-records.ts';

/** Takes the records of one CSV format, in file order. */
export interface CsvReader {
  onRecord(record: CsvRecord): void;
  /** What the records add up to; called once, after the last. */
  finish(): OrderFile;
}

/** Takes the lines of a file of one object a line, in file order. */
export interface LineReader {
  onLine(text: string, lineNumber: number): void;
  /** What the lines add up to; called once, after the last. */
  finish(): OrderFile;
}
