import type { Store } from 'dynalite/db/index.js';
import { isJsonObject, type JsonObject } from '../json.ts';
import { rowPrefix } from './row-prefix.ts';

const rowsPerRead = 500;

/**
 * Every row of a table, straight from the store: dynalite's Scan takes five times as long. Rows written
 * meanwhile may be missing.
 */
export async function* readAllRows(store: Store, tableName: string): AsyncGenerator<JsonObject> {
  const prefix = rowPrefix(tableName);
  const values = store.db.values({ gte: prefix, lt: `${prefix}\u00ff` });
  try {
    for (;;) {
      const rows = await values.nextv(rowsPerRead);
      if (rows.length === 0) return;
      yield* rows.filter(isJsonObject);
      // The iterator of the in-memory store never leaves the current turn; requests want theirs.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await values.close();
  }
}
