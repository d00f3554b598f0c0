import { inParallel } from '../in-parallel.ts';
import { type IndexedReturn, type RecordReturnsDeps, recordReturns } from '../record-returns.ts';
import type { ImportObserver } from './import-observer.ts';
import { EntryLedger, type EntryOutcomes, type HeldEntries } from './imported-entries.ts';
import { markedHistory } from './marked-history.ts';
import type { OrderLog } from './order-log.ts';
import { retryThrottled } from './retry-throttled.ts';

export interface ImportReturnsDeps extends RecordReturnsDeps {
  readonly pause: (milliseconds: number) => Promise<void>;
}

export interface ImportedReturns {
  readonly outcomes: EntryOutcomes;
  readonly held: HeldEntries;
}

const chunkLength = 200;
/** `recordReturns` has 16 calls on their way, so two chunks have 32. */
const chunkWidth = 2;

function* chunksOf(log: OrderLog): Generator<readonly IndexedReturn[]> {
  for (let start = 0; start < log.returnCount; start += chunkLength) {
    const length = Math.min(chunkLength, log.returnCount - start);
    yield Array.from({ length }, (_, offset) => ({ index: start + offset, event: log.returnAt(start + offset) }));
  }
}

/** Writes returns; after the orders, as one that names its order alone is kept with it. */
export async function importReturns(
  deps: ImportReturnsDeps,
  log: OrderLog,
  observer: ImportObserver,
): Promise<ImportedReturns> {
  const ledger = new EntryLedger(log.returnCount);
  const { history } = markedHistory(deps.history, new Set());
  let done = 0;
  await inParallel(chunksOf(log), chunkWidth, async (chunk) => {
    await retryThrottled(deps.pause, chunk, async (waiting) => {
      const outcomes = await recordReturns({ ...deps, history }, waiting);
      const again: IndexedReturn[] = [];
      for (const [place, outcome] of outcomes.entries()) {
        const entry = waiting[place];
        if (entry === undefined) continue;
        if (outcome.outcome === 'rejected' && outcome.retryable === true) {
          again.push(entry);
          continue;
        }
        ledger.count(outcome);
        if (outcome.outcome === 'rejected') observer.onRejected?.({ ...outcome, entry: entry.event });
        else ledger.hold(entry.index);
      }
      return again;
    });
    done += chunk.length;
    observer.onProgress?.('returns', done, log.returnCount);
  });
  return { outcomes: ledger.outcomes(), held: ledger };
}
