import { maximumNeighbours } from '../copurchase/rank-neighbours.ts';
import type { BasketSizeWeight } from '../copurchase/scores.ts';

/** The scores that can rank neighbours, simplest first. */
export type ScoreName = 'count' | 'confidence' | 'cosine' | 'jaccard' | 'lift' | 'llr';

/** One way to rank the neighbours of an item. */
export interface Configuration {
  readonly score: ScoreName;
  /** Evidence at which a score counts half; 0 shrinks nothing. */
  readonly shrinkage: number;
  readonly basketWeight: BasketSizeWeight;
  /** Days after which a basket counts half. Default: all count alike. */
  readonly halfLifeDays?: number;
  /** Whether pairs bought together less often than by chance are left out, after the cut to `neighbours`, as it is read. */
  readonly gate: boolean;
  /** Neighbours kept for an item. Default all. */
  readonly neighbours?: number;
  /** Baskets with both below which a pair is left out, before the cut. Default 1: none is. */
  readonly minimumTogether?: number;
}

const plain = (score: ScoreName): Configuration => ({ score, shrinkage: 0, basketWeight: 'none', gate: false });

export const plainCosine: Configuration = plain('cosine');

/** What the product ranks `together` by, uncut: docs/evaluation.md says why. */
export const productDefault: Configuration = { ...plainCosine, basketWeight: 'inverse-root' };

/** As the product serves a score: the stored neighbours, and the gate when they are read. */
export const asServed = (configuration: Configuration): Configuration => ({
  ...configuration,
  neighbours: maximumNeighbours,
  gate: true,
});

const shrinkages = [0, 5, 10, 20] as const;
const halfLivesDays = [30, 90, 180] as const;
const basketWeights: readonly BasketSizeWeight[] = ['none', 'inverse-root', 'inverse'];

/** A line of the result: a score whose parameters are chosen among its configurations. */
export interface Contender {
  readonly name: string;
  /** At least one; the simplest first, which is kept where others do no better. */
  readonly configurations: readonly Configuration[];
}

const cosines = (weight: BasketSizeWeight): readonly Configuration[] =>
  shrinkages.map((shrinkage) => ({ ...plainCosine, shrinkage, basketWeight: weight }));

export const defaultName = 'cosine, (k-1)^-1/2';

/** A score without parameters to choose. */
export interface FixedContender {
  readonly name: string;
  readonly configuration: Configuration;
}

/** Simplest first. */
export const fixedContenders: readonly FixedContender[] = [
  { name: 'count', configuration: plain('count') },
  { name: 'confidence', configuration: plain('confidence') },
  { name: 'cosine', configuration: plainCosine },
  { name: 'Jaccard', configuration: plain('jaccard') },
  { name: 'lift', configuration: plain('lift') },
  { name: 'log-likelihood ratio, signed', configuration: { ...plain('llr'), gate: true } },
  { name: defaultName, configuration: productDefault },
  { name: 'cosine, 1/(k-1)', configuration: { ...plainCosine, basketWeight: 'inverse' } },
  { name: 'Jaccard, (k-1)^-1/2', configuration: { ...plain('jaccard'), basketWeight: 'inverse-root' } },
  { name: 'Jaccard, 1/(k-1)', configuration: { ...plain('jaccard'), basketWeight: 'inverse' } },
];

/** Every contender but the half-lives, simplest first: this order decides between scores that are equally good. */
export const contenders: readonly Contender[] = [
  ...fixedContenders.map(({ name, configuration }) => ({ name, configurations: [configuration] })),
  { name: 'cosine, shrunk', configurations: basketWeights.flatMap((weight) => cosines(weight).slice(1)) },
];

/**
 * A configuration with each half-life. It is tried on the best without alone: it changes little beside what it is
 * tried on, and every other combination would be three in four of all that is tried.
 */
export const withHalfLives = (configuration: Configuration): Contender => ({
  name: 'cosine, half-life',
  configurations: halfLivesDays.toReversed().map((halfLifeDays) => ({ ...configuration, halfLifeDays })),
});

const weightNames: Readonly<Record<BasketSizeWeight, string>> = {
  none: '1',
  'inverse-root': '(k-1)^-1/2',
  inverse: '1/(k-1)',
};

/** The parameters that are not the default, in words; empty where all are. */
export function describeParameters(configuration: Configuration): string {
  const { shrinkage, basketWeight, halfLifeDays, gate, neighbours, minimumTogether } = configuration;
  return [
    ...(shrinkage === 0 ? [] : [`shrinkage ${shrinkage}`]),
    ...(basketWeight === 'none' ? [] : [`pair weight ${weightNames[basketWeight]}`]),
    ...(halfLifeDays === undefined ? [] : [`half-life ${halfLifeDays} days`]),
    ...(gate ? ['sign gate'] : []),
    ...(neighbours === undefined ? [] : [`top ${neighbours} neighbours`]),
    ...(minimumTogether === undefined ? [] : [`bought together at least ${minimumTogether} times`]),
  ].join(', ');
}
