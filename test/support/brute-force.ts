import type { Order } from '../../functions/domain/orders/order.ts';

export interface ExpectedNeighbour {
  readonly itemId: string;
  readonly baskets: number;
  readonly weight: number;
}

interface ExpectedPair {
  readonly baskets: number;
  readonly weight: number;
}

/**
 * What is bought together, counted the plain way and apart from the product's code: every pair of every order into
 * a map of maps. Compares fractions as whole numbers, so ties are ties.
 */
export class BruteForce {
  readonly #orders = new Map<string, number>();
  #orderCount = 0;
  readonly #pairs = new Map<string, Map<string, ExpectedPair>>();

  constructor(orders: Iterable<Order>, maximumBasketItems = 100) {
    for (const order of orders) {
      if (order.status === 'cancelled') continue;
      const named = new Set(order.lines.map((line) => String(line.itemId)));
      if (named.size > maximumBasketItems) continue;
      const attributed = new Set<string>();
      const kept = [...named].filter((itemId) => {
        const lines = order.lines.filter((line) => line.itemId === itemId);
        const left = lines.filter((line) => line.quantity > (line.returnedQuantity ?? 0));
        if (left.every((line) => line.recommendationId !== undefined)) attributed.add(itemId);
        const bought = lines.reduce((sum, line) => sum + line.quantity, 0);
        const returned = lines.reduce((sum, line) => sum + (line.returnedQuantity ?? 0), 0);
        return returned < bought;
      });
      if (kept.length > 0) this.#orderCount += 1;
      for (const itemId of kept) {
        this.#orders.set(itemId, (this.#orders.get(itemId) ?? 0) + 1);
        const pairs = this.#pairs.get(itemId) ?? new Map<string, ExpectedPair>();
        this.#pairs.set(itemId, pairs);
        for (const other of kept) {
          if (other === itemId) continue;
          const isHalved = attributed.has(itemId) || attributed.has(other);
          const weight = Math.round((isHalved ? 256 : 512) / Math.sqrt(kept.length - 1));
          const seen = pairs.get(other) ?? { baskets: 0, weight: 0 };
          pairs.set(other, { baskets: seen.baskets + 1, weight: seen.weight + weight });
        }
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

  /** The best `limit` by weighted cosine: w_ab² / c_b for one a, compared crosswise. */
  neighbours(itemId: string, limit: number): readonly ExpectedNeighbour[] {
    const candidates = [...(this.#pairs.get(itemId) ?? [])].map(([other, pair]) => ({
      itemId: other,
      ...pair,
      orders: this.ordersWith(other),
    }));
    candidates.sort((left, right) => {
      const one = left.weight ** 2 * right.orders;
      const other = right.weight ** 2 * left.orders;
      return other - one || (left.itemId < right.itemId ? -1 : 1);
    });
    return candidates.slice(0, limit).map(({ itemId: other, baskets, weight }) => ({ itemId: other, baskets, weight }));
  }

  /** Those of the best `limit` that are bought together at least as often as by chance. */
  shown(itemId: string, limit: number): readonly ExpectedNeighbour[] {
    return this.neighbours(itemId, limit).filter(
      ({ itemId: other, baskets }) => baskets * this.#orderCount >= this.ordersWith(itemId) * this.ordersWith(other),
    );
  }

  /** `count` items spread from the most bought to the least. */
  spread(count: number): readonly string[] {
    const { items } = this;
    return Array.from({ length: count }, (_, index) => items[Math.floor((index * items.length) / count)] ?? '');
  }
}
