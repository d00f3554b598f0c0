import { type NeighbourTable, neighbourTable } from '../../../functions/domain/copurchase/kernel.ts';
import { allocateUnshared } from '../../../functions/domain/copurchase/packed-baskets.ts';
import type { Competitor, CompetitorInput } from './competitor.ts';

/** Every pair of every order into a map of maps, then sort: what one writes first. */
export function naiveCompetitor({ baskets, itemCount, limit }: CompetitorInput): Competitor {
  let ranked = new Map<number, { other: number; together: number; quotient: number }[]>();
  return {
    async run() {
      const orders = new Map<number, number>();
      const pairs = new Map<number, Map<number, number>>();
      ranked = new Map();
      for (let order = 0; order + 1 < baskets.offsets.length; order += 1) {
        const items = baskets.items.subarray(baskets.offsets[order], baskets.offsets[order + 1]);
        for (const item of items) {
          orders.set(item, (orders.get(item) ?? 0) + 1);
          let others = pairs.get(item);
          if (others === undefined) {
            others = new Map();
            pairs.set(item, others);
          }
          for (const other of items) if (other !== item) others.set(other, (others.get(other) ?? 0) + 1);
        }
      }
      for (const [item, others] of pairs) {
        const candidates = [...others].map(([other, together]) => ({
          other,
          together,
          quotient: (together * together) / (orders.get(other) ?? 0),
        }));
        candidates.sort((left, right) => right.quotient - left.quotient || left.other - right.other);
        ranked.set(item, candidates.slice(0, limit));
      }
    },
    async answer() {
      const table: NeighbourTable = neighbourTable(itemCount, limit, allocateUnshared);
      for (const [item, neighbours] of ranked) {
        table.lengths[item] = neighbours.length;
        neighbours.forEach(({ other, together }, place) => {
          table.neighbours[item * limit + place] = other;
          table.sums[item * limit + place] = together;
        });
      }
      return table;
    },
  };
}
