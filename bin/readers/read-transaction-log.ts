import { maximumMinor } from '../../functions/contracts/money.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { columnPlaces } from './column-places.ts';
import { LineTally } from './line-tally.ts';
import { readBlocks } from './read-blocks.ts';
import { type CsvRecord, readCsvRecords } from './read-csv-records.ts';
import type { RejectedLines } from './rejected-lines.ts';
import { TransactionLog } from './transaction-log.ts';
import { wallClockReader } from './wall-clock-time.ts';

/** Names of a file's columns, as its first line has them. */
export interface TransactionColumns {
  readonly customer: string;
  readonly date: string;
  /** Major units of the currency; below 0 is money given back. Default none: every value is 0, and there is no spend model. */
  readonly value?: string;
}

export interface TransactionReading {
  readonly columns: TransactionColumns;
  readonly rejected: RejectedLines;
  /** IANA name; decides which day a time with a zone is of. Times without one are of this zone. */
  readonly timeZone: string;
  /** Decimals of the currency. */
  readonly decimals: number;
  /** Told the bytes of the file read so far, between blocks. */
  readonly onProgress?: (readBytes: number) => void;
}

export interface TransactionFile {
  readonly log: TransactionLog;
  /** Lines with anything on them, without the header. */
  readonly linesRead: number;
  /** What became of them, most frequent first; adds up to `linesRead`. */
  readonly linesByOutcome: ReadonlyMap<string, number>;
}

const dayMilliseconds = 86_400_000;
const dateOnly = /^(\d{4})-?(\d{2})-?(\d{2})$/;
const zoned = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const decimalNumber = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** Days since 1970-01-01 of a calendar day; undefined where the calendar has no such day. */
function dayOfDate(year: string, month: string, day: string): number | undefined {
  const text = `${year}-${month}-${day}`;
  const epoch = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(epoch) || new Date(epoch).toISOString().slice(0, 10) !== text
    ? undefined
    : epoch / dayMilliseconds;
}

/** Reads a day of the shop: `1997-01-31`, `19970131`, or a time, with its zone or of the shop's. */
function dayReader(timeZone: string): (text: string) => number | undefined {
  const wallClock = wallClockReader(timeZone);
  const inZone = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (text) => {
    const [whole, year = '', month = '', day = ''] = dateOnly.exec(text) ?? [];
    if (whole !== undefined) return dayOfDate(year, month, day);
    // A time without a zone is of the shop's day that it names.
    if (wallClock(text) !== undefined) return dayOfDate(text.slice(0, 4), text.slice(5, 7), text.slice(8, 10));
    const epoch = zoned.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
    return Number.isNaN(epoch) ? undefined : Date.parse(inZone.format(epoch)) / dayMilliseconds;
  };
}

/** Minor units of a value, rounded to the nearest; undefined where the text is no amount of money. */
function readMinor(text: string, decimals: number): number | undefined {
  if (!decimalNumber.test(text)) return undefined;
  const minor = Math.round(Number(text) * 10 ** decimals);
  return Math.abs(minor) <= maximumMinor ? minor : undefined;
}

/** Takes the lines of a file with that header; answers what became of each. */
function lineTaker(path: string, header: readonly string[], reading: TransactionReading, log: TransactionLog) {
  const { columns, decimals } = reading;
  const placeOf = columnPlaces(path, header);
  const customerPlace = placeOf('customer', columns.customer);
  const datePlace = placeOf('date', columns.date);
  const valuePlace = columns.value === undefined ? undefined : placeOf('value', columns.value);
  const dayOf = dayReader(reading.timeZone);
  return ({ fields }: CsvRecord): string => {
    if (fields.length !== header.length) return 'line.malformed';
    const customer = (fields[customerPlace] ?? '').trim();
    if (customer === '') return 'line.no-customer';
    const day = dayOf((fields[datePlace] ?? '').trim());
    if (day === undefined) return 'line.date';
    const minor = valuePlace === undefined ? 0 : readMinor((fields[valuePlace] ?? '').trim(), decimals);
    if (minor === undefined) return 'line.value';
    log.add(customer, day, minor);
    return minor < 0 ? 'refund' : 'purchase';
  };
}

/**
 * Reads a log of transactions from any CSV file, plain or gzip, with a line for each. Ids are the cells as they stand,
 * without spaces around. Lines that cannot be used go to `rejected`. Memory: 16 bytes a line and the distinct ids.
 * @throws HoldfastError `file.missing-column`, `file.column-twice`, `time-zone.unknown`, `log.empty`, and `file.*` where
 *   the file as a whole cannot be read
 */
export async function readTransactionLog(path: string, reading: TransactionReading): Promise<TransactionFile> {
  const tally = new LineTally();
  const log = new TransactionLog();
  let take: ((record: CsvRecord) => string) | undefined;
  const blocks = readBlocks(path, async (readBytes) => {
    reading.onProgress?.(readBytes);
    await reading.rejected.caughtUp();
  });
  await readCsvRecords(path, blocks, (record) => {
    if (take === undefined) {
      take = lineTaker(
        path,
        record.fields.map((column) => column.trim()),
        reading,
        log,
      );
      return;
    }
    const outcome = take(record);
    tally.count(outcome);
    if (outcome.startsWith('line.')) {
      reading.rejected.add({ line: record.lineNumber, reason: outcome, raw: record.raw });
    }
  });
  if (log.purchaseCount === 0) {
    const why = [...tally.toMap()].map(([outcome, lines]) => `${lines} ${outcome}`).join(', ');
    throw new HoldfastError('log.empty', `${path} has no purchase that can be used${why === '' ? '' : `: ${why}`}`);
  }
  return { log, linesRead: tally.linesRead, linesByOutcome: tally.toMap() };
}
