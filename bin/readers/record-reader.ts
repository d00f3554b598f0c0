import type { OrderFile } from './order-file.ts';

/** Takes the records of one format, in file order. */
export interface RecordReader {
  onRecord(text: string, lineNumber: number): void;
  /** What the records add up to; called once, after the last. */
  finish(): OrderFile;
}
