import { customerOfPartition } from '../../domain/fact-partition.ts';
import type { CustomerId, OrderId } from '../../domain/ids.ts';
import type { RedemptionCircumstances } from '../../domain/offers/redemption-refusal.ts';
import type { HistoryStore } from '../../stores/history/history-store.ts';

export interface OrderStandingDeps {
  readonly history: Pick<HistoryStore, 'getOwner' | 'getOrder'>;
}

/**
 * What is known of an order that redeems an offer of a customer, read consistently. Shops redeem at checkout, mostly
 * before they send the order: one that is not known is fine, and so is a guest's, which its customer may claim later.
 * What erasures and moves leave of an order says nothing of whether it was cancelled.
 */
export async function orderStanding(
  { history }: OrderStandingDeps,
  orderId: OrderId,
  customerId: CustomerId,
): Promise<RedemptionCircumstances['order']> {
  const partition = await history.getOwner(orderId);
  if (partition === undefined) return 'fine';
  const fact = await history.getOrder({ partition, orderId });
  if (fact?.order.status === 'cancelled' && !fact.erased && !fact.moved) return 'cancelled';
  const owner = customerOfPartition(partition);
  return owner === undefined || owner === customerId ? 'fine' : 'of-another';
}
