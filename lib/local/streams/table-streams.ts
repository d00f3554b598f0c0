import database, { type Store } from 'dynalite/db/index.js';
import { watchTable } from '../database/change-tap.ts';
import { keyNames } from '../database/key-names.ts';
import type { TablePlan } from '../plan/local-plan.ts';
import type { EventSourcePoller } from './event-source-poller.ts';
import { sameRow } from './same-row.ts';
import { completeRecord, type RowChange, recordCandidate, sequenceNumbers } from './stream-record.ts';

/** Turns a change of a row of one table into a record for those of its readers that want it. */
export type Publish = (change: RowChange) => void;

/**
 * Hangs the event sources on the changes of their tables. A record that no reader's filter takes is dropped
 * before it is built, so a bulk import of rows that nobody wants costs no memory.
 *
 * @returns by table name, what publishes a change as if it had just been written
 */
export function connectStreams(
  store: Store,
  tables: readonly TablePlan[],
  pollers: readonly EventSourcePoller[],
): ReadonlyMap<string, Publish> {
  const nextSequenceNumber = sequenceNumbers(Date.now());
  const publishers = new Map<string, Publish>();
  for (const table of tables) {
    const { stream } = table;
    const readers = pollers.filter(({ source }) => source.table.name === table.name);
    if (!stream || readers.length === 0) continue;
    const keys = keyNames(table);
    const publish = (change: RowChange): void => {
      const candidate = recordCandidate(change, keys, stream.view);
      const takers = readers.filter((reader) => reader.wants(candidate));
      if (takers.length === 0) return;
      const { Keys, NewImage, OldImage } = candidate.dynamodb;
      const epochMilliseconds = Date.now();
      const record = completeRecord(candidate, {
        streamArn: stream.arn,
        sequenceNumber: nextSequenceNumber(),
        sizeBytes: [Keys, NewImage, OldImage].reduce((sum, row) => sum + (row ? database.itemSize(row) : 0), 0),
        epochMilliseconds,
        expired: change.expired ?? false,
      });
      for (const taker of takers) taker.offer({ record, arrivedEpochMilliseconds: epochMilliseconds });
    };
    watchTable(store, table.name, (change) => {
      // A write that changes nothing makes no record.
      if (change.before && change.after && sameRow(change.before, change.after)) return;
      publish(change);
    });
    publishers.set(table.name, publish);
  }
  return publishers;
}
