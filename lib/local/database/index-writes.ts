import database, { type GlobalIndex, type Store, type Table } from 'dynalite/db/index.js';
import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';

/** Units of index writes under way, by table and key of the row; they are taken when the write is answered. */
const underWay = new WeakMap<Store, Map<string, number>>();
let installed = false;

const isIn = ({ KeySchema }: GlobalIndex, row: JsonObject): boolean =>
  KeySchema.every(({ AttributeName }) => row[AttributeName] !== undefined);

/** What the index holds of a row; undefined for one that is not in it. */
function entryOf(table: Table, index: GlobalIndex, row: unknown): JsonObject | undefined {
  if (!isJsonObject(row) || !isIn(index, row)) return undefined;
  if (index.Projection.ProjectionType === 'ALL') return row;
  const names = [
    ...[...table.KeySchema, ...index.KeySchema].map(({ AttributeName }) => AttributeName),
    ...(index.Projection.NonKeyAttributes ?? []),
  ];
  const held = names.flatMap((name): [string, Json][] => {
    const value = row[name];
    return value === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(held.sort(([left], [right]) => (left < right ? -1 : 1)));
}

const unitsOf = (entry: JsonObject): number => database.capacityUnits(entry, false, true);

/** DynamoDB's rules: nothing where the entry stays as it is, one write to put or change it, two to move it. */
function indexUnits(table: Table, index: GlobalIndex, before: unknown, after: unknown): number {
  const [old, made] = [entryOf(table, index, before), entryOf(table, index, after)];
  if (old === undefined || made === undefined)
    return [old, made].reduce((sum, one) => sum + (one ? unitsOf(one) : 0), 0);
  if (JSON.stringify(old) === JSON.stringify(made)) return 0;
  const stays = index.KeySchema.every(
    ({ AttributeName: name }) => JSON.stringify(old[name]) === JSON.stringify(made[name]),
  );
  return stays ? Math.max(unitsOf(old), unitsOf(made)) : unitsOf(old) + unitsOf(made);
}

/** Write units of all indexes of a table for one change of a row. */
export const unitsOfIndexes = (table: Table, before: unknown, after: unknown): number =>
  (table.GlobalSecondaryIndexes ?? []).reduce((sum, index) => sum + indexUnits(table, index, before, after), 0);

const keyText = (tableName: string, key: string): string => `${tableName} ${key}`;

/** dynalite says nothing of what an index costs, so every write of a row is looked at with both its images. */
function install(): void {
  if (installed) return;
  installed = true;
  const original = database.updateIndexes;
  database.updateIndexes = (store, table, before, after, callback) => {
    const counts = underWay.get(store);
    if (counts !== undefined) {
      const units = unitsOfIndexes(table, before, after);
      if (units > 0) {
        const key = keyText(table.TableName, database.createKey(after ?? before, table));
        counts.set(key, (counts.get(key) ?? 0) + units);
      }
    }
    original(store, table, before, after, callback);
  };
}

/** Begins to count what writes cost the indexes of a store. */
export function countIndexWrites(store: Store): void {
  install();
  underWay.set(store, new Map());
}

/** Rows, or keys of rows, that a request writes, by table. */
function writtenRows(data: Readonly<Record<string, unknown>>): readonly (readonly [string, unknown])[] {
  if (typeof data.TableName === 'string') return [[data.TableName, data.Item ?? data.Key]];
  if (!isJsonObject(data.RequestItems)) return [];
  return Object.entries(data.RequestItems).flatMap(([table, requests]) =>
    (isJsonArray(requests) ? requests : []).flatMap((request): [string, unknown][] => {
      if (!isJsonObject(request)) return [];
      const { PutRequest: put, DeleteRequest: remove } = request;
      if (isJsonObject(put)) return [[table, put.Item]];
      return isJsonObject(remove) ? [[table, remove.Key]] : [];
    }),
  );
}

/**
 * Write units that a request cost the indexes, by table; each is told once. The lock of a row is held until its write is
 * answered, so that what is found under its key is this request's.
 */
export function takeIndexUnits(
  store: Store,
  tables: ReadonlyMap<string, Table>,
  data: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  const counts = underWay.get(store);
  if (counts === undefined || counts.size === 0) return taken;
  for (const [name, row] of writtenRows(data)) {
    const table = tables.get(name);
    if (table === undefined || row === undefined) continue;
    const key = keyText(name, database.createKey(row, table));
    const units = counts.get(key) ?? 0;
    counts.delete(key);
    if (units > 0) taken.set(name, (taken.get(name) ?? 0) + units);
  }
  return taken;
}
