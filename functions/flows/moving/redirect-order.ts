import { customerOfPartition, factPartition } from '../../domain/fact-partition.ts';
import { orderOfCustomer } from '../../domain/orders/move-order.ts';
import type { Order } from '../../domain/orders/order.ts';
import { keptCustomer } from './kept-customer.ts';
import { type MoveOrderDeps, moveOrder } from './move-order.ts';

/**
 * Finds whose a known order is that is sent under another customer, or under none: the shop may not have caught up
 * with a move. An order goes on to its owner from where it stood before, and between customers who were merged.
 * @returns the order as its owner's, the same where the owner is the one it was sent with after all, or undefined
 * where it belongs to somebody else
 */
export async function redirectOrder(deps: MoveOrderDeps, order: Order): Promise<Order | undefined> {
  const { orderId, customerId } = order;
  const partition = factPartition(orderId, customerId);
  const owner = await deps.moving.readOwner(orderId);
  if (owner === undefined || owner.partition === partition || owner.movingTo === partition) return order;
  const ownerId = customerOfPartition(owner.partition);
  if (owner.formerPartitions.includes(partition)) return orderOfCustomer(order, ownerId);
  if (customerId === undefined || ownerId === undefined) return undefined;
  const kept = await keptCustomer(deps.merges, ownerId);
  if ((await keptCustomer(deps.merges, customerId)) !== kept) return undefined;
  // The merge that is to bring it here has not come to it yet, or was cut off.
  if (kept !== ownerId) await moveOrder(deps, orderId, owner.partition, kept);
  return orderOfCustomer(order, kept);
}
