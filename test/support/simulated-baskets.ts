import type { Order } from '../../functions/domain/orders/order.ts';
import { simulateShop } from '../../functions/domain/simulation/simulate-shop.ts';
import type { SimulationSettings } from '../../functions/domain/simulation/simulation-settings.ts';

/** Orders of a simulated shop as first placed, customer by customer, each customer's in time order. */
export function placedOrders(settings: SimulationSettings): readonly Order[] {
  const orders: Order[] = [];
  for (const record of simulateShop(settings).records()) {
    if (record.kind === 'order' && record.order.updatedAt === record.order.placedAt) orders.push(record.order);
  }
  return orders;
}

export interface ItemOrders {
  /** Orders in all. */
  readonly total: number;
  /** Orders with the item. */
  count(itemId: string): number;
  /** Orders with both. */
  together(left: string, right: string): number;
  /** How many times as often as by chance both are in one order. */
  lift(left: string, right: string): number;
}

export function countItems(orders: readonly Order[]): ItemOrders {
  const ordersOf = new Map<string, Set<number>>();
  for (const [index, { lines }] of orders.entries()) {
    for (const { itemId } of lines) {
      const found = ordersOf.get(itemId);
      if (found === undefined) ordersOf.set(itemId, new Set([index]));
      else found.add(index);
    }
  }
  const count = (itemId: string) => ordersOf.get(itemId)?.size ?? 0;
  const together = (left: string, right: string) => {
    let both = 0;
    for (const index of ordersOf.get(left) ?? []) if (ordersOf.get(right)?.has(index)) both += 1;
    return both;
  };
  const total = orders.length;
  return {
    total,
    count,
    together,
    lift: (left, right) => (total * together(left, right)) / (count(left) * count(right)),
  };
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export const pairsOf = <Value>(values: readonly Value[]): readonly (readonly [Value, Value])[] =>
  values.flatMap((left, index) => values.slice(index + 1).map((right) => [left, right] as const));
