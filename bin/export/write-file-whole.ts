import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { HoldfastError } from '../../functions/domain/errors.ts';

const isOfFileSystem = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && 'path' in error;

/**
 * Writes texts to a file as they are made, no faster than the disk takes them, beside it and renames at the end, so
 * that a file of that name is always whole. What the maker of the texts throws is thrown on.
 * @throws HoldfastError `file.unwritable`
 */
export async function writeFileWhole(texts: AsyncIterable<string>, path: string): Promise<void> {
  const partialPath = `${path}.partial`;
  try {
    await pipeline(texts, createWriteStream(partialPath));
    await rename(partialPath, path);
  } catch (error) {
    // Where a part of the path is a file, there is nothing to remove, and the first error is the one to tell.
    await rm(partialPath, { force: true }).catch(() => undefined);
    if (!isOfFileSystem(error)) throw error;
    throw new HoldfastError('file.unwritable', `cannot write ${path}: ${error.message}`, { cause: error });
  }
}
