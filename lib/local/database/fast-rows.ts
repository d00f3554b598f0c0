import type { Callback, Store } from 'dynalite/db/index.js';
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
    rows.put = (key, value, callback) => commits.add({ type: 'put', key: prefix + key, value }, callback);
    rows.del = (key, callback) => commits.add({ type: 'del', key: prefix + key }, callback);
  }
}
