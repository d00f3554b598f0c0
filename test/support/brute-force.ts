import type { Order } from '../../functions/domain/orders/order.ts';

export interface ExpectedNeighbour {
  readonly itemId: string;
  readonly baskets: number;
}

/**
 * What is bought together, counted the plain way and apart from the product's code: every pair of every order into
 * a map of maps. Compares fractions as whole numbers, so ties are ties.
 */
export class BruteForce {
  readonly #orders = new Map<string, number>();
  readonly #pairs = new Map<string, Map<string, number>>();

  constructor(orders: Iterable<Order>, maximumBasketItems = 100) {
    for (const order of orders) {
      if (order.status === 'cancelled') continue;
      const named = new Set(order.lines.map((line) => String(line.itemId)));
      if (named.size > maximumBasketItems) continue;
      const kept = [...named].filter((itemId) => {
        const lines = order.lines.filter((line) => line.itemId === itemId);
        const bought = lines.reduce((sum, line) => sum + line.quantity, 0);
        const returned = lines.reduce((sum, line) => sum + (line.returnedQuantity ?? 0), 0);
        return returned < bought;
      });
      for (const itemId of kept) {
        this.#orders.set(itemId, (this.#orders.get(itemId) ?? 0) + 1);
        const pairs = this.#pairs.get(itemId) ?? new Map<string, number>();
        this.#pairs.set(itemId, pairs);
        for (const other of kept) if (other !== itemId) pairs.set(other, (pairs.get(other) ?? 0) + 1);
      }
    }
  }

  /** Items by number of orders, most first. */
  get items(): readonly string[] {
    return [...this.#orders]
      .sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
      .map(([id]) => id);
  }

  ordersWith(itemId: string): number {
    return this.#orders.get(itemId) ?? 0;
  }

  /** The best `limit` by cosine: c_ab² / c_b for one a, compared crosswise. */
  neighbours(itemId: string, limit: number): readonly ExpectedNeighbour[] {
    const candidates = [...(this.#pairs.get(itemId) ?? [])].map(([other, baskets]) => ({
      itemId: other,
      baskets,
      orders: this.ordersWith(other),
    }));
    candidates.sort((left, right) => {
      const one = left.baskets * left.baskets * right.orders;
      const other = right.baskets * right.baskets * left.orders;
      return other - one || (left.itemId < right.itemId ? -1 : 1);
    });
    return candidates.slice(0, limit).map(({ itemId: other, baskets }) => ({ itemId: other, baskets }));
  }

  /** `count` items spread from the most bought to the least. */
  spread(count: number): readonly string[] {
    const { items } = this;
    return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] ?? '');
  }
}
