import type { BasketColumns } from '../../functions/domain/copurchase/basket-columns.ts';
import { type RankedShop, rankedShop, rankShop } from '../../functions/domain/copurchase/neighbours.ts';
import { maximumNeighbours } from '../../functions/domain/copurchase/rank-neighbours.ts';
import { startNeighbourWorkers } from './neighbour-workers.ts';

/** Starting threads takes as long as ranking so many lines on this one. */
const fewLines = 1_000_000;

/** Ranks a shop of the command line: a large one on as many threads as run at once on this machine. */
export async function rankShopInThreads(columns: BasketColumns, leastLines = fewLines): Promise<RankedShop> {
  if (columns.items.length < leastLines) return rankShop(columns);
  const workers = startNeighbourWorkers();
  try {
    const itemCount = columns.itemIds.length;
    const { packed, table } = await workers.rank(columns, { itemCount, limit: maximumNeighbours });
    return rankedShop(columns, packed, table);
  } finally {
    await workers.stop();
  }
}
