import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { HoldfastError } from '../../functions/domain/errors.ts';

/** A record longer than this is not one of orders, or a quote was left open. */
const maximumRecordBytes = 8_000_000;

/** One record of a CSV file. */
export interface CsvRecord {
  readonly fields: readonly string[];
  /** The record as it stands in the file, without the line break at its end. */
  readonly raw: string;
  /** Line it begins on; the first line of the file has number 1. */
  readonly lineNumber: number;
}

/** What csv-parse gives with its option `raw`. */
interface ParsedRecord {
  readonly record: readonly string[];
  /** Begins with a character for each empty line passed over, and may end within the line break. */
  readonly raw: string;
}

const carriageReturn = 13;
const lineFeed = 10;
const isLineBreakAt = (text: string, place: number): boolean => {
  const code = text.charCodeAt(place);
  return code === carriageReturn || code === lineFeed;
};

/**
 * Gives the records of a CSV file (RFC 4180), empty lines left out; a byte order mark is dropped. A quote within a
 * plain field is a letter like others, so an inch sign does not swallow the lines after it.
 * Memory is one block and one record.
 * @param path for errors only
 * @throws HoldfastError `file.line-too-long`, `file.open-quote`, and what `onRecord` throws
 */
export async function readCsvRecords(
  path: string,
  blocks: AsyncIterable<Buffer>,
  onRecord: (record: CsvRecord) => void,
): Promise<void> {
  let linesBefore = 0;

  function take({ record, raw }: ParsedRecord): void {
    let start = 0;
    let end = raw.length;
    while (start < end && isLineBreakAt(raw, start)) start += 1;
    while (start < end && isLineBreakAt(raw, end - 1)) end -= 1;
    const text = raw.slice(start, end);
    // Counted here: csv-parse takes CR LF within quotes for two lines.
    const lineNumber = linesBefore + start + 1;
    linesBefore = lineNumber;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) linesBefore += 1;
    onRecord({ fields: record, raw: text, lineNumber });
  }

  const parser = parse({
    bom: true,
    // Not `info` or `on_record`: a description of each record takes as long again as reading it.
    raw: true,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: maximumRecordBytes,
  });
  const records = new Writable({
    objectMode: true,
    write(parsed: ParsedRecord, _encoding, done) {
      try {
        take(parsed);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
  try {
    await pipeline(blocks, parser, records);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = `line ${linesBefore + 1} of ${path}`;
    switch (error.code) {
      case 'CSV_MAX_RECORD_SIZE':
        throw new HoldfastError(
          'file.line-too-long',
          `${line} is longer than ${maximumRecordBytes} bytes; is a quote left open?`,
          { cause: error },
        );
      case 'CSV_QUOTE_NOT_CLOSED':
        throw new HoldfastError('file.open-quote', `${line} or one after it opens a quote that is never closed`, {
          cause: error,
        });
      default:
        throw error;
    }
  }
}
