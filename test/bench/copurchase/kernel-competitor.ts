import { startNeighbourWorkers } from '../../../bin/copurchase/neighbour-workers.ts';
import { type NeighbourTable, neighboursOfPacked } from '../../../functions/domain/copurchase/kernel.ts';
import { packBaskets } from '../../../functions/domain/copurchase/packed-baskets.ts';
import type { Competitor, CompetitorInput } from './competitor.ts';

/** No item is cut to its newest orders: the others do not cut either. */
const maximumPostings = 2 ** 31 - 1;

/** The kernel, on this thread or on several that already run. */
export function kernelCompetitor({ baskets, itemCount, limit, threads }: CompetitorInput): Competitor {
  const workers = threads > 1 ? startNeighbourWorkers(threads) : undefined;
  let table: NeighbourTable | undefined;
  return {
    async run() {
      // The last answer is let go first, or there would be two at a time.
      table = undefined;
      table =
        (await workers?.rank(baskets, { itemCount, limit, maximumPostings })) ??
        neighboursOfPacked(packBaskets(baskets, itemCount, maximumPostings), limit);
    },
    answer: async () => table ?? Promise.reject(new Error('not run yet')),
  };
}
