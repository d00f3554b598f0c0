import type { Store } from 'dynalite/db/index.js';
import { readAllRows } from '../database/read-all-rows.ts';
import { waitOrAbort } from './abortable-wait.ts';
import type { Publish } from './table-streams.ts';

/** Records waiting at most while rows are queued again, so that a large table does not fill the memory. */
const mostWaitingRecords = 20_000;
const checkMilliseconds = 20;

/**
 * After an unclean stop nobody knows which records had been worked off, so every row is published once more as
 * an unchanged MODIFY, through the same filters as ever. Consumers recompute from the rows, so twice is once.
 */
export async function requeueRows(
  store: Store,
  publishers: ReadonlyMap<string, Publish>,
  pendingRecords: () => number,
  signal: AbortSignal,
): Promise<void> {
  for (const [tableName, publish] of publishers) {
    for await (const row of readAllRows(store, tableName)) {
      while (pendingRecords() > mostWaitingRecords && !signal.aborted) await waitOrAbort(checkMilliseconds, signal);
      if (signal.aborted) return;
      publish({ before: row, after: row });
    }
  }
}
