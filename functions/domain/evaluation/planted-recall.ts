import { type Random, randomFor } from '../simulation/random.ts';
import type { NeighbourRows } from './neighbour-rows.ts';
import type { DirectedPair } from './planted-truth.ts';

/** First neighbours of every item asked for, best first; ties to the more popular item. */
export type ShortLists = ReadonlyMap<number, readonly number[]>;

/** Length of the lists that planted pairs are looked for in. */
export const plantedListLength = 5;

/** O(sum of the rows asked for). */
export function shortLists(
  { starts, others, scores }: NeighbourRows,
  items: Iterable<number>,
  length = plantedListLength,
): ShortLists {
  const lists = new Map<number, readonly number[]>();
  for (const item of items) {
    const row: { readonly other: number; readonly score: number }[] = [];
    for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
      const score = scores[pair] ?? 0;
      if (score > 0) row.push({ other: others[pair] ?? 0, score });
    }
    row.sort((left, right) => right.score - left.score || left.other - right.other);
    lists.set(
      item,
      row.slice(0, length).map(({ other }) => other),
    );
  }
  return lists;
}

/** How many of the directed pairs a list shows: `to` among the first neighbours of `from`. */
export const countFound = (lists: ShortLists, pairs: readonly DirectedPair[]): number =>
  pairs.reduce((count, { from, to }) => count + +(lists.get(from)?.includes(to) ?? false), 0);

/** What pairing the same items at random finds: the mean, and the middle 95%. */
export interface ChanceCount {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

const pairingDraw = 0x70616972;
const pairings = 1_000;

/** Fisher-Yates (Knuth, "The Art of Computer Programming" volume 2, 3.4.2, algorithm P). */
function shuffle(values: Int32Array, random: Random): void {
  for (let place = values.length - 1; place > 0; place -= 1) {
    const other = random.below(place + 1);
    const held = values[place] ?? 0;
    values[place] = values[other] ?? 0;
    values[other] = held;
  }
}

/**
 * How many directed pairs would be found if the items of the planted ones went together by lot: 1,000 random pairings
 * of the same items, which sell at the same rates. A pairing may hold a true pair. The same seed gives the same.
 * @param items of the planted pairs, an even number, each once
 */
export function chanceCount(lists: ShortLists, items: readonly number[], seed: number): ChanceCount {
  const order = Int32Array.from(items);
  const random = randomFor(seed, pairingDraw);
  const shown = new Map([...lists].map(([item, list]) => [item, new Set(list)]));
  const counts = new Float64Array(pairings);
  for (let turn = 0; turn < pairings; turn += 1) {
    shuffle(order, random);
    let count = 0;
    for (let place = 0; place + 1 < order.length; place += 2) {
      const [left, right] = [order[place] ?? 0, order[place + 1] ?? 0];
      count += +(shown.get(left)?.has(right) ?? false) + +(shown.get(right)?.has(left) ?? false);
    }
    counts[turn] = count;
  }
  counts.sort();
  return {
    mean: counts.reduce((sum, count) => sum + count, 0) / pairings,
    low: counts[Math.floor(pairings * 0.025)] ?? 0,
    high: counts[Math.ceil(pairings * 0.975) - 1] ?? 0,
  };
}
