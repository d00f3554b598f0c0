import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { HoldfastError } from '../../functions/domain/errors.ts';

const gzipMagic = [0x1f, 0x8b] as const;
const zipMagic = [0x50, 0x4b] as const;
const blockBytes = 1 << 16;

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
 * The content of a text file, plain or gzip, block by block; which of the two its first bytes tell, not its name.
 * @param afterBlock called when a block was taken, with the bytes read of the file so far; what it awaits slows the
 *   reading down
 * @throws HoldfastError `file.missing`, `file.is-directory`, `file.empty`, `file.unreadable`, `file.broken`,
 *   `file.not-text`
 */
export async function* readBlocks(
  path: string,
  afterBlock: (readBytes: number) => Promise<void>,
): AsyncGenerator<Buffer, void, undefined> {
  const { bytes, size } = await firstBytes(path);
  if (size === 0) throw new HoldfastError('file.empty', `${path} is empty`);
  if (beginsWith(bytes, zipMagic)) {
    throw new HoldfastError('file.not-text', `${path} is a zip archive or spreadsheet; give it as CSV, NDJSON or .gz`);
  }
  const file = createReadStream(path, { highWaterMark: blockBytes });
  const source: Readable = beginsWith(bytes, gzipMagic)
    ? file.on('error', (error) => source.destroy(error)).pipe(createGunzip({ chunkSize: blockBytes }))
    : file;
  try {
    for await (const block of source) {
      yield block;
      await afterBlock(file.bytesRead);
    }
  } catch (cause) {
    if (cause instanceof HoldfastError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('file.broken', `cannot read ${path} to its end: ${why}`, { cause });
  } finally {
    file.destroy();
    source.destroy();
  }
}
