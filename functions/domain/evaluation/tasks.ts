import type { BasketTable } from './basket-table.ts';
import { type CartQueries, cartQueries, completeCarts } from './cart-completion.ts';
import type { Catalogue } from './catalogue.ts';
import { foreseeOrders, type NextOrderQueries, nextOrderQueries } from './next-order.ts';
import type { QueryObserver, Ranking } from './ranking.ts';

export type TaskName = 'cart-completion' | 'next-order';

/** Held-out questions of one kind. */
export interface HeldOutTask {
  readonly task: TaskName;
  readonly queryCount: number;
  /** Queries there would be without a limit. */
  readonly possible: number;
  /** Baskets or customers: what is resampled. */
  readonly unitCount: number;
  readonly run: (catalogue: Catalogue, ranking: Ranking, observe: QueryObserver) => void;
}

export interface QueryLimits {
  /** Queries of each task at most; above, a seeded sample. */
  readonly queries: number;
  readonly seed: number;
}

/**
 * The tasks that a table allows on held-out baskets: completing carts, and, where customers are named, foreseeing
 * their next orders.
 * @param known baskets that count as earlier, earliest first
 */
export function tasksOf(
  table: BasketTable,
  known: Uint32Array,
  heldOut: Uint32Array,
  { queries, seed }: QueryLimits,
): readonly HeldOutTask[] {
  const carts: CartQueries = cartQueries(table, heldOut, queries, seed);
  const orders: NextOrderQueries = nextOrderQueries(table, known, heldOut, queries, seed);
  const all: readonly HeldOutTask[] = [
    {
      task: 'cart-completion',
      queryCount: carts.hidden.length,
      possible: carts.possible,
      unitCount: carts.baskets.length,
      run: (catalogue, ranking, observe) => completeCarts(table, catalogue, carts, ranking, observe),
    },
    {
      task: 'next-order',
      queryCount: orders.queries.length,
      possible: orders.possible,
      unitCount: orders.queries.length,
      run: (catalogue, ranking, observe) => foreseeOrders(table, catalogue, orders, ranking, observe),
    },
  ];
  return all.filter(({ queryCount }) => queryCount > 0);
}
