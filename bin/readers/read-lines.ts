import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { endsInsideQuotes } from './split-csv-record.ts';

/** A line longer than this is not a line of orders but a file of another kind. */
const maximumLineCharacters = 8_000_000;
const gzipMagic = [0x1f, 0x8b] as const;
const zipMagic = [0x50, 0x4b] as const;
const blockBytes = 1 << 16;

export interface LineReading {
  /** Called once for each record without its line break. The first line has number 1. */
  readonly onLine: (text: string, lineNumber: number) => void;
  /** Called between blocks of the file, with the bytes read of it so far; what it awaits slows the reading down. */
  readonly afterBlock?: (readBytes: number) => Promise<void>;
  /** Whether a quoted field may run over line breaks; defaults to false. */
  readonly quotedLineBreaks?: boolean;
}

/** Opening a file and reading the first of it, with errors a user understands. */
async function firstBytes(path: string): Promise<{ readonly bytes: Buffer; readonly size: number }> {
  try {
    const file = await open(path, 'r');
    try {
      const stats = await file.stat();
      if (stats.isDirectory()) throw new HoldfastError('file.is-directory', `${path} is a folder; a file is needed`);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return { bytes: buffer.subarray(0, bytesRead), size: stats.size };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOENT') throw new HoldfastError('file.missing', `no such file: ${path}`, { cause });
    throw new HoldfastError('file.unreadable', `cannot read ${path}: ${String(code ?? cause)}`, { cause });
  }
}

const beginsWith = (bytes: Buffer, magic: readonly number[]): boolean =>
  magic.every((byte, place) => bytes[place] === byte);

/** Size of the file on disk in bytes, for a progress bar. */
export const sizeOfFile = async (path: string): Promise<number> => (await firstBytes(path)).size;

/**
 * Reads a text file, plain or gzip, line by line; which of the two its first bytes tell, not its name. Memory is
 * one block and one line. Lines end in LF or CR LF; a byte order mark is dropped.
 * @throws HoldfastError `file.missing`, `file.is-directory`, `file.empty`, `file.unreadable`, `file.broken`,
 *   `file.line-too-long`, `file.not-text`
 */
export async function readLines(path: string, reading: LineReading): Promise<void> {
  const { bytes, size } = await firstBytes(path);
  if (size === 0) throw new HoldfastError('file.empty', `${path} is empty`);
  if (beginsWith(bytes, zipMagic)) {
    throw new HoldfastError('file.not-text', `${path} is a zip archive or spreadsheet; give it as CSV, NDJSON or .gz`);
  }
  const file = createReadStream(path, { highWaterMark: blockBytes });
  const source: Readable = beginsWith(bytes, gzipMagic)
    ? file.on('error', (error) => source.destroy(error)).pipe(createGunzip({ chunkSize: blockBytes }))
    : file;
  const lines = new LineSplitter(path, reading);
  try {
    for await (const block of source) {
      lines.push(block);
      await reading.afterBlock?.(file.bytesRead);
    }
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('file.broken', `cannot read ${path} to its end: ${why}`, { cause });
  } finally {
    file.destroy();
    source.destroy();
  }
  lines.end();
}

class LineSplitter {
  readonly #path: string;
  readonly #reading: LineReading;
  readonly #decoder = new TextDecoder('utf-8');
  #rest = '';
  /** Lines of a record whose quoted field is still open. */
  #open: string[] = [];
  #openCharacters = 0;
  #lineNumber = 0;

  constructor(path: string, reading: LineReading) {
    this.#path = path;
    this.#reading = reading;
  }

  push(block: Uint8Array): void {
    const text = this.#rest + this.#decoder.decode(block, { stream: true });
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      this.#line(text.slice(start, end));
      start = end + 1;
    }
    this.#rest = text.slice(start);
    this.#checkLength(this.#rest.length);
  }

  end(): void {
    const rest = this.#rest + this.#decoder.decode();
    this.#rest = '';
    if (rest !== '') this.#line(rest);
    if (this.#open.length > 0) this.#emit(this.#open.join('\n'));
    if (this.#lineNumber === 0) throw new HoldfastError('file.empty', `${this.#path} is empty`);
  }

  #line(line: string): void {
    this.#lineNumber += 1;
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    if (this.#reading.quotedLineBreaks !== true) {
      this.#emit(text);
      return;
    }
    const isOpen = endsInsideQuotes(text, this.#open.length > 0);
    if (!isOpen && this.#open.length === 0) {
      this.#emit(text);
      return;
    }
    this.#open.push(text);
    this.#openCharacters += text.length;
    if (isOpen) this.#checkLength(0);
    else this.#emit(this.#open.join('\n'));
  }

  #emit(record: string): void {
    const firstLine = this.#lineNumber - Math.max(this.#open.length - 1, 0);
    this.#open = [];
    this.#openCharacters = 0;
    if (record !== '') this.#reading.onLine(record, firstLine);
  }

  #checkLength(restCharacters: number): void {
    if (this.#openCharacters + restCharacters <= maximumLineCharacters) return;
    const line = this.#lineNumber + 1 - this.#open.length;
    throw new HoldfastError(
      'file.line-too-long',
      `line ${line} of ${this.#path} is longer than ${maximumLineCharacters} characters; is a quote left open?`,
    );
  }
}
