import { HoldfastError } from '../../functions/domain/errors.ts';
import { onlineRetailColumns } from './online-retail-line.ts';
import { isOrderCsvHeader, requiredOrderCsvColumns } from './order-csv-columns.ts';
import type { OrderFile } from './order-file.ts';
import type { OrderParser } from './order-parser.ts';
import { readBlocks } from './read-blocks.ts';
import { type CsvRecord, readCsvRecords } from './read-csv-records.ts';
import { onlineRetailReader } from './read-online-retail.ts';
import { orderCsvReader } from './read-order-csv.ts';
import { orderNdjsonReader } from './read-order-ndjson.ts';
import { readTextLines } from './read-text-lines.ts';
import type { CsvReader } from './record-reader.ts';
import type { RejectedLines } from './rejected-lines.ts';

export interface OrderFileReading {
  readonly rejected: RejectedLines;
  /** IANA name of the zone that times without one are of. */
  readonly timeZone: string;
  readonly parser: OrderParser;
  /** Told the bytes of the file read so far, between blocks. */
  readonly onProgress?: (readBytes: number) => void;
}

type Blocks = AsyncGenerator<Buffer, void, undefined>;

const shownColumns = 20;
const shownCharacters = 300;

/** Chooses the format by the header: one whose columns are known. */
function csvReaderFor(path: string, header: CsvRecord, { rejected, parser, timeZone }: OrderFileReading): CsvReader {
  const columns = header.fields.map((column) => column.trim());
  if (columns.join() === onlineRetailColumns.join()) return onlineRetailReader(rejected, timeZone);
  if (isOrderCsvHeader(columns)) return orderCsvReader(columns, rejected, parser);
  const found = columns.slice(0, shownColumns).join(',').slice(0, shownCharacters);
  throw new HoldfastError(
    'file.unknown-format',
    `${path} is of no known format; its first line has the columns ${JSON.stringify(found)}; known are UCI Online Retail (${onlineRetailColumns.join(',')}), CSV of orders (at least ${requiredOrderCsvColumns.join(',')}) and NDJSON of orders ({"orderId":…} a line)`,
    { details: { path, columns: found } },
  );
}

async function readCsv(path: string, blocks: Blocks, reading: OrderFileReading): Promise<OrderFile> {
  let reader: CsvReader | undefined;
  await readCsvRecords(path, blocks, (record) => {
    if (reader === undefined) reader = csvReaderFor(path, record, reading);
    else reader.onRecord(record);
  });
  if (reader === undefined) throw new HoldfastError('file.empty', `${path} holds nothing but empty lines`);
  return reader.finish();
}

async function readNdjson(path: string, blocks: Blocks, { rejected, parser }: OrderFileReading): Promise<OrderFile> {
  const reader = orderNdjsonReader(rejected, parser);
  await readTextLines(path, blocks, reader.onLine);
  return reader.finish();
}

/** The blocks that hold the first letter of the file, as one, with that letter; neither where there is none. */
async function readFirst(blocks: Blocks): Promise<{ readonly block: Buffer; readonly letter: string | undefined }> {
  let block = Buffer.alloc(0);
  for (;;) {
    const next = await blocks.next();
    if (next.done) return { block, letter: undefined };
    block = Buffer.concat([block, next.value]);
    // A byte order mark is white space to `trimStart`.
    const letter = block.toString('utf8').trimStart()[0];
    if (letter !== undefined) return { block, letter };
  }
}

async function* chain(first: Buffer, rest: Blocks): Blocks {
  if (first.length > 0) yield first;
  yield* rest;
}

/**
 * Reads a file of orders, plain or gzip, of any known format. Lines that cannot be used go to `rejected`.
 * Memory: at most 100 bytes a line of Online Retail beside a constant.
 * @throws HoldfastError `file.*` where the file as a whole cannot be read
 */
export async function readOrderFile(path: string, reading: OrderFileReading): Promise<OrderFile> {
  const blocks = readBlocks(path, async (readBytes) => {
    reading.onProgress?.(readBytes);
    await reading.rejected.caughtUp();
  });
  const { block, letter } = await readFirst(blocks);
  const read = letter === '{' ? readNdjson : readCsv;
  return await read(path, chain(block, blocks), reading);
}
