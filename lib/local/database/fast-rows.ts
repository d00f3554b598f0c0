import { Readable } from 'node:stream';
import type { Callback, Store, ValueRange } from 'dynalite/db/index.js';
import { rowPrefix } from './row-prefix.ts';

type Write =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** Writes what has come together while the writes before were under way; each is answered when the store has it. */
class GroupCommit {
  readonly #store: Store;
  #writes: Write[] = [];
  #callbacks: Callback[] = [];
  #busy = false;

  constructor(store: Store) {
    this.#store = store;
  }

  add(write: Write, callback: Callback): void {
    this.#writes.push(write);
    this.#callbacks.push(callback);
    if (this.#busy) return;
    this.#busy = true;
    // Not at once: the rows of a batch, and of requests read in the same turn, come one by one.
    setImmediate(() => this.#commit());
  }

  #commit(): void {
    const writes = this.#writes;
    const callbacks = this.#callbacks;
    this.#writes = [];
    this.#callbacks = [];
    this.#store.db.batch(writes, (error) => {
      this.#busy = this.#writes.length > 0;
      if (this.#busy) this.#commit();
      for (const callback of callbacks) callback(error);
    });
  }
}

/** Rows read ahead at a time. */
const readAhead = 256;

/** The rows of a range in order, read many at a time: dynalite's own stream makes a promise of every row. */
function valueStream(store: Store, range: ValueRange): Readable {
  const values = store.db.values(range);
  return new Readable({
    objectMode: true,
    highWaterMark: readAhead,
    read() {
      values.nextv(readAhead).then(
        (rows) => {
          for (const row of rows) this.push(row);
          if (rows.length === 0) this.push(null);
        },
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error(String(error))),
      );
    },
    destroy(error, callback) {
      values.close().then(
        () => callback(error),
        () => callback(error),
      );
    },
  });
}

/** Bounds of a table's own keys as bounds of the store's keys. */
function prefixed(prefix: string, { gte, gt, lte, lt, ...rest }: ValueRange): ValueRange {
  const from = gte === undefined && gt !== undefined ? { gt: prefix + gt } : { gte: prefix + (gte ?? '') };
  const to = lte === undefined ? { lt: lt === undefined ? `${prefix}\xff` : prefix + lt } : { lte: prefix + lte };
  return { ...rest, ...from, ...to };
}

/**
 * Cheaper ways to read and write rows than dynalite's, which hands each row to a thread of its own accord: on
 * disk that costs 50 µs of the main thread a row, half of the time of a bulk import. Reads are made on the spot
 * (about 10 µs, 1 µs for a row that is not there), writes in groups. The rules stay what they were: a row is
 * read and written under its lock, and a write is answered when the store has it.
 */
export function speedUpRows(store: Store, tableNames: Iterable<string>): void {
  const commits = new GroupCommit(store);
  for (const tableName of tableNames) {
    const rows = store.getItemDb(tableName);
    const prefix = rowPrefix(tableName);
    rows.get = (key, callback) => {
      let row: unknown;
      try {
        row = store.db.getSync(prefix + key);
      } catch (error) {
        callback(error);
        return;
      }
      callback(null, row);
    };
    rows.createValueStream = (range) => valueStream(store, prefixed(prefix, range));
    rows.put = (key, value, callback) => commits.add({ type: 'put', key: prefix + key, value }, callback);
    rows.del = (key, callback) => commits.add({ type: 'del', key: prefix + key }, callback);
  }
}
