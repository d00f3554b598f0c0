import { customerPartition } from '../domain/fact-partition.ts';
import type { CustomerId } from '../domain/ids.ts';
import type { ServiceEvent } from '../domain/service/service-event.ts';
import type { MergesStore } from '../stores/history/merges-store.ts';
import type { MovingStore } from '../stores/history/moving-store.ts';
import type { ServiceEventsStore } from '../stores/history/service-events-store.ts';
import { inParallel } from './in-parallel.ts';
import { keptCustomer } from './moving/kept-customer.ts';
import { stubExpiry } from './moving/move-order.ts';
import { notStored, type Outcome } from './outcome.ts';
import { type IndexedEvent, outcomeBesideStored, outcomeOf, recordEach, width } from './record-each.ts';

export interface RecordServiceEventsDeps {
  readonly serviceEvents: Pick<ServiceEventsStore, 'put' | 'find'>;
  readonly moving: Pick<MovingStore, 'moveServiceEvent'>;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
  readonly now: () => Date;
}

export type IndexedServiceEvent = IndexedEvent<ServiceEvent>;

const maximumAttempts = 5;

interface Recorded {
  readonly outcome: Outcome;
  /** Whose it was stored as, if it was. */
  readonly customerId?: CustomerId;
}

async function recordEvent(deps: RecordServiceEventsDeps, entry: IndexedServiceEvent): Promise<Recorded> {
  const { index } = entry;
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const customerId = await keptCustomer(deps.merges, entry.event.customerId);
    const event = { ...entry.event, customerId };
    if (await deps.serviceEvents.put(event)) return { outcome: { index, outcome: 'accepted' }, customerId };
    const stored = await deps.serviceEvents.find(customerId, event.eventId);
    if (stored !== undefined) return { outcome: outcomeBesideStored({ index, event }, stored) };
    // It was moved away since its customer was looked up.
  }
  const message = `event ${entry.event.eventId} is being moved to another customer; send it again`;
  return { outcome: notStored(index, 'event.not-stored', message) };
}

/** Brings an event that was stored while its customer was merged to the one who is kept. */
async function follow(deps: RecordServiceEventsDeps, eventId: string, storedAs: CustomerId): Promise<void> {
  const customerId = await keptCustomer(deps.merges, storedAs);
  if (customerId === storedAs) return;
  const row = { from: customerPartition(storedAs), to: customerPartition(customerId), customerId };
  await deps.moving.moveServiceEvent(row, eventId, stubExpiry(deps.now()));
  await follow(deps, eventId, customerId);
}

const nobodyMerged: RecordServiceEventsDeps['merges'] = { find: async () => undefined, hasAny: async () => false };

/** Stores service events, each on its own; the same event again changes nothing. */
export async function recordServiceEvents(
  deps: RecordServiceEventsDeps,
  events: readonly IndexedServiceEvent[],
): Promise<readonly Outcome[]> {
  if (events.length === 0) return [];
  const mergesBefore = (await deps.merges.hasAny()) ? deps.merges : nobodyMerged;
  const storedAs = new Map<IndexedServiceEvent, CustomerId>();
  const outcomes = await recordEach(events, async (entry) => {
    const { outcome, customerId } = await recordEvent({ ...deps, merges: mergesBefore }, entry);
    if (customerId !== undefined) storedAs.set(entry, customerId);
    return outcome;
  });
  // Asked after they are stored, so that either a merge lists them or its note is seen here.
  if (!(await deps.merges.hasAny())) return outcomes;
  const followed = await inParallel([...storedAs], width, ([entry, customerId]) =>
    outcomeOf(entry, async () => {
      await follow(deps, entry.event.eventId, customerId);
      return { index: entry.index, outcome: 'accepted' };
    }),
  );
  const outcomeAt = new Map(followed.map((outcome) => [outcome.index, outcome]));
  return outcomes.map((outcome) => outcomeAt.get(outcome.index) ?? outcome);
}
