import { type FactPartition, factPartition } from '../fact-partition.ts';
import type { OrderId } from '../ids.ts';
import type { Order } from './order.ts';

/** Where the fact of an order stands. */
export interface OrderKey {
  readonly partition: FactPartition;
  readonly orderId: OrderId;
}

export const orderKeyOf = ({ orderId, customerId }: Pick<Order, 'orderId' | 'customerId'>): OrderKey => ({
  partition: factPartition(orderId, customerId),
  orderId,
});

/** One text for one key, as a name in maps and batches. */
export const orderKeyText = ({
  partition,
  orderId,
}: {
  readonly partition: string;
  readonly orderId: string;
}): string => `${partition} ${orderId}`;
