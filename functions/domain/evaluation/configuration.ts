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
  /** Whether pairs bought together less often than by chance are left out. */
  readonly gate: boolean;
  /** Neighbours kept for an item. Default all. */
  readonly neighbours?: number;
}

const plain = (score: ScoreName): Configuration => ({ score, shrinkage: 0, basketWeight: 'none', gate: false });

export const plainCosine: Configuration = plain('cosine');

const shrinkages = [0, 5, 10, 20] as const;
const halfLivesDays = [30, 90, 180] as const;
const basketWeights: readonly BasketSizeWeight[] = ['none', 'inverse-root', 'inverse'];

/** A line of the result: a score whose parameters are chosen among its configurations. */
export interface Contender {
  readonly name: string;
  /** At least one; the simplest first, which is kept where others do no better. */
  readonly configurations: readonly Configuration[];
}

const cosines = (weight: BasketSizeWeight, halfLifeDays?: number): readonly Configuration[] =>
  shrinkages.map((shrinkage) => ({
    ...plainCosine,
    shrinkage,
    basketWeight: weight,
    ...(halfLifeDays === undefined ? {} : { halfLifeDays }),
  }));

/**
 * Every contender, simplest first: this order decides between scores that are equally good.
 * @param withTimes whether baskets have times, without which nothing ages
 */
export function contenders(withTimes: boolean): readonly Contender[] {
  return [
    { name: 'count', configurations: [plain('count')] },
    { name: 'confidence', configurations: [plain('confidence')] },
    { name: 'cosine', configurations: [plainCosine] },
    { name: 'Jaccard', configurations: [plain('jaccard')] },
    { name: 'lift', configurations: [plain('lift')] },
    { name: 'log-likelihood ratio, signed', configurations: [{ ...plain('llr'), gate: true }] },
    { name: 'cosine, shrunk', configurations: cosines('none').slice(1) },
    { name: 'cosine, (k-1)^-1/2', configurations: cosines('inverse-root') },
    { name: 'cosine, 1/(k-1)', configurations: cosines('inverse') },
    ...(withTimes
      ? [
          {
            name: 'cosine, half-life',
            configurations: halfLivesDays
              .toReversed()
              .flatMap((days) => basketWeights.flatMap((weight) => cosines(weight, days))),
          },
        ]
      : []),
  ];
}

const weightNames: Readonly<Record<BasketSizeWeight, string>> = {
  none: '1',
  'inverse-root': '(k-1)^-1/2',
  inverse: '1/(k-1)',
};

/** The parameters that are not the default, in words; empty where all are. */
export function describeParameters(configuration: Configuration): string {
  const { shrinkage, basketWeight, halfLifeDays, gate, neighbours } = configuration;
  return [
    ...(shrinkage === 0 ? [] : [`shrinkage ${shrinkage}`]),
    ...(basketWeight === 'none' ? [] : [`pair weight ${weightNames[basketWeight]}`]),
    ...(halfLifeDays === undefined ? [] : [`half-life ${halfLifeDays} days`]),
    ...(gate ? ['sign gate'] : []),
    ...(neighbours === undefined ? [] : [`top ${neighbours} neighbours`]),
  ].join(', ');
}
