import type { BasketTable } from './basket-table.ts';
import { type Configuration, type Contender, plainCosine, withHalfLives } from './configuration.ts';
import { type FittedPairs, fitPairs, type WeightedPairs } from './fitted-pairs.ts';
import { scoreNeighbours } from './neighbour-rows.ts';
import { meanOf, observePrimary } from './quality-observers.ts';
import type { Split } from './split.ts';
import { type HeldOutTask, type QueryLimits, type TaskName, tasksOf } from './tasks.ts';

/** The best configuration of each contender for one task, by the primary metric on the `choose` baskets. */
export interface Choice {
  readonly contender: Contender;
  readonly configuration: Configuration;
  /** Mean of the primary metric; absent where there was nothing to choose. */
  readonly mean?: number;
}

/**
 * Queries of each task that parameters are chosen by at most; above, a seeded sample. The same queries for all
 * configurations make their differences far more exact than their means, and there are many to try.
 */
export const maximumChoosingQueries = 10_000;

/** Told how many configurations were tried, of how many. */
export type OnProgress = (done: number, total: number) => void;

/** Weighs the pairs anew only where the weighting differs from that of the call before. */
export function rememberWeights(pairs: FittedPairs): (configuration: Configuration) => WeightedPairs {
  let key = '';
  let weights: WeightedPairs | undefined;
  return (configuration) => {
    const wanted = `${configuration.basketWeight} ${configuration.halfLifeDays ?? ''}`;
    if (weights === undefined || wanted !== key) {
      weights = undefined;
      weights = pairs.weigh(configuration);
      key = wanted;
    }
    return weights;
  };
}

/**
 * Tries every configuration of every contender: fitted on `fit`, measured on `choose`; last, where there are times, the
 * best cosine with half-lives. Of equally good ones the first is kept. What lies in `report` is not looked at.
 */
export function chooseParameters(
  table: BasketTable,
  split: Pick<Split, 'fit' | 'choose'>,
  contenders: readonly Contender[],
  limits: QueryLimits,
  onProgress: OnProgress,
): ReadonlyMap<TaskName, readonly Choice[]> {
  const tasks = tasksOf(table, split.fit, split.choose, {
    ...limits,
    queries: Math.min(limits.queries, maximumChoosingQueries),
  });
  const pairs = fitPairs(table, split.fit);
  const weightsOf = rememberWeights(pairs);
  const choices = new Map<TaskName, Choice[]>(tasks.map(({ task }) => [task, []]));
  const ofHalfLives = table.momentsAreTimes ? withHalfLives(plainCosine).configurations.length * tasks.length : 0;
  const total = contenders.reduce((sum, { configurations }) => sum + configurations.length, 0) + ofHalfLives;
  let done = 0;

  /** Measures a contender for the tasks given, and notes the best of each. */
  function choose(contender: Contender, asked: readonly HeldOutTask[]): void {
    const [only] = contender.configurations;
    if (contender.configurations.length === 1 && only !== undefined && only.score !== 'cosine') {
      for (const { task } of asked) choices.get(task)?.push({ contender, configuration: only });
      onProgress(++done, total);
      return;
    }
    const bestOf = new Map<TaskName, Choice>();
    for (const configuration of contender.configurations) {
      const rows = scoreNeighbours(pairs, weightsOf(configuration), configuration);
      for (const { task, unitCount, run } of asked) {
        const { observe, result } = observePrimary(unitCount);
        run(pairs.catalogue, { kind: 'neighbours', rows }, observe);
        const mean = meanOf(result);
        if (mean > (bestOf.get(task)?.mean ?? -1)) bestOf.set(task, { contender, configuration, mean });
      }
      onProgress(++done, total);
    }
    for (const [task, choice] of bestOf) choices.get(task)?.push(choice);
  }

  for (const contender of contenders) choose(contender, tasks);
  if (table.momentsAreTimes) {
    for (const task of tasks) choose(withHalfLives(bestCosine(choices.get(task.task) ?? [])), [task]);
  }
  return choices;
}

/** The best of the cosines that a table's choices hold; the first of equally good ones. */
export function bestCosine(choices: readonly Choice[]): Configuration {
  let best: Choice | undefined;
  for (const choice of choices) {
    if (choice.configuration.score === 'cosine' && (choice.mean ?? -1) > (best?.mean ?? -1)) best = choice;
  }
  return best?.configuration ?? plainCosine;
}
