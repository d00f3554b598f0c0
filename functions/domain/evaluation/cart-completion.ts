import { randomFor } from '../simulation/random.ts';
import type { BasketTable } from './basket-table.ts';
import type { Catalogue } from './catalogue.ts';
import { choosePlaces } from './choose-places.ts';
import { midRanks, standingOf } from './rank-of-target.ts';
import { addRow, type QueryObserver, type Ranking } from './ranking.ts';

/** Baskets with the lines of them to hide, one at a time: basket b hides `hidden[starts[b]]` up to `hidden[starts[b + 1]]`. */
export interface CartQueries {
  /** Numbers of the table's baskets; their places here are the units. */
  readonly baskets: Uint32Array;
  readonly starts: Uint32Array;
  /** Lines of the table. */
  readonly hidden: Uint32Array;
  /** Queries there would be without a limit. */
  readonly possible: number;
}

const cartDraw = 0x63617274;

/**
 * Hides each item of each basket in turn, or of so many places a seeded sample.
 * @param baskets a basket of one item has nothing to go by and is no query
 */
export function cartQueries(table: BasketTable, baskets: Uint32Array, limit: number, seed: number): CartQueries {
  const { offsets } = table;
  const sizeOf = (basket: number): number => (offsets[basket + 1] ?? 0) - (offsets[basket] ?? 0);
  const asked = baskets.filter((basket) => sizeOf(basket) >= 2);
  const possible = asked.reduce((sum, basket) => sum + sizeOf(basket), 0);
  const places = choosePlaces(possible, limit, randomFor(seed, cartDraw));
  const hidden = new Uint32Array(places.length);
  const kept: number[] = [];
  const starts = [0];
  let next = 0;
  let before = 0;
  for (const basket of asked) {
    const end = before + sizeOf(basket);
    const first = next;
    for (; (places[next] ?? end) < end; next += 1) {
      hidden[next] = (offsets[basket] ?? 0) + (places[next] ?? 0) - before;
    }
    before = end;
    if (next === first) continue;
    kept.push(basket);
    starts.push(next);
  }
  return { baskets: Uint32Array.from(kept), starts: Uint32Array.from(starts), hidden, possible };
}

/**
 * Ranks all items outside the rest of the cart for every hidden one. What the fitted baskets do not know cannot be
 * recommended: it is no candidate, and hidden it is missed. O(queries items + sum of the rows of the baskets).
 */
export function completeCarts(
  table: BasketTable,
  catalogue: Catalogue,
  queries: CartQueries,
  ranking: Ranking,
  observe: QueryObserver,
): void {
  const scores = new Float64Array(catalogue.size);
  const ofBasket = new Float64Array(catalogue.size);
  const membersOf = (basket: number): Int32Array =>
    Int32Array.from(
      table.items.subarray(table.offsets[basket], table.offsets[basket + 1]),
      (item) => catalogue.numberOf[item] ?? -1,
    ).filter((item) => item >= 0);

  function scoreAll(members: Int32Array): void {
    if (ranking.kind === 'neighbours') {
      scores.fill(0);
      for (const member of members) addRow(ranking.rows, member, 1, scores);
    } else if (ranking.kind === 'popularity') scores.set(catalogue.basketCounts);
    else scores.fill(0);
  }

  queries.baskets.forEach((basket, unit) => {
    const members = membersOf(basket);
    scoreAll(members);
    const own = new Map<number, number>();
    for (const member of members) own.set(member, scores[member] ?? 0);
    for (const member of members) scores[member] = Number.NEGATIVE_INFINITY;
    ofBasket.set(scores);
    for (let query = queries.starts[unit] ?? 0; query < (queries.starts[unit + 1] ?? 0); query += 1) {
      const target = catalogue.numberOf[table.items[queries.hidden[query] ?? 0] ?? 0] ?? -1;
      if (target < 0) {
        observe(unit, [], 1, scores);
        continue;
      }
      // No item is a neighbour of itself, so what the whole basket gives the hidden one is what the rest gives it.
      // The rest's scores of all others are the basket's without the hidden row: exact, as scores are whole units.
      if (ranking.kind === 'neighbours') addRow(ranking.rows, target, -1, scores);
      const score = own.get(target) ?? 0;
      scores[target] = score;
      const standing = standingOf(scores, catalogue, target, score);
      observe(unit, standing === undefined ? [] : midRanks([standing]), 1, scores);
      scores.set(ofBasket);
    }
  });
}
