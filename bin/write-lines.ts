import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { HoldfastError } from '../functions/domain/errors.ts';

const blockCharacters = 1 << 16;

async function writeTo(stream: NodeJS.WritableStream, lines: Iterable<string>): Promise<void> {
  let block = '';
  for (const line of lines) {
    block += line;
    if (block.length < blockCharacters) continue;
    const hasRoom = stream.write(block);
    block = '';
    if (!hasRoom) await once(stream, 'drain');
  }
  stream.write(block);
}

/** Writes beside the file and renames at the end, so that a file of that name is always whole. */
async function writeFileWhole(path: string, lines: Iterable<string>): Promise<void> {
  const partialPath = `${path}.partial`;
  const stream = createWriteStream(partialPath);
  try {
    await Promise.race([writeTo(stream, lines), once(stream, 'error').then(([error]) => Promise.reject(error))]);
    stream.end();
    await finished(stream);
    await rename(partialPath, path);
  } catch (cause) {
    stream.destroy();
    // Where a part of the path is a file, there is nothing to remove, and the first error is the one to tell.
    await rm(partialPath, { force: true }).catch(() => undefined);
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new HoldfastError('file.unwritable', `cannot write ${path}: ${why}`, { cause });
  }
}

/**
 * Writes lines, each with its own line end, as they are made.
 * @param path where to; default standard output
 * @throws HoldfastError `file.unwritable`
 */
export async function writeLines(lines: Iterable<string>, path?: string): Promise<void> {
  if (path !== undefined) return writeFileWhole(path, lines);
  // A reader that has seen enough, such as `head`, is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
  return writeTo(process.stdout, lines);
}
