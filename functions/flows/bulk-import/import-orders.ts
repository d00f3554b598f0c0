import type { ItemId } from '../../domain/ids.ts';
import { isTooLargeForEvidence } from '../../domain/orders/evidence-items.ts';
import type { OrderFact } from '../../domain/orders/order.ts';
import { type OrderKey, orderKeyOf, orderKeyText } from '../../domain/orders/order-key.ts';
import { orderVersion } from '../../domain/orders/order-version.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import type { MovingStore } from '../../stores/history/moving-store.ts';
import { inParallel } from '../in-parallel.ts';
import { type ProjectOrderDeps, projectOrder } from '../project-order.ts';
import { type IndexedOrder, recordOrders } from '../record-orders.ts';
import type { ImportObserver } from './import-observer.ts';
import { EntryLedger, type EntryOutcomes, type HeldEntries } from './imported-entries.ts';
import { markedHistory } from './marked-history.ts';
import type { OrderLog } from './order-log.ts';
import { retryThrottled } from './retry-throttled.ts';
import { type WritePostingsDeps, writePostings } from './write-postings.ts';

export interface ImportOrdersDeps
  extends Omit<ProjectOrderDeps, 'baskets' | 'history'>,
    Omit<WritePostingsDeps, 'baskets'> {
  readonly history: HistoryStore;
  readonly moving: MovingStore;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
  readonly baskets: ProjectOrderDeps['baskets'] & WritePostingsDeps['baskets'];
}

export interface ImportedOrders {
  readonly outcomes: EntryOutcomes;
  readonly held: HeldEntries;
  readonly tooLargeCount: number;
  /** Items that earlier versions had and the file's have not. */
  readonly retiredItems: ReadonlySet<ItemId>;
}

/** Orders of a chunk: as many as one read of versions takes. */
const chunkLength = 100;
/** Chunks at work at a time: one writes facts while the other writes postings. */
const chunkWidth = 2;

interface Chunk {
  readonly entries: readonly IndexedOrder[];
  readonly keys: readonly OrderKey[];
}

interface StoredFacts {
  /** Facts that stand in the file's version. */
  readonly facts: readonly OrderFact[];
  /** Orders that stand in a newer one: a run that was killed may have given them the old one's evidence. */
  readonly newer: readonly OrderKey[];
}

function* chunksOf(log: OrderLog): Generator<Chunk> {
  for (let start = 0; start < log.orderCount; start += chunkLength) {
    const length = Math.min(chunkLength, log.orderCount - start);
    const entries = Array.from({ length }, (_, offset) => ({
      index: start + offset,
      order: log.orderAt(start + offset),
    }));
    const keys = entries.map(({ order }) => orderKeyOf(order));
    yield { entries, keys };
  }
}

/**
 * Writes orders chunk by chunk: the facts, their evidence, then a second look at the versions. Evidence is written in
 * batches, which know no conditions, so an order that somebody changed meanwhile may have been given old evidence:
 * it is projected again from its fact.
 */
export async function importOrders(
  deps: ImportOrdersDeps,
  log: OrderLog,
  startedEmpty: boolean,
  observer: ImportObserver,
): Promise<ImportedOrders> {
  const ledger = new EntryLedger(log.orderCount);
  const retiredItems = new Set<ItemId>();
  let tooLargeCount = 0;
  let done = 0;

  /** Stores the orders of a chunk. */
  async function storeFacts({ entries, keys }: Chunk): Promise<StoredFacts> {
    const stored = startedEmpty ? new Map<string, number>() : await deps.history.readVersions(keys);
    const absent = new Set(keys.map(orderKeyText).filter((name) => !stored.has(name)));
    const marked = markedHistory(deps.history, absent);
    await retryThrottled(deps.pause, entries, async (waiting) => {
      const outcomes = await recordOrders({ ...deps, history: marked.history }, waiting);
      const again: IndexedOrder[] = [];
      for (const [place, outcome] of outcomes.entries()) {
        const entry = waiting[place];
        if (entry === undefined) continue;
        if (outcome.outcome === 'rejected' && outcome.retryable === true) again.push(entry);
        else {
          ledger.count(outcome);
          if (outcome.outcome === 'rejected') observer.onRejected?.({ ...outcome, entry: entry.order });
        }
      }
      return again;
    });
    const facts: OrderFact[] = [];
    const newer: OrderKey[] = [];
    for (const [place, { index, order }] of entries.entries()) {
      const key = keys[place];
      const fact = key === undefined ? undefined : marked.factOf(key);
      // A conflict has the version but not the content: what stands stays as it is.
      if (key === undefined || fact === undefined || ledger.isRejected(index)) continue;
      if (fact.version !== orderVersion(order)) {
        newer.push(key);
        continue;
      }
      facts.push(fact);
      ledger.hold(index);
      if (isTooLargeForEvidence(order, deps.maximumBasketItems)) tooLargeCount += 1;
      for (const { itemId } of fact.retiredPostings) retiredItems.add(itemId);
    }
    return { facts, newer };
  }

  async function projectMoved({ facts, newer }: StoredFacts): Promise<void> {
    const keys = facts.map(({ order }) => orderKeyOf(order));
    const versions = keys.length === 0 ? new Map<string, number>() : await deps.history.readVersions(keys);
    const moved = keys.filter((key, place) => versions.get(orderKeyText(key)) !== facts[place]?.version);
    for (const key of [...moved, ...newer]) await projectOrder(deps, key);
  }

  await inParallel(chunksOf(log), chunkWidth, async (chunk) => {
    const stored = await storeFacts(chunk);
    await writePostings(deps, stored.facts);
    await projectMoved(stored);
    done += chunk.entries.length;
    observer.onProgress?.('orders', done, log.orderCount);
  });
  return { outcomes: ledger.outcomes(), held: ledger, tooLargeCount, retiredItems };
}
