import type { Callback, Store } from 'dynalite/db/index.js';
import { rowPrefix } from '../row-prefix.ts';
import type { TransactionItem } from './transaction-items.ts';

/** A row as it was, and as it would be; `undefined` where there is none. */
export interface StagedChange {
  readonly before: unknown;
  readonly after: unknown;
}

export type StoreWrite =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

export interface Rehearsal {
  readonly change: StagedChange;
  /** What makes it so, of the row and of its index entries. */
  readonly storeWrites: readonly StoreWrite[];
}

/** Every lock is held already. */
const withoutLock = (_key: string, run: (release: (done: Callback) => Callback) => void): void => run((done) => done);

/**
 * Lets dynalite's own action do its work on one row, with every rule it has, and keeps what it would write. The row's
 * lock must be held. Nothing of the store changes.
 * @returns by callback: the API error of a condition or value that does not hold, or what would be written
 */
export function rehearse(
  store: Store,
  { action, data, table }: TransactionItem,
  done: (error: unknown, found?: Rehearsal) => void,
): void {
  const storeWrites: StoreWrite[] = [];
  let before: unknown;
  let after: unknown;
  const collect = (prefix: string) => ({
    put(key: string, value: unknown, callback: Callback) {
      storeWrites.push({ type: 'put', key: prefix + key, value });
      callback();
    },
    del(key: string, callback: Callback) {
      storeWrites.push({ type: 'del', key: prefix + key });
      callback();
    },
  });
  const rows = store.getItemDb(table.TableName);
  const stagedRows = collect(rowPrefix(table.TableName));
  const stage = {
    ...store,
    getTable: (_name: string, second: unknown, third?: Callback) => {
      const callback = typeof second === 'function' ? (second as Callback) : third;
      callback?.(undefined, table);
    },
    getIndexDb: (type: string, tableName: string, index: string) =>
      collect(`index-${type.toLowerCase()}~${tableName}~${index}~`),
    getItemDb: () => ({
      lock: withoutLock,
      get: (key: string, callback: Callback) =>
        rows.get(key, (error, row) => {
          before = row ?? undefined;
          callback(error, row);
        }),
      put(key: string, value: unknown, callback: Callback) {
        after = value;
        stagedRows.put(key, value, callback);
      },
      del: (key: string, callback: Callback) => stagedRows.del(key, callback),
    }),
  };
  action(stage as unknown as Store, data, (error) => {
    if (error) done(error);
    else done(undefined, { change: { before, after }, storeWrites });
  });
}
