/** Lengths of a list at which it is judged. */
export const cutoffs = [5, 10, 20] as const;
export type Cutoff = (typeof cutoffs)[number];
export const longestList = Math.max(...cutoffs);

/** How good a list of k items is for one query; all 0 to 1. */
export interface ListQuality {
  /** 1 where any target is among the first k, else 0. */
  readonly hitRate: number;
  /** Share of the targets among the first k. */
  readonly recall: number;
  /**
   * Discounted gain 1 / log2(1 + rank) of the targets among the first k, over that of an ideal list cut at k.
   * Source: Järvelin & Kekäläinen 2002, "Cumulated Gain-Based Evaluation of IR Techniques", ACM TOIS 20(4).
   */
  readonly ndcg: number;
  /** 1 / rank of the first target where it is among the first k, else 0; its mean is the MRR. */
  readonly reciprocalRank: number;
}

const discount = (rank: number): number => 1 / Math.log2(1 + rank);

/** By number of targets within the list. */
const idealGains: number[] = [0];
for (let rank = 1; rank <= longestList; rank += 1) {
  idealGains.push((idealGains[rank - 1] ?? 0) + discount(rank));
}

/**
 * O(ranks).
 * @param ranks of the targets that may be in a list, ascending, from 1; halves where places are shared
 * @param targetCount targets in all, at least as many as ranks and at least 1
 */
export function listQuality(ranks: readonly number[], targetCount: number, cutoff: Cutoff): ListQuality {
  let hits = 0;
  let gain = 0;
  for (const rank of ranks) {
    if (rank > cutoff) break;
    hits += 1;
    gain += discount(rank);
  }
  return {
    hitRate: hits > 0 ? 1 : 0,
    recall: hits / targetCount,
    ndcg: gain / (idealGains[Math.min(targetCount, cutoff)] ?? 1),
    reciprocalRank: hits > 0 ? 1 / (ranks[0] ?? 1) : 0,
  };
}
