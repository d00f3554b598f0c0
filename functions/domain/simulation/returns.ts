import type { Order, ReturnEvent } from '../orders/order.ts';
import { instantOf } from './draw-order.ts';
import type { Random } from './random.ts';
import { drawReturnReason } from './service.ts';
import { dayMilliseconds, wholeSecond } from './shop-parts.ts';

const returnedLineShare = 0.05;

/** Goods of an order that come back until the end. Guests send none back, nor does a cancelled order. */
export function* drawReturns(random: Random, order: Order, isLate: boolean, endsAt: number): Generator<ReturnEvent> {
  if (order.customerId === undefined || order.status === 'cancelled') return;
  for (const line of order.lines) {
    if (!random.chance(returnedLineShare)) continue;
    const occurredAt = wholeSecond(Date.parse(order.placedAt) + dayMilliseconds * (2 + random.exponential(6)));
    const quantity = 1 + random.below(line.quantity);
    const reason = drawReturnReason(random, isLate);
    if (occurredAt > endsAt) continue;
    yield {
      eventId: `return-${order.orderId}-${line.itemId}`,
      occurredAt: instantOf(occurredAt),
      customerId: order.customerId,
      orderId: order.orderId,
      itemId: line.itemId,
      quantity,
      reason,
    };
  }
}
