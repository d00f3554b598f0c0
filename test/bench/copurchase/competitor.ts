import type { NeighbourTable } from '../../../functions/domain/copurchase/kernel.ts';
import type { BasketRows } from '../../../functions/domain/copurchase/packed-baskets.ts';

/** Something that finds the 50 best neighbours of every item. */
export interface Competitor {
  /** Does the whole of what is timed; lines are already where it wants them. */
  run(): Promise<void>;
  /** The answer of the last run. */
  answer(): Promise<NeighbourTable>;
}

export interface CompetitorInput {
  /** Of distinct items. */
  readonly baskets: BasketRows;
  readonly itemCount: number;
  readonly limit: number;
  readonly threads: number;
}
