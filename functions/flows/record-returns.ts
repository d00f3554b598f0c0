import { canonicalText } from '../domain/canonical-text.ts';
import { hasCode } from '../domain/errors.ts';
import { customerPartition, type FactPartition } from '../domain/fact-partition.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { inParallel } from './in-parallel.ts';
import { notStored, type Outcome, rejected } from './outcome.ts';

export interface RecordReturnsDeps {
  readonly history: HistoryStore;
}

export interface IndexedReturn {
  /** Place of the event in the request. */
  readonly index: number;
  readonly event: ReturnEvent;
}

const width = 16;

/** The partition a return belongs to, or why it belongs to none. */
async function partitionOf(history: HistoryStore, index: number, event: ReturnEvent): Promise<FactPartition | Outcome> {
  const owner = event.orderId === undefined ? undefined : await history.getOwner(event.orderId);
  const ofCustomer = event.customerId === undefined ? undefined : customerPartition(event.customerId);
  if (owner !== undefined && ofCustomer !== undefined && owner !== ofCustomer) {
    return rejected(
      index,
      'return.customer-changed',
      'customerId',
      `order ${event.orderId} does not belong to customer ${event.customerId}`,
    );
  }
  return (
    ofCustomer ??
    owner ??
    rejected(
      index,
      'return.unknown-order',
      'orderId',
      `order ${event.orderId} is not known and the return names no customer; send the order first, or name the customer`,
    )
  );
}

async function recordReturn({ history }: RecordReturnsDeps, { index, event }: IndexedReturn): Promise<Outcome> {
  const partition = await partitionOf(history, index, event);
  if (typeof partition !== 'string') return partition;
  if (await history.putReturn({ kind: 'return', event }, partition)) return { index, outcome: 'accepted' };
  const stored = await history.getReturn(partition, event.eventId);
  if (stored !== undefined && canonicalText(stored.event) === canonicalText(event))
    return { index, outcome: 'unchanged' };
  return rejected(
    index,
    'event.different-content',
    'eventId',
    `event ${event.eventId} is already stored with another content; an event never changes, a new one needs a new id`,
  );
}

/** Stores return events, each on its own; the same event again changes nothing. */
export const recordReturns = (
  deps: RecordReturnsDeps,
  returns: readonly IndexedReturn[],
): Promise<readonly Outcome[]> =>
  inParallel(returns, width, async (entry) => {
    try {
      return await recordReturn(deps, entry);
    } catch (error) {
      if (!hasCode(error, 'store.throttled')) throw error;
      const message = `event ${entry.event.eventId} was not stored: the database is busy; send it again`;
      return notStored(entry.index, 'event.not-stored', message);
    }
  });
