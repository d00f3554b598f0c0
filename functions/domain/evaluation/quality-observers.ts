import { bestItems } from './best-items.ts';
import type { Catalogue } from './catalogue.ts';
import { type Cutoff, cutoffs, type ListQuality, listQuality, longestList } from './metrics.ts';
import type { QueryObserver } from './ranking.ts';

/** The metric that parameters are chosen by and contenders compared by: NDCG at this length. */
export const primaryCutoff: Cutoff = 10;

/** Sums of the primary metric by unit, with the number of queries of each. */
export interface UnitSums {
  readonly sums: Float64Array;
  readonly queries: Float64Array;
}

/** Means over all queries of lists of one length. */
export interface Quality {
  readonly hitRate: number;
  readonly recall: number;
  readonly ndcg: number;
  /** Mean reciprocal rank, 0 where the first target is not in the list. */
  readonly mrr: number;
  /** Share of the fitted catalogue that is in any list. */
  readonly coverage: number;
  /**
   * Mean popularity of what is in the lists, as the share of the catalogue that is less popular: .5 where popularity
   * plays no part, towards 1 where only best-sellers are shown. 0 where all lists are empty.
   */
  readonly popularityBias: number;
}

export type QualityByCutoff = Readonly<Record<Cutoff, Quality>>;

/** Sums the primary metric alone, for choosing among many configurations. */
export function observePrimary(unitCount: number): { readonly observe: QueryObserver; readonly result: UnitSums } {
  const result = { sums: new Float64Array(unitCount), queries: new Float64Array(unitCount) };
  return {
    result,
    observe(unit, ranks, targetCount) {
      result.sums[unit] = (result.sums[unit] ?? 0) + listQuality(ranks, targetCount, primaryCutoff).ndcg;
      result.queries[unit] = (result.queries[unit] ?? 0) + 1;
    },
  };
}

/** Mean of the primary metric over all queries; 0 without any. */
export function meanOf({ sums, queries }: UnitSums): number {
  let sum = 0;
  let count = 0;
  sums.forEach((value, unit) => {
    sum += value;
    count += queries[unit] ?? 0;
  });
  return count === 0 ? 0 : sum / count;
}

/** Takes down everything the result shows of a contender. */
export function observeAll(catalogue: Catalogue, unitCount: number) {
  const primary = observePrimary(unitCount);
  const best = new Int32Array(longestList);
  let listed = 0;
  const tallies = cutoffs.map((cutoff) => ({
    cutoff,
    sums: { hitRate: 0, recall: 0, ndcg: 0, reciprocalRank: 0 } satisfies Record<keyof ListQuality, number>,
    shown: new Uint8Array(catalogue.size),
    shownCount: 0,
    popularitySum: 0,
  }));
  let queryCount = 0;

  const observe: QueryObserver = (unit, ranks, targetCount, scores) => {
    primary.observe(unit, ranks, targetCount, scores);
    queryCount += 1;
    listed = bestItems(scores, best, listed);
    for (const tally of tallies) {
      const quality = listQuality(ranks, targetCount, tally.cutoff);
      tally.sums.hitRate += quality.hitRate;
      tally.sums.recall += quality.recall;
      tally.sums.ndcg += quality.ndcg;
      tally.sums.reciprocalRank += quality.reciprocalRank;
      const length = Math.min(listed, tally.cutoff);
      tally.shownCount += length;
      for (let place = 0; place < length; place += 1) {
        const item = best[place] ?? 0;
        tally.shown[item] = 1;
        tally.popularitySum += catalogue.popularity[item] ?? 0;
      }
    }
  };

  function qualityAt(cutoff: Cutoff): Quality {
    const tally = tallies.find((one) => one.cutoff === cutoff);
    const share = (sum: number, count: number): number => (count === 0 ? 0 : sum / count);
    return {
      hitRate: share(tally?.sums.hitRate ?? 0, queryCount),
      recall: share(tally?.sums.recall ?? 0, queryCount),
      ndcg: share(tally?.sums.ndcg ?? 0, queryCount),
      mrr: share(tally?.sums.reciprocalRank ?? 0, queryCount),
      coverage: share(tally?.shown.reduce((sum, flag) => sum + flag, 0) ?? 0, catalogue.size),
      popularityBias: share(tally?.popularitySum ?? 0, tally?.shownCount ?? 0),
    };
  }

  return {
    observe,
    units: primary.result,
    quality: (): QualityByCutoff => ({ 5: qualityAt(5), 10: qualityAt(10), 20: qualityAt(20) }),
  };
}
