import type { Order } from '../orders/order.ts';
import { type DrawnOrder, instantOf } from './draw-order.ts';
import type { Random } from './random.ts';
import { dayMilliseconds, wholeSecond } from './shop-parts.ts';

const cancelledShare = 0.03;
const editedShare = 0.04;

/**
 * A later version of an order: cancelled, or with its last background line taken out or doubled; or none. Planted lines
 * stay, so that their rates hold for orders as they stand too.
 */
export function drawChange(random: Random, { order, backgroundLines }: DrawnOrder, endsAt: number): Order | undefined {
  const draw = random.unit();
  if (draw >= cancelledShare + editedShare) return undefined;
  const changedAt = wholeSecond(Date.parse(order.placedAt) + 60_000 + random.exponential(dayMilliseconds / 4));
  if (changedAt > endsAt) return undefined;
  const updatedAt = instantOf(changedAt);
  if (draw < cancelledShare) return { ...order, updatedAt, status: 'cancelled' };
  const last = backgroundLines - 1;
  const lines = order.lines.flatMap((line, index) => {
    if (index !== last) return [line];
    return backgroundLines > 1 ? [] : [{ ...line, quantity: line.quantity * 2 }];
  });
  // A discount of the goods taken out would be one of nothing.
  const { discountMinor: _discount, pointsPaidMinor: _points, ...undiscounted } = order;
  return { ...undiscounted, updatedAt, lines };
}
