import { randomFor } from '../simulation/random.ts';
import type { BasketTable } from './basket-table.ts';
import type { Catalogue } from './catalogue.ts';
import { choosePlaces } from './choose-places.ts';
import { midRanks, type Standing, standingOf } from './rank-of-target.ts';
import { addRow, type QueryObserver, type Ranking } from './ranking.ts';

/** A customer's next order, with the orders before it. */
export interface NextOrderQuery {
  /** Number of the table's basket. */
  readonly basket: number;
  /** Earlier baskets of the customer, earliest first; at least one. */
  readonly earlier: readonly number[];
}

export interface NextOrderQueries {
  /** One a customer: places here are the units. */
  readonly queries: readonly NextOrderQuery[];
  /** Queries there would be without a limit. */
  readonly possible: number;
}

/** Items of a customer's history that neighbours are taken of: the latest, as the customer's row keeps them. */
const maximumHistoryItems = 200;

const nextOrderDraw = 0x6e657874;

/**
 * The first held-out basket of every customer with earlier ones, or a seeded sample of so many customers.
 * @param known baskets that count as earlier, earliest first
 * @param heldOut earliest first
 */
export function nextOrderQueries(
  table: BasketTable,
  known: Uint32Array,
  heldOut: Uint32Array,
  limit: number,
  seed: number,
): NextOrderQueries {
  const { customers } = table;
  if (customers === undefined) return { queries: [], possible: 0 };
  const earlierOf = new Map<number, number[]>();
  for (const basket of known) {
    const customer = customers[basket] ?? -1;
    if (customer < 0) continue;
    const list = earlierOf.get(customer);
    if (list === undefined) earlierOf.set(customer, [basket]);
    else list.push(basket);
  }
  const all: NextOrderQuery[] = [];
  for (const basket of heldOut) {
    const customer = customers[basket] ?? -1;
    const earlier = earlierOf.get(customer);
    if (earlier === undefined) continue;
    earlierOf.delete(customer);
    all.push({ basket, earlier });
  }
  const places = choosePlaces(all.length, limit, randomFor(seed, nextOrderDraw));
  return { queries: [...places].flatMap((place) => all[place] ?? []), possible: all.length };
}

/**
 * Ranks the whole catalogue for every customer's next order, what was bought before included. Neighbours are summed
 * over the latest 200 distinct items. O(queries (targets items + rows of the history)).
 */
export function foreseeOrders(
  table: BasketTable,
  catalogue: Catalogue,
  { queries }: NextOrderQueries,
  ranking: Ranking,
  observe: QueryObserver,
): void {
  const scores = new Float64Array(catalogue.size);
  const popularityFactor = (catalogue.basketCounts[0] ?? 0) + 1;
  const itemsOf = (basket: number): Uint32Array =>
    table.items.subarray(table.offsets[basket], table.offsets[basket + 1]);

  /** Baskets of the customer with each item, latest bought first. */
  function historyOf(earlier: readonly number[]): Map<number, number> {
    const history = new Map<number, number>();
    for (const basket of earlier.toReversed()) {
      for (const tableItem of itemsOf(basket)) {
        const item = catalogue.numberOf[tableItem] ?? -1;
        if (item >= 0) history.set(item, (history.get(item) ?? 0) + 1);
      }
    }
    return history;
  }

  function scoreAll(history: ReadonlyMap<number, number>): void {
    if (ranking.kind === 'popularity' || ranking.kind === 'own-then-popularity') scores.set(catalogue.basketCounts);
    else scores.fill(0);
    if (ranking.kind === 'popularity') return;
    if (ranking.kind === 'neighbours') {
      for (const item of [...history.keys()].slice(0, maximumHistoryItems)) addRow(ranking.rows, item, 1, scores);
      return;
    }
    // Larger than any popularity, so that one more basket of the customer's own weighs more than all others'.
    const factor = ranking.kind === 'own' ? 1 : popularityFactor;
    for (const [item, baskets] of history) scores[item] = (scores[item] ?? 0) + baskets * factor;
  }

  queries.forEach(({ basket, earlier }, unit) => {
    scoreAll(historyOf(earlier));
    const targets = itemsOf(basket);
    const standings: Standing[] = [];
    for (const tableItem of targets) {
      const target = catalogue.numberOf[tableItem] ?? -1;
      const standing = target < 0 ? undefined : standingOf(scores, catalogue, target, scores[target] ?? 0);
      if (standing !== undefined) standings.push(standing);
    }
    observe(unit, midRanks(standings), targets.length, scores);
  });
}
