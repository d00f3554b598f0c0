import { startNeighbourWorkers } from '../../../bin/copurchase/neighbour-workers.ts';
import { type NeighbourTable, neighboursOfPacked } from '../../../functions/domain/copurchase/kernel.ts';
import { type PackOptions, packBaskets } from '../../../functions/domain/copurchase/packed-baskets.ts';
import type { Competitor, CompetitorInput } from './competitor.ts';

/** The question of the others: no item is cut to its newest orders, and every order counts 1. */
const question: PackOptions = { maximumPostings: 2 ** 31 - 1, pairCounting: 'plain' };

/** The kernel, on this thread or on several that already run. */
export function kernelCompetitor({ baskets, itemCount, limit, threads }: CompetitorInput): Competitor {
  const workers = threads > 1 ? startNeighbourWorkers(threads) : undefined;
  let table: NeighbourTable | undefined;
  return {
    async run() {
      // The last answer is let go first, or there would be two at a time.
      table = undefined;
      table =
        (await workers?.rank(baskets, { itemCount, limit, ...question }))?.table ??
        neighboursOfPacked(packBaskets(baskets, itemCount, question), limit);
    },
    answer: async () => table ?? Promise.reject(new Error('not run yet')),
  };
}
