import { HoldfastError } from '../../domain/errors.ts';
import { customerPartition, type FactPartition } from '../../domain/fact-partition.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import { arriveOrder, movedStub, movedStubLifeDays } from '../../domain/orders/move-order.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';
import type { MergesStore } from '../../stores/history/merges-store.ts';
import type { MovingStore } from '../../stores/history/moving-store.ts';
import { keptCustomer } from './kept-customer.ts';

export interface MoveOrderDeps {
  readonly history: Pick<HistoryStore, 'getOrder'>;
  readonly moving: MovingStore;
  readonly merges: Pick<MergesStore, 'find' | 'hasAny'>;
  readonly now: () => Date;
  /** Orders of more distinct items give no evidence. */
  readonly maximumBasketItems: number;
}

/** `there`: an earlier move took it away. `absent`: there is nothing to move, or its customer was erased. */
export type OrderMove = 'moved' | 'there' | 'absent';

const maximumAttempts = 8;
const daySeconds = 86_400;

/** When what is left behind by a move made now expires. */
export const stubExpiry = (now: Date): number => Math.floor(now.getTime() / 1000) + movedStubLifeDays * daySeconds;

async function putOwner({ moving }: MoveOrderDeps, orderId: OrderId, from: FactPartition, to: FactPartition) {
  const owner = await moving.readOwner(orderId);
  // Somewhere else: it is for whoever moves it from there.
  if (owner === undefined || owner.partition !== from) return true;
  const formerPartitions = [...owner.formerPartitions, from];
  return moving.putOwner(orderId, { partition: to, formerPartitions }, owner);
}

/**
 * Moves an order to a customer in three writes, each on a condition and each harmless when repeated: the fact under
 * the new customer, the row that says whose it is, and the stub in place of the old fact. A shop that changes the order
 * meanwhile makes the third fail, and all three are done again with what it sent. Between them the order has two facts,
 * of which the derived rows of items see one, as evidence has no customer in its key; whoever is cut off there repeats
 * the call.
 */
export async function moveOrder(
  deps: MoveOrderDeps,
  orderId: OrderId,
  from: FactPartition,
  customerId: CustomerId,
): Promise<OrderMove> {
  const { history, moving, maximumBasketItems } = deps;
  const to = customerPartition(customerId);
  const expiresAt = stubExpiry(deps.now());
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const leaving = await history.getOrder({ partition: from, orderId });
    if (leaving === undefined || leaving.erased) return 'absent';
    if (leaving.moved) return 'there';
    const standing = await history.getOrder({ partition: to, orderId });
    const arriving = arriveOrder(leaving, standing, customerId, maximumBasketItems);
    if (arriving !== undefined) {
      const expiry = arriving.erased ? expiresAt : undefined;
      if (!(await moving.putOrder(arriving, standing?.version, expiry))) continue;
    }
    if (!(await putOwner(deps, orderId, from, to))) continue;
    if (await moving.putOrder(movedStub(leaving), leaving.version, expiresAt)) return 'moved';
  }
  throw new HoldfastError('store.throttled', `order ${orderId} is being changed by others; send the request again`);
}

/**
 * Moves an order on where its customer was merged into another one. Called after the order was written: a merge notes
 * itself before it lists the orders, so either it lists this one or this call sees the merge.
 * @returns the customer who has the order in the end
 */
export async function followMerges(deps: MoveOrderDeps, orderId: OrderId, customerId: CustomerId): Promise<CustomerId> {
  const kept = await keptCustomer(deps.merges, customerId);
  if (kept === customerId) return kept;
  await moveOrder(deps, orderId, customerPartition(customerId), kept);
  return followMerges(deps, orderId, kept);
}
