import {
  type Basket,
  type BasketColumns,
  basketColumnsBuilder,
} from '../../functions/domain/copurchase/basket-columns.ts';
import { evidenceLines } from '../../functions/domain/orders/evidence-items.ts';
import type { Order } from '../../functions/domain/orders/order.ts';

export function columnsOf(baskets: Iterable<Basket>): BasketColumns {
  const columns = basketColumnsBuilder();
  for (const basket of baskets) columns.add(basket);
  return columns.build();
}

/** The evidence of orders of at most 100 items. */
export const columnsOfOrders = (orders: readonly Order[]): BasketColumns =>
  columnsOf(orders.map((order) => ({ ...order, lines: evidenceLines(order, 100) })));
