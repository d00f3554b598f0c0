import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import type { Issue } from '../../functions/contracts/parse-entry.ts';
import { HoldfastError } from '../../functions/domain/errors.ts';

/** A line, or an order put together from lines, that could not be used. */
export interface RejectedLine {
  /** Line of the file, from 1; absent where the culprit is an order of several lines. */
  readonly line?: number;
  /** `area.reason`. */
  readonly reason: string;
  readonly orderId?: string;
  /** What is wrong where, when there is more to say than the reason. */
  readonly issues?: readonly Issue[];
  /** The line as it stands in the file, or the order. */
  readonly raw: unknown;
}

/**
 * Writes lines that could not be used to a file of one JSON object a line, so that none is lost. The file grows
 * beside its final name and takes it at the end, so a half-written one is never taken for a whole; without a
 * rejected line there is no file.
 */
export class RejectedLines {
  readonly path: string;
  readonly #partialPath: string;
  #stream: WriteStream | undefined;
  #failure: Error | undefined;
  #count = 0;
  #first: RejectedLine | undefined;

  constructor(path: string) {
    this.path = path;
    // Two imports of one file at a time must not write into each other's.
    this.#partialPath = `${path}.${process.pid}.partial`;
  }

  get count(): number {
    return this.#count;
  }

  /** What was wrong with the first, in words. */
  get firstReason(): string | undefined {
    if (this.#first === undefined) return undefined;
    const { line, reason, issues = [] } = this.#first;
    const details = issues.map(({ path, message }) => ` ${path} ${message}`).join(',');
    return `${line === undefined ? '' : `line ${line}: `}${reason}${details}`;
  }

  add(rejected: RejectedLine): void {
    this.#count += 1;
    this.#first ??= rejected;
    this.#stream ??= createWriteStream(this.#partialPath).on('error', (error) => {
      this.#failure = error;
    });
    this.#stream.write(`${JSON.stringify(rejected)}\n`);
  }

  /** Waits until the file has caught up, so that what is not yet written does not pile up in memory. */
  async caughtUp(): Promise<void> {
    this.#throwFailure();
    if (this.#stream?.writableNeedDrain === true) {
      await once(this.#stream, 'drain').catch(() => undefined);
      this.#throwFailure();
    }
  }

  /** @throws HoldfastError `file.unwritable` */
  async close(): Promise<void> {
    if (this.#stream === undefined) {
      await rm(this.path, { force: true });
      return;
    }
    this.#stream.end();
    await finished(this.#stream).catch(() => undefined);
    this.#throwFailure();
    await rename(this.#partialPath, this.path);
  }

  async discard(): Promise<void> {
    this.#stream?.destroy();
    await rm(this.#partialPath, { force: true });
  }

  #throwFailure(): void {
    if (this.#failure === undefined) return;
    throw new HoldfastError(
      'file.unwritable',
      `cannot write the rejected lines to ${this.path}: ${this.#failure.message}`,
      { cause: this.#failure },
    );
  }
}
