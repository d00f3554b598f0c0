import { HoldfastError } from '../../functions/domain/errors.ts';
import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';
import { BasketLines } from './basket-lines.ts';
import { columnPlaces } from './column-places.ts';
import { LineTally } from './line-tally.ts';
import { momentReader } from './moment-reader.ts';
import { readBlocks } from './read-blocks.ts';
import { type CsvRecord, readCsvRecords } from './read-csv-records.ts';

/** Names of a file's columns, as its first line has them. */
export interface BasketTableColumns {
  readonly order: string;
  readonly item: string;
  /** Default none: every order is a guest's. */
  readonly customer?: string;
  /**
   * Times such as `2026-03-01`, `2026-03-01 10:00`, `2026-03-01T10:00:00Z`; those without a zone are taken for UTC.
   * Default none.
   */
  readonly time?: string;
  /** Numbers that tell earlier from later, in place of `time`. Default none. */
  readonly sequence?: string;
}

export interface BasketTableFile {
  readonly table: BasketTable;
  /** Lines with anything on them, without the header. */
  readonly linesRead: number;
  /**
   * Lines not used, by reason, most frequent first: `line.malformed` (more cells than the header), `line.no-order`,
   * `line.no-item`, `order.customer-changed` (another customer than on an earlier line of the order).
   */
  readonly skipped: ReadonlyMap<string, number>;
}

const taken = 'order-line';

const isEmpty = (text: string): boolean => text.trim() === '';

function placesOf(path: string, header: readonly string[], columns: BasketTableColumns) {
  const placeOf = columnPlaces(path, header);
  const optional = (purpose: string, name: string | undefined): number | undefined =>
    name === undefined ? undefined : placeOf(purpose, name);
  return {
    order: placeOf('order', columns.order),
    item: placeOf('item', columns.item),
    customer: optional('customer', columns.customer),
    time: optional('time', columns.time),
    sequence: optional('sequence', columns.sequence),
  };
}

/** Takes the lines of a file with that header; answers why a line is not used. */
function lineTaker(path: string, header: readonly string[], columns: BasketTableColumns, lines: BasketLines) {
  const place = placesOf(path, header, columns);
  const momentOf = momentReader(path, place.time === undefined ? 'sequence' : 'time');
  const momentPlace = place.time ?? place.sequence;

  return ({ fields, lineNumber }: CsvRecord): string => {
    if (fields.length > header.length) return 'line.malformed';
    const order = fields[place.order] ?? '';
    const item = fields[place.item] ?? '';
    if (isEmpty(order)) return 'line.no-order';
    if (isEmpty(item)) return 'line.no-item';
    const moment = momentPlace === undefined ? undefined : momentOf(fields[momentPlace] ?? '', lineNumber);
    const customer = place.customer === undefined ? '' : (fields[place.customer] ?? '');
    const isTaken = lines.add(order, item, isEmpty(customer) ? undefined : customer, moment);
    return isTaken ? taken : 'order.customer-changed';
  };
}

/**
 * Reads baskets from any CSV file, plain or gzip, that has a line for each item of an order. Lines of an order may
 * lie apart; an item it has twice counts once; its moment is the earliest of its lines. Ids are the cells as they
 * stand. Memory: 8 bytes a line, 24 an order, and the distinct ids.
 * @throws HoldfastError `file.missing-column`, `file.column-twice`, `columns.time-and-sequence`, `line.time`,
 *   `line.sequence`, and `file.*` where the file as a whole cannot be read
 */
export async function readBasketTable(
  path: string,
  columns: BasketTableColumns,
  options: {
    /** Told the bytes of the file read so far, between blocks. */
    readonly onProgress?: (readBytes: number) => void;
  } = {},
): Promise<BasketTableFile> {
  if (columns.time !== undefined && columns.sequence !== undefined) {
    throw new HoldfastError(
      'columns.time-and-sequence',
      `the column of times (${columns.time}) and that of sequence numbers (${columns.sequence}) are given; give one`,
    );
  }
  const tally = new LineTally();
  const lines = new BasketLines({
    withCustomers: columns.customer !== undefined,
    moments: columns.time !== undefined ? 'times' : columns.sequence !== undefined ? 'sequence' : 'none',
  });
  let take: ((record: CsvRecord) => string) | undefined;
  const blocks = readBlocks(path, async (readBytes) => options.onProgress?.(readBytes));
  await readCsvRecords(path, blocks, (record) => {
    if (take !== undefined) tally.count(take(record));
    else take = lineTaker(path, record.fields, columns, lines);
  });
  if (take === undefined) throw new HoldfastError('file.empty', `${path} holds nothing but empty lines`);
  const outcomes = tally.toMap();
  return {
    table: lines.toTable(),
    linesRead: tally.linesRead,
    skipped: new Map([...outcomes].filter(([outcome]) => outcome !== taken)),
  };
}
