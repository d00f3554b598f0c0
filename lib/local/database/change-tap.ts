import database, { type Store } from 'dynalite/db/index.js';
import type { RowChange } from '../streams/stream-record.ts';

/** Hears of every change of one table, in the order of the writes of each key. */
export type ChangeListener = (change: RowChange) => void;

interface Tap {
  readonly listeners: Map<string, ChangeListener>;
  /** The change whose put follows at once; see `watchTable`. */
  staged: RowChange | undefined;
  /** Keys of rows that are removed for their age, as `<table> <key>`. */
  readonly expiring: Set<string>;
}

const taps = new WeakMap<Store, Tap>();
let installed = false;

/**
 * `updateIndexes` is the one place that every write of dynalite passes with both images, inside the lock of the
 * item, just before it puts the row. It is shared by all stores of the process, so it is replaced once.
 */
function install(): void {
  if (installed) return;
  installed = true;
  const original = database.updateIndexes;
  database.updateIndexes = (store, table, before, after, callback) => {
    const tap = taps.get(store);
    if (!tap?.listeners.has(table.TableName)) {
      original(store, table, before, after, callback);
      return;
    }
    original(store, table, before, after, (error) => {
      if (!error) {
        tap.staged = {
          ...(before ? { before: before as NonNullable<RowChange['before']> } : {}),
          ...(after ? { after: after as NonNullable<RowChange['after']> } : {}),
        };
      }
      callback(error);
      tap.staged = undefined;
    });
  };
}

/**
 * Calls `listener` for each change of the table after the row has been put, still inside the lock of the item:
 * `updateIndexes` stages the images, and the put or delete that dynalite calls in the same turn takes them.
 */
export function watchTable(store: Store, tableName: string, listener: ChangeListener): void {
  install();
  const tap: Tap = taps.get(store) ?? { listeners: new Map(), staged: undefined, expiring: new Set() };
  taps.set(store, tap);
  tap.listeners.set(tableName, listener);
  const rows = store.getItemDb(tableName);
  const put = rows.put.bind(rows);
  const remove = rows.del.bind(rows);
  const take = (): RowChange | undefined => {
    const change = tap.staged;
    tap.staged = undefined;
    return change;
  };
  rows.put = (key, value, callback) => {
    const change = take();
    put(key, value, (error) => {
      if (!error && change) listener(change);
      callback(error);
    });
  };
  rows.del = (key, callback) => {
    const change = take();
    const expired = tap.expiring.has(`${tableName} ${key}`);
    remove(key, (error) => {
      if (!error && change?.before) listener(expired ? { ...change, expired } : change);
      callback(error);
    });
  };
}

/** Tells of a change that was written past `put` and `del`, once it is written and while its row is locked. */
export function announceChange(
  store: Store,
  tableName: string,
  { before, after }: { before: unknown; after: unknown },
): void {
  if (!before && !after) return;
  const listener = taps.get(store)?.listeners.get(tableName);
  listener?.({
    ...(before ? { before: before as NonNullable<RowChange['before']> } : {}),
    ...(after ? { after: after as NonNullable<RowChange['after']> } : {}),
  });
}

/** Marks removals of a row by its age, until the returned function is called. */
export function markExpiring(store: Store, tableName: string, key: string): () => void {
  const mark = `${tableName} ${key}`;
  taps.get(store)?.expiring.add(mark);
  return () => taps.get(store)?.expiring.delete(mark);
}
