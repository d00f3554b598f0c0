import type { CustomerId } from '../../domain/ids.ts';
import type { CatalogueItem } from '../../domain/items/item.ts';
import type { ServiceEvent } from '../../domain/service/service-event.ts';
import type { Outcome } from '../outcome.ts';
import { type RecordItemsDeps, recordItems } from '../record-items.ts';
import { type RecordServiceEventsDeps, recordServiceEvents } from '../record-service-events.ts';
import type { ImportObserver, ImportStage } from './import-observer.ts';
import { EntryLedger, type EntryOutcomes } from './imported-entries.ts';
import { retryThrottled } from './retry-throttled.ts';

/** What a shop has beside its orders. */
export interface LogBeside {
  readonly events: readonly ServiceEvent[];
  /** Put whole, over what the catalogue had. */
  readonly items: readonly CatalogueItem[];
}

export interface ImportedBeside {
  readonly events: EntryOutcomes;
  readonly items: EntryOutcomes;
  /** Events that the tables hold, by customer. */
  readonly eventsOf: ReadonlyMap<CustomerId, readonly ServiceEvent[]>;
}

export interface ImportBesideDeps extends RecordServiceEventsDeps, RecordItemsDeps {
  /** Waits; a test's clock need not. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

const chunkLength = 500;

/** Stores entries in chunks; what met a busy database is sent again. */
async function storeAll<Indexed extends { readonly index: number }>(
  { pause }: ImportBesideDeps,
  stage: ImportStage,
  entries: readonly Indexed[],
  store: (chunk: readonly Indexed[]) => Promise<readonly Outcome[]>,
  observer: ImportObserver,
): Promise<EntryLedger> {
  const ledger = new EntryLedger(entries.length);
  for (let start = 0; start < entries.length; start += chunkLength) {
    const chunk = entries.slice(start, start + chunkLength);
    await retryThrottled(pause, chunk, async (waiting) => {
      const outcomes = await store(waiting);
      const again: Indexed[] = [];
      for (const [place, outcome] of outcomes.entries()) {
        const entry = waiting[place];
        if (entry === undefined) continue;
        if (outcome.outcome === 'rejected' && outcome.retryable === true) {
          again.push(entry);
          continue;
        }
        ledger.count(outcome);
        if (outcome.outcome === 'rejected') observer.onRejected?.({ ...outcome, entry });
        else ledger.hold(entry.index);
      }
      return again;
    });
    observer.onProgress?.(stage, start + chunk.length, entries.length);
  }
  return ledger;
}

/** Stores what lies beside a file of orders: the catalogue, and what happened. The same again changes nothing. */
export async function importBeside(
  deps: ImportBesideDeps,
  { events, items }: LogBeside,
  observer: ImportObserver,
): Promise<ImportedBeside> {
  const indexedItems = items.map((item, index) => ({ index, item }));
  const ofItems = await storeAll(deps, 'catalogue', indexedItems, (chunk) => recordItems(deps, chunk), observer);
  const indexedEvents = events.map((event, index) => ({ index, event }));
  const ofEvents = await storeAll(deps, 'events', indexedEvents, (chunk) => recordServiceEvents(deps, chunk), observer);
  const eventsOf = new Map<CustomerId, ServiceEvent[]>();
  for (const [index, event] of events.entries()) {
    if (!ofEvents.isHeld(index)) continue;
    const ofCustomer = eventsOf.get(event.customerId);
    if (ofCustomer === undefined) eventsOf.set(event.customerId, [event]);
    else ofCustomer.push(event);
  }
  return { events: ofEvents.outcomes(), items: ofItems.outcomes(), eventsOf };
}
