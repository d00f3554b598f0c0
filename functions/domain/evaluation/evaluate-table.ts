import { HoldfastError } from '../errors.ts';
import type { BasketTable } from './basket-table.ts';
import { bootstrapDifferences, type Difference } from './bootstrap.ts';
import { bestCosine, type Choice, chooseParameters, type OnProgress, rememberWeights } from './choose-parameters.ts';
import { asServed, type Configuration, contenders, defaultName, plainCosine, productDefault } from './configuration.ts';
import { fitPairs } from './fitted-pairs.ts';
import { scoreNeighbours } from './neighbour-rows.ts';
import { observeAll, type QualityByCutoff, type UnitSums } from './quality-observers.ts';
import type { Ranking } from './ranking.ts';
import { joinBaskets, type Split } from './split.ts';
import { type QueryLimits, type TaskName, tasksOf } from './tasks.ts';
import { judge, type Verdict } from './verdict.ts';

/** A line of the result. */
export interface ResultRow {
  readonly name: string;
  readonly kind: 'baseline' | 'score' | 'as-served';
  /** As chosen on the `choose` baskets; absent for baselines. */
  readonly configuration?: Configuration;
  readonly quality: QualityByCutoff;
}

export interface TaskResult {
  readonly task: TaskName;
  readonly queries: number;
  /** Queries there would be without a limit. */
  readonly possible: number;
  /** Baskets or customers that the queries are of. */
  readonly units: number;
  /** Simplest first; those as the product serves them last. */
  readonly rows: readonly ResultRow[];
  /** Among baselines and scores, not the rows as served. */
  readonly verdict: Verdict;
  /** What the default, the gate, the cut of the lists and least support are worth. */
  readonly comparisons: readonly Comparison[];
}

/** How much better one row is than another by the primary metric. */
export interface Comparison {
  readonly name: string;
  readonly over: string;
  readonly difference: Difference;
}

export interface EvaluationSettings extends QueryLimits {
  /** Larger baskets give no evidence and are no queries; 2 to 1,000. */
  readonly maximumBasketItems: number;
  readonly onProgress?: (stage: 'choosing' | 'reporting', done: number, total: number) => void;
}

export interface Evaluation {
  /** Without the baskets that are too large. */
  readonly split: Split;
  readonly tooLargeBaskets: number;
  readonly tasks: readonly TaskResult[];
}

interface Entrant {
  readonly name: string;
  readonly kind: ResultRow['kind'];
  readonly configuration?: Configuration;
  readonly ranking?: Ranking;
}

const baselinesOf = (task: TaskName): readonly Entrant[] => [
  { name: 'shop popularity', kind: 'baseline', ranking: { kind: 'popularity' } },
  ...(task === 'next-order'
    ? [
        { name: 'own most frequent', kind: 'baseline', ranking: { kind: 'own' } } as const,
        { name: 'own, then popularity', kind: 'baseline', ranking: { kind: 'own-then-popularity' } } as const,
      ]
    : []),
];

const gated = (name: string): string => `${name}, sign gate`;
const servedDefault = 'default as served';
const supportedDefault = 'default as served, support 2';

/** Pairs of rows that are compared, with what to expect of the first in place of the second. */
const compared: readonly (readonly [name: string, over: string])[] = [
  [defaultName, 'cosine'],
  [defaultName, 'Jaccard, (k-1)^-1/2'],
  [gated('cosine'), 'cosine'],
  [gated('Jaccard'), 'Jaccard'],
  [gated(defaultName), defaultName],
  [servedDefault, defaultName],
  [servedDefault, 'cosine as served'],
  [supportedDefault, servedDefault],
];

/** Everything that is measured for a task, simplest first. The gate is tried on a few alone. */
function entrantsOf(task: TaskName, choices: readonly Choice[]): readonly Entrant[] {
  const best = bestCosine(choices);
  const plainJaccard: Configuration = { ...plainCosine, score: 'jaccard' };
  return [
    ...baselinesOf(task),
    ...choices.map(({ contender, configuration }) => ({ name: contender.name, kind: 'score', configuration }) as const),
    { name: gated('cosine'), kind: 'score', configuration: { ...plainCosine, gate: true } },
    { name: gated('Jaccard'), kind: 'score', configuration: { ...plainJaccard, gate: true } },
    { name: gated(defaultName), kind: 'score', configuration: { ...productDefault, gate: true } },
    { name: 'best cosine, sign gate', kind: 'score', configuration: { ...best, gate: true } },
    { name: 'cosine as served', kind: 'as-served', configuration: asServed(plainCosine) },
    { name: 'Jaccard as served', kind: 'as-served', configuration: asServed(plainJaccard) },
    { name: servedDefault, kind: 'as-served', configuration: asServed(productDefault) },
    {
      name: supportedDefault,
      kind: 'as-served',
      configuration: { ...asServed(productDefault), minimumTogether: 2 },
    },
  ];
}

