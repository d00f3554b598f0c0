import { customerPartition, type FactPartition } from '../domain/fact-partition.ts';
import type { ReturnEvent } from '../domain/orders/order.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { type Outcome, rejected } from './outcome.ts';
import { type IndexedEvent, outcomeBesideStored, recordEach } from './record-each.ts';

export interface RecordReturnsDeps {
  readonly history: HistoryStore;
}

export type IndexedReturn = IndexedEvent<ReturnEvent>;

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

/** Stores one return event. */
export async function recordReturn({ history }: RecordReturnsDeps, { index, event }: IndexedReturn): Promise<Outcome> {
  const partition = await partitionOf(history, index, event);
  if (typeof partition !== 'string') return partition;
  if (await history.putReturn({ kind: 'return', event }, partition)) return { index, outcome: 'accepted' };
  const stored = await history.getReturn(partition, event.eventId);
  return outcomeBesideStored({ index, event }, stored?.event);
}

/** Stores return events, each on its own; the same event again changes nothing. */
export const recordReturns = (
  deps: RecordReturnsDeps,
  returns: readonly IndexedReturn[],
): Promise<readonly Outcome[]> => recordEach(returns, (entry) => recordReturn(deps, entry));
