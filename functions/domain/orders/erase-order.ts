import { postingPlaces } from './decide-order-change.ts';
import type { OrderFact } from './order.ts';

/** Above every version that a time can give, so that no later state of the order brings it back. */
export const erasedVersion = Number.MAX_SAFE_INTEGER;

/**
 * Days the stub of an erased order is kept. It takes the order's evidence back however late the streams are, and
 * an order sent again meanwhile changes nothing.
 */
export const erasedStubLifeDays = 30;

/**
 * What is left of an order when its customer is erased: no line, no money, nothing but where its evidence stood, so
 * that the projection can take it back without knowing more.
 */
export function eraseOrder({ order, retiredPostings }: OrderFact, maximumBasketItems: number): OrderFact {
  const { orderId, customerId, placedAt, currency } = order;
  return {
    kind: 'order',
    order: {
      orderId,
      ...(customerId === undefined ? {} : { customerId }),
      placedAt,
      updatedAt: placedAt,
      status: 'cancelled',
      currency,
      lines: [],
    },
    version: erasedVersion,
    retiredPostings: [...retiredPostings, ...postingPlaces(order, maximumBasketItems)],
    erased: true,
  };
}
