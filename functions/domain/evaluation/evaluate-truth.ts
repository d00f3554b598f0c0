import type { BasketTable } from './basket-table.ts';
import { rememberWeights } from './choose-parameters.ts';
import { type Configuration, fixedContenders } from './configuration.ts';
import { type FittedPairs, fitPairs } from './fitted-pairs.ts';
import { scoreNeighbours } from './neighbour-rows.ts';
import {
  type ChanceCount,
  chanceCount,
  countFound,
  plantedListLength,
  type ShortLists,
  shortLists,
} from './planted-recall.ts';
import { type DirectedPair, directedPairs, type PlantedPair, type PlantedTruth } from './planted-truth.ts';

/** What a score finds of a truth in lists of 5. */
export interface TruthRow {
  readonly name: string;
  /** Absent for the bound. */
  readonly configuration?: Configuration;
  /** Planted complements found, each way counted by itself. */
  readonly found: number;
  /** Share of the planted complements found, 0 to 1. */
  readonly recall: number;
  /** What the same lists find of the same items paired at random. */
  readonly chance: ChanceCount;
  /** Planted substitutes and variants in the lists, each way counted by itself: fewer are better. */
  readonly alternativesFound: number;
}

export interface TruthResult {
  /** Planted complements, both ways. */
  readonly complements: number;
  /** Pairs of substitutes and of variants, both ways. */
  readonly alternatives: number;
  readonly rows: readonly TruthRow[];
}

/**
 * Lists by one who knows which items are planted, their rate and their lift, but not which goes with which: ranked by
 * the likelihood ratio of the counts at that lift against independence. No other ranking of those candidates finds
 * more in the mean, as an item is judged by its own counts (Neyman & Pearson 1933), and ranking all items has more
 * to go wrong.
 */
function bestPossibleLists(
  { catalogue, starts, others, basketCount }: FittedPairs,
  evidence: Float64Array,
  planted: ReadonlyMap<number, PlantedPair>,
): ShortLists {
  const lists = new Map<number, readonly number[]>();
  for (const [item, { lift, rate }] of planted) {
    const together = new Map<number, number>();
    for (let pair = starts[item] ?? 0; pair < (starts[item + 1] ?? 0); pair += 1) {
      together.set(others[pair] ?? 0, evidence[pair] ?? 0);
    }
    const gainOfBoth = Math.log(lift);
    const gainOfOne = Math.log((1 - lift * rate) / (1 - rate));
    const gainOfNone = Math.log((1 - 2 * rate + lift * rate * rate) / (1 - rate) ** 2);
    const one = catalogue.basketCounts[item] ?? 0;
    const ratioOf = (candidate: number): number => {
      const other = catalogue.basketCounts[candidate] ?? 0;
      const both = together.get(candidate) ?? 0;
      const either = one + other - both;
      return both * gainOfBoth + (either - both) * gainOfOne + (basketCount - either) * gainOfNone;
    };
    const candidates = [...planted.keys()].filter((candidate) => candidate !== item);
    const ranked = candidates
      .map((candidate) => ({ candidate, ratio: ratioOf(candidate) }))
      .sort((left, right) => right.ratio - left.ratio || left.candidate - right.candidate);
    lists.set(
      item,
      ranked.slice(0, plantedListLength).map(({ candidate }) => candidate),
    );
  }
  return lists;
}

/**
 * How much of what was planted in a shop the lists of each score show, in all its baskets, beside what chance shows.
 * With a truth that is planted in another shop of the same items the found should be what chance finds.
 * @param baskets those that count
 */
export function evaluateTruth(
  table: BasketTable,
  baskets: Uint32Array,
  truth: PlantedTruth,
  seed: number,
): TruthResult {
  const pairs = fitPairs(table, baskets);
  const numbers = new Map(table.itemIds.map((itemId, item) => [itemId, pairs.catalogue.numberOf[item] ?? -1]));
  const toNumbers = (items: readonly string[]): readonly number[] => items.map((itemId) => numbers.get(itemId) ?? -1);
  // What was never bought cannot be found: it stays among the planted, and is in no list.
  const complements = directedPairs(truth.complements.map(({ items }) => toNumbers(items)));
  const alternatives = directedPairs(truth.alternatives.map(toNumbers));
  const planted = new Map(
    truth.complements.flatMap((pair) => toNumbers(pair.items).flatMap((item) => (item < 0 ? [] : [[item, pair]]))),
  );
  const complementItems = truth.complements.flatMap(({ items }) => toNumbers(items));
  const asked = new Set([...complements, ...alternatives].map(({ from }: DirectedPair) => from));
  asked.delete(-1);

  const rowOf = (name: string, lists: ShortLists, configuration?: Configuration): TruthRow => {
    const found = countFound(lists, complements);
    return {
      name,
      ...(configuration === undefined ? {} : { configuration }),
      found,
      recall: complements.length === 0 ? 0 : found / complements.length,
      chance: chanceCount(lists, complementItems, seed),
      alternativesFound: countFound(lists, alternatives),
    };
  };
  const weightsOf = rememberWeights(pairs);
  const rows = fixedContenders.map(({ name, configuration }) => {
    const weights = weightsOf(configuration);
    return rowOf(name, shortLists(scoreNeighbours(pairs, weights, configuration), asked), configuration);
  });
  const { evidence } = pairs.weigh({ basketWeight: 'none' });
  const bound = rowOf('best possible', bestPossibleLists(pairs, evidence, planted));
  return { complements: complements.length, alternatives: alternatives.length, rows: [...rows, bound] };
}
