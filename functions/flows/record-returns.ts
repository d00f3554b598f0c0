import { customerOfPartition, customerPartition, type FactPartition } from '../domain/fact-partition.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import type { MergesStore } from '../stores/history/merges-store.ts';
import type { MovingStore } from '../stores/history/moving-store.ts';
import { inParallel } from './in-parallel.ts';
import { keptCustomer } from './moving/kept-customer.ts';
import { stubExpiry } from './moving/move-order.ts';
import { notStored, type Outcome, rejected } from './outcome.ts';
import { type IndexedEvent, outcomeBesideStored, outcomeOf, recordEach, width } from './record-each.ts';

export interface RecordReturnsDeps {
  readonly history: HistoryStore;
  readonly moving: Pick<MovingStore, 'readOwner' | 'moveReturn'>;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
  readonly now: () => Date;
}

export type IndexedReturn = IndexedEvent<ReturnEvent>;

const maximumAttempts = 5;

interface PlacedReturn {
  readonly partition: FactPartition;
  /** As its customer's who has it now. */
  readonly event: ReturnEvent;
}

/** The partition a return belongs to, or why it belongs to none. */
async function placeOf(deps: RecordReturnsDeps, { index, event }: IndexedReturn): Promise<PlacedReturn | Outcome> {
  const owner = event.orderId === undefined ? undefined : await deps.moving.readOwner(event.orderId);
  if (event.customerId === undefined) {
    if (owner !== undefined) return { partition: owner.partition, event };
    return rejected(
      index,
      'return.unknown-order',
      'orderId',
      `order ${event.orderId} is not known and the return names no customer; send the order first, or name the customer`,
    );
  }
  const customerId = await keptCustomer(deps.merges, event.customerId);
  const partition = customerPartition(customerId);
  const ownerId = owner === undefined ? undefined : customerOfPartition(owner.partition);
  const isTheirs = ownerId !== undefined && (await keptCustomer(deps.merges, ownerId)) === customerId;
  if (owner !== undefined && !isTheirs) {
    return rejected(
      index,
      'return.customer-changed',
      'customerId',
      `order ${event.orderId} does not belong to customer ${event.customerId}`,
    );
  }
  return { partition, event: { ...event, customerId } };
}

/** Brings a return that was stored while its order or customer was moved to where they are now. */
async function follow(deps: RecordReturnsDeps, entry: IndexedReturn, stored: PlacedReturn): Promise<void> {
  const placed = await placeOf(deps, entry);
  const customerId = 'partition' in placed ? customerOfPartition(placed.partition) : undefined;
  if (!('partition' in placed) || customerId === undefined || placed.partition === stored.partition) return;
  const row = { from: stored.partition, to: placed.partition, customerId };
  await deps.moving.moveReturn(row, entry.event.eventId, stubExpiry(deps.now()));
  await follow(deps, entry, placed);
}

interface RecordedReturn {
  readonly outcome: Outcome;
  /** Where it was put, if it was. */
  readonly placed?: PlacedReturn;
}

async function recordReturn(deps: RecordReturnsDeps, entry: IndexedReturn): Promise<RecordedReturn> {
  const { index } = entry;
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const placed = await placeOf(deps, entry);
    if (!('partition' in placed)) return { outcome: placed };
    const { partition, event } = placed;
    if (await deps.history.putReturn({ kind: 'return', event }, partition)) {
      return { outcome: { index, outcome: 'accepted' }, placed };
    }
    const stored = await deps.history.getReturn(partition, event.eventId);
    if (stored !== undefined) return { outcome: outcomeBesideStored({ index, event }, stored.event) };
    // It was moved away since its place was looked up.
  }
  const message = `event ${entry.event.eventId} is being moved to another customer; send it again`;
  return { outcome: notStored(index, 'event.not-stored', message) };
}

const nobodyMerged: RecordReturnsDeps['merges'] = { find: async () => undefined, hasAny: async () => false };

/** Stores return events, each on its own; the same event again changes nothing. */
export async function recordReturns(
  deps: RecordReturnsDeps,
  returns: readonly IndexedReturn[],
): Promise<readonly Outcome[]> {
  if (returns.length === 0) return [];
  const mergesBefore = (await deps.merges.hasAny()) ? deps.merges : nobodyMerged;
  const placedReturns = new Map<IndexedReturn, PlacedReturn>();
  const outcomes = await recordEach(returns, async (entry) => {
    const { outcome, placed } = await recordReturn({ ...deps, merges: mergesBefore }, entry);
    if (placed !== undefined) placedReturns.set(entry, placed);
    return outcome;
  });
  // Asked after they are stored, so that either a merge lists them or its note is seen here. Where a return names its
  // customer nothing but a merge moves it; one of a guest goes where its order goes.
  const hasMerges = await deps.merges.hasAny();
  const merges = hasMerges ? deps.merges : nobodyMerged;
  const toFollow = [...placedReturns].filter(([{ event }]) => hasMerges || event.customerId === undefined);
  const followed = await inParallel(toFollow, width, ([entry, placed]) =>
    outcomeOf(entry, async () => {
      await follow({ ...deps, merges }, entry, placed);
      return { index: entry.index, outcome: 'accepted' };
    }),
  );
  const outcomeAt = new Map(followed.map((outcome) => [outcome.index, outcome]));
  return outcomes.map((outcome) => outcomeAt.get(outcome.index) ?? outcome);
}
