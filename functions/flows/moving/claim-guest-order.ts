import { HoldfastError } from '../../domain/errors.ts';
import {
  customerOfPartition,
  customerPartition,
  type FactPartition,
  factPartition,
} from '../../domain/fact-partition.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { OrderOwner } from '../../stores/history/moving-store.ts';
import { inParallel } from '../in-parallel.ts';
import { keptCustomer } from './kept-customer.ts';
import { followMerges, type MoveOrderDeps, moveOrder, stubExpiry } from './move-order.ts';

export interface ClaimedOrder {
  /** Who has the order now: the one who was named, or the one they were merged into. */
  readonly customerId: CustomerId;
  /** `unchanged`: it was theirs already. */
  readonly outcome: 'moved' | 'unchanged';
}

const width = 16;
const maximumAttempts = 5;

const unknownOrder = (orderId: OrderId): HoldfastError =>
  new HoldfastError('order.unknown', `order ${orderId} is not known; send it first`);

const belongsToAnother = (orderId: OrderId): HoldfastError =>
  new HoldfastError(
    'order.customer-changed',
    `order ${orderId} belongs to another customer or is being claimed for one; only a guest's order can be claimed`,
  );

async function isTheirs({ merges }: MoveOrderDeps, partition: FactPartition, customerId: CustomerId): Promise<boolean> {
  const owner = customerOfPartition(partition);
  return owner !== undefined && (await keptCustomer(merges, owner)) === customerId;
}

/**
 * Notes whom a guest's order goes to before anything else is written, so that of two who claim it one is refused
 * before a fact of theirs exists.
 */
async function reserve(deps: MoveOrderDeps, orderId: OrderId, customerId: CustomerId): Promise<OrderOwner> {
  const guest = factPartition(orderId, undefined);
  for (let attempt = 0; attempt < maximumAttempts; attempt += 1) {
    const owner = await deps.moving.readOwner(orderId);
    if (owner === undefined) throw unknownOrder(orderId);
    const goingTo = owner.partition === guest ? owner.movingTo : owner.partition;
    if (goingTo !== undefined) {
      if (await isTheirs(deps, goingTo, customerId)) return owner;
      throw belongsToAnother(orderId);
    }
    // The owner is put before the order, which may never have come.
    if ((await deps.history.getOrder({ partition: guest, orderId })) === undefined) throw unknownOrder(orderId);
    const reserved = { ...owner, movingTo: customerPartition(customerId) };
    if (await deps.moving.putOwner(orderId, reserved, owner)) return owner;
  }
  throw new HoldfastError('store.throttled', `order ${orderId} is being changed by others; send the request again`);
}

/**
 * Makes a guest's order a customer's, with the returns that were kept beside it. Repeating the call finishes one that
 * was cut off. Throws `order.unknown` and `order.customer-changed`.
 */
export async function claimGuestOrder(
  deps: MoveOrderDeps,
  orderId: OrderId,
  customerId: CustomerId,
): Promise<ClaimedOrder> {
  const kept = await keptCustomer(deps.merges, customerId);
  const { partition } = await reserve(deps, orderId, kept);
  const guest = factPartition(orderId, undefined);
  const move = await moveOrder(deps, orderId, guest, kept);
  // Listed after the order has its new owner: a return that comes later goes there by itself.
  const { facts } = await deps.moving.listRows(guest);
  const expiresAt = stubExpiry(deps.now());
  const to = customerPartition(kept);
  await inParallel(facts, width, (sortKey) =>
    deps.moving.moveFact({ from: guest, to, sortKey, customerId: kept }, expiresAt),
  );
  const owner = partition === guest ? kept : (customerOfPartition(partition) ?? kept);
  return {
    customerId: await followMerges(deps, orderId, owner),
    outcome: move === 'moved' ? 'moved' : 'unchanged',
  };
}
