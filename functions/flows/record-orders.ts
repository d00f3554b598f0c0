import { hasCode } from '../domain/errors.ts';
import { factPartition } from '../domain/fact-partition.ts';
import { decideOrderChange } from '../domain/orders/decide-order-change.ts';
import type { Order } from '../domain/orders/order.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { inParallel } from './in-parallel.ts';
import { notStored, type Outcome, rejected } from './outcome.ts';

export interface RecordOrdersDeps {
  readonly history: HistoryStore;
  /** Orders of more distinct items give no pair evidence. */
  readonly maximumBasketItems: number;
}

export interface IndexedOrder {
  /** Place of the order in the request. */
  readonly index: number;
  readonly order: Order;
}

/** Orders written at a time; each takes up to three calls one after another. */
const width = 16;
const maximumAttempts = 5;

async function recordOrder(deps: RecordOrdersDeps, { index, order }: IndexedOrder): Promise<Outcome> {
  const { history, maximumBasketItems } = deps;
  const partition = factPartition(order.orderId, order.customerId);
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const stored = await history.getOrder({ partition, orderId: order.orderId });
    const decision = decideOrderChange(stored, order, maximumBasketItems);
    if (decision.change === 'nothing') return { index, outcome: 'unchanged' };
    if (decision.change === 'conflict') {
      return rejected(
        index,
        'order.same-time-conflict',
        'updatedAt',
        `order ${order.orderId} is already stored with another content for the same time ${order.updatedAt}; a change needs a later updatedAt`,
      );
    }
    // The claim goes first: an order that is stored always has its owner row, whatever is cut off in between.
    if (stored === undefined && !(await history.claimOwner(order.orderId, partition))) {
      return rejected(
        index,
        'order.customer-changed',
        'customerId',
        `order ${order.orderId} belongs to another customer; an order keeps the customer it was first sent with`,
      );
    }
    if (await history.putOrder(decision.fact, stored?.version)) return { index, outcome: 'accepted' };
  }
  return notStored(index, 'order.not-stored', `order ${order.orderId} is being changed by others; send it again`);
}

async function recordOrderSafely(deps: RecordOrdersDeps, entry: IndexedOrder): Promise<Outcome> {
  try {
    return await recordOrder(deps, entry);
  } catch (error) {
    const { index, order } = entry;
    if (hasCode(error, 'store.throttled')) {
      return notStored(
        index,
        'order.not-stored',
        `order ${order.orderId} was not stored: the database is busy; send it again`,
      );
    }
    if (hasCode(error, 'store.item-too-large')) {
      return rejected(index, 'order.too-large', 'lines', `order ${order.orderId} takes more than 400 KB as stored`);
    }
    throw error;
  }
}

/**
 * Stores orders, each on its own: one that is rejected never costs another. Several of one id in a request are
 * taken in turn, so the result does not depend on which write is faster.
 */
export async function recordOrders(
  deps: RecordOrdersDeps,
  orders: readonly IndexedOrder[],
): Promise<readonly Outcome[]> {
  const byOrder = new Map<string, IndexedOrder[]>();
  for (const entry of orders) {
    const sameOrder = byOrder.get(entry.order.orderId);
    if (sameOrder === undefined) byOrder.set(entry.order.orderId, [entry]);
    else sameOrder.push(entry);
  }
  const outcomes = await inParallel(byOrder.values(), width, async (entries) => {
    const inTurn: Outcome[] = [];
    for (const entry of entries) inTurn.push(await recordOrderSafely(deps, entry));
    return inTurn;
  });
  return outcomes.flat().sort((left, right) => left.index - right.index);
}