function withoutLarge(table: BasketTable, split: Split, maximumBasketItems: number): Split {
  const isKept = (basket: number): boolean =>
    (table.offsets[basket + 1] ?? 0) - (table.offsets[basket] ?? 0) <= maximumBasketItems;
  return {
    basis: split.basis,
    fit: split.fit.filter(isKept),
    choose: split.choose.filter(isKept),
    report: split.report.filter(isKept),
  };
}

/**
 * Which score completes carts and foresees orders best: parameters are chosen on `choose` with models of `fit`, the
 * result is measured once on `report` with models of both. The same table, split and seed give the same result.
 * @throws HoldfastError `evaluation.no-queries` where no held-out basket asks anything
 */
export function evaluateTable(table: BasketTable, givenSplit: Split, settings: EvaluationSettings): Evaluation {
  const split = withoutLarge(table, givenSplit, settings.maximumBasketItems);
  const count = ({ fit, choose, report }: Split): number => fit.length + choose.length + report.length;
  const progress =
    (stage: 'choosing' | 'reporting'): OnProgress =>
    (done, total) =>
      settings.onProgress?.(stage, done, total);

  const choicesByTask = chooseParameters(table, split, contenders, settings, progress('choosing'));
  const known = joinBaskets(split.fit, split.choose);
  const tasks = tasksOf(table, known, split.report, settings).filter(({ task }) => choicesByTask.has(task));
  if (tasks.length === 0) {
    throw new HoldfastError(
      'evaluation.no-queries',
      `the latest baskets ask nothing: both the ${split.choose.length} to choose by and the ${split.report.length} to report on need one of 2 to ${settings.maximumBasketItems} items, or one of a customer with earlier baskets`,
      { details: { choose: split.choose.length, report: split.report.length } },
    );
  }

  const pairs = fitPairs(table, known);
  const weightsOf = rememberWeights(pairs);
  const rankingOf = ({ ranking, configuration }: Entrant): Ranking => {
    if (ranking !== undefined || configuration === undefined) return ranking ?? { kind: 'popularity' };
    return { kind: 'neighbours', rows: scoreNeighbours(pairs, weightsOf(configuration), configuration) };
  };
  const entrants = tasks.map(({ task }) => entrantsOf(task, choicesByTask.get(task) ?? []));
  const total = entrants.reduce((sum, list) => sum + list.length, 0);
  let done = 0;

  const results = tasks.map((task, place): TaskResult => {
    const measured = (entrants[place] ?? []).map((entrant) => {
      const { observe, units, quality } = observeAll(pairs.catalogue, task.unitCount);
      task.run(pairs.catalogue, rankingOf(entrant), observe);
      progress('reporting')(++done, total);
      return { row: rowOf(entrant, quality()), units };
    });
    return {
      task: task.task,
      queries: task.queryCount,
      possible: task.possible,
      units: task.unitCount,
      rows: measured.map(({ row }) => row),
      verdict: judge(measured.filter(({ row }) => row.kind !== 'as-served').map(candidateOf), settings.seed),
      comparisons: compareRows(measured, settings.seed),
    };
  });
  return { split, tooLargeBaskets: count(givenSplit) - count(split), tasks: results };
}

/** A row with its result by unit. */
interface Measured {
  readonly row: ResultRow;
  readonly units: UnitSums;
}

function compareRows(measured: readonly Measured[], seed: number): readonly Comparison[] {
  const unitsOf = new Map(measured.map(({ row, units }) => [row.name, units]));
  return compared.flatMap(([name, over]) => {
    const [one, other] = [unitsOf.get(name), unitsOf.get(over)];
    if (one === undefined || other === undefined) return [];
    return bootstrapDifferences(one, [other], seed).map((difference) => ({ name, over, difference }));
  });
}

const rowOf = ({ name, kind, configuration }: Entrant, quality: QualityByCutoff): ResultRow => ({
  name,
  kind,
  ...(configuration === undefined ? {} : { configuration }),
  quality,
});

const candidateOf = ({ row, units }: Measured) => ({
  name: row.name,
  isBaseline: row.kind === 'baseline',
  units,
});
