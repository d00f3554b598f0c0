import { hasCode } from '../domain/errors.ts';
import { factPartition } from '../domain/fact-partition.ts';
import type { CustomerId } from '../domain/ids.ts';
import { decideOrderChange } from '../domain/orders/decide-order-change.ts';
import type { Order } from '../domain/orders/order.ts';
import type { HistoryStore } from '../stores/history/history-store.ts';
import { inParallel } from './in-parallel.ts';
import { followMerges, type MoveOrderDeps } from './moving/move-order.ts';
import { redirectOrder } from './moving/redirect-order.ts';
import { notStored, type Outcome, rejected } from './outcome.ts';

export interface RecordOrdersDeps extends MoveOrderDeps {
  readonly history: HistoryStore;
}

export interface IndexedOrder {
  /** Place of the order in the request. */
  readonly index: number;
  readonly order: Order;
}

/** Orders written at a time; each takes up to three calls one after another. */
const width = 16;
const maximumAttempts = 8;

interface RecordedOrder {
  readonly entry: IndexedOrder;
  readonly outcome: Outcome;
  /** Who has the order, where it was stored or stands already and is no guest's. */
  readonly customerId?: CustomerId | undefined;
}

async function recordOrder(deps: RecordOrdersDeps, entry: IndexedOrder): Promise<RecordedOrder> {
  const { history, maximumBasketItems } = deps;
  const { index } = entry;
  const answer = (outcome: Outcome): RecordedOrder => ({ entry, outcome });
  let { order } = entry;
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const partition = factPartition(order.orderId, order.customerId);
    const stored = await history.getOrder({ partition, orderId: order.orderId });
    if (stored?.moved) {
      order = (await redirectOrder(deps, order)) ?? order;
      continue;
    }
    const decision = decideOrderChange(stored, order, maximumBasketItems);
    const { customerId } = order;
    if (decision.change === 'nothing') return { entry, outcome: { index, outcome: 'unchanged' }, customerId };
    if (decision.change === 'conflict') {
      const message = `order ${order.orderId} is already stored with another content for the same time ${order.updatedAt}; a change needs a later updatedAt`;
      return answer(rejected(index, 'order.same-time-conflict', 'updatedAt', message));
    }
    // The claim goes first: an order that is stored always has its owner row, whatever is cut off in between.
    if (stored === undefined && !(await history.claimOwner(order.orderId, partition))) {
      const redirected = await redirectOrder(deps, order);
      if (redirected === undefined) {
        const message = `order ${order.orderId} belongs to another customer; an order keeps the customer it was first sent with`;
        return answer(rejected(index, 'order.customer-changed', 'customerId', message));
      }
      order = redirected;
      continue;
    }
    if (await history.putOrder(decision.fact, stored?.version)) {
      return { entry, outcome: { index, outcome: 'accepted' }, customerId };
    }
  }
  const message = `order ${order.orderId} is being changed by others; send it again`;
  return answer(notStored(index, 'order.not-stored', message));
}

/** Moves an order on whose customer has been merged into another one: the shop has not caught up. */
async function followOne(deps: RecordOrdersDeps, recorded: RecordedOrder): Promise<RecordedOrder> {
  const { entry, customerId } = recorded;
  if (customerId !== undefined) await followMerges(deps, entry.order.orderId, customerId);
  return recorded;
}

/** Does a step for one order; a database that is busy, or an order that is too large, costs no other its own. */
async function safely(entry: IndexedOrder, step: () => Promise<RecordedOrder>): Promise<RecordedOrder> {
  try {
    return await step();
  } catch (error) {
    const { index, order } = entry;
    if (hasCode(error, 'store.throttled')) {
      const message = `order ${order.orderId} was not stored: the database is busy; send it again`;
      return { entry, outcome: notStored(index, 'order.not-stored', message) };
    }
    if (hasCode(error, 'store.item-too-large')) {
      const message = `order ${order.orderId} takes more than 400 KB as stored`;
      return { entry, outcome: rejected(index, 'order.too-large', 'lines', message) };
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
  const recorded = await inParallel(byOrder.values(), width, async (entries) => {
    const inTurn: RecordedOrder[] = [];
    for (const entry of entries) inTurn.push(await safely(entry, () => recordOrder(deps, entry)));
    return inTurn;
  });
  // Asked after the orders are written, so that either a merge lists them or its note is seen here.
  const inPlace = (await deps.merges.hasAny())
    ? await inParallel(recorded.flat(), width, (one) => safely(one.entry, () => followOne(deps, one)))
    : recorded.flat();
  return inPlace.map(({ outcome }) => outcome).sort((left, right) => left.index - right.index);
}
