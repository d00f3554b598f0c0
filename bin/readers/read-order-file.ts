import { HoldfastError } from '../../functions/domain/errors.ts';
import { onlineRetailColumns } from './online-retail-line.ts';
import { isOrderCsvHeader, requiredOrderCsvColumns } from './order-csv-columns.ts';
import type { OrderFile } from './order-file.ts';
import type { OrderParser } from './order-parser.ts';
import { readLines } from './read-lines.ts';
import { onlineRetailReader } from './read-online-retail.ts';
import { orderCsvReader } from './read-order-csv.ts';
import { orderNdjsonReader } from './read-order-ndjson.ts';
import type { RecordReader } from './record-reader.ts';
import type { RejectedLines } from './rejected-lines.ts';
import { splitCsvRecord } from './split-csv-record.ts';

export interface OrderFileReading {
  readonly rejected: RejectedLines;
  /** IANA name of the zone that times without one are of. */
  readonly timeZone: string;
  readonly parser: OrderParser;
  /** Told the bytes of the file read so far, between blocks. */
  readonly onProgress?: (readBytes: number) => void;
}

const shownColumns = 20;
const shownCharacters = 300;

/** Chooses the format by the first line: an object, or a header whose columns are known. */
function readerFor(
  path: string,
  firstLine: string,
  reading: OrderFileReading,
): { reader: RecordReader; isHeader: boolean } {
  const { rejected, parser, timeZone } = reading;
  if (firstLine.trimStart().startsWith('{')) return { reader: orderNdjsonReader(rejected, parser), isHeader: false };
  const columns = splitCsvRecord(firstLine).map((column) => column.trim());
  if (columns.join() === onlineRetailColumns.join()) {
    return { reader: onlineRetailReader(rejected, timeZone), isHeader: true };
  }
  if (isOrderCsvHeader(columns)) return { reader: orderCsvReader(columns, rejected, parser), isHeader: true };
  const found = columns.slice(0, shownColumns).join(',').slice(0, shownCharacters);
  throw new HoldfastError(
    'file.unknown-format',
    `${path} is of no known format; its first line has the columns ${JSON.stringify(found)}; known are UCI Online Retail (${onlineRetailColumns.join(',')}), CSV of orders (at least ${requiredOrderCsvColumns.join(',')}) and NDJSON of orders ({"orderId":…} a line)`,
    { details: { path, columns: found } },
  );
}

/**
 * Reads a file of orders, plain or gzip, of any known format. Lines that cannot be used go to `rejected`.
 * Memory: at most 100 bytes a line of Online Retail beside a constant.
 * @throws HoldfastError `file.*` where the file as a whole cannot be read
 */
export async function readOrderFile(path: string, reading: OrderFileReading): Promise<OrderFile> {
  let reader: RecordReader | undefined;
  await readLines(path, {
    quotedLineBreaks: true,
    onLine(text, lineNumber) {
      if (reader !== undefined) {
        reader.onRecord(text, lineNumber);
        return;
      }
      const chosen = readerFor(path, text, reading);
      reader = chosen.reader;
      if (!chosen.isHeader) reader.onRecord(text, lineNumber);
    },
    async afterBlock(readBytes) {
      reading.onProgress?.(readBytes);
      await reading.rejected.caughtUp();
    },
  });
  if (reader === undefined) throw new HoldfastError('file.empty', `${path} holds nothing but empty lines`);
  return reader.finish();
}
