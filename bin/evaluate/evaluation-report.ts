import type { BasketTable } from '../../functions/domain/evaluation/basket-table.ts';
import type { Difference } from '../../functions/domain/evaluation/bootstrap.ts';
import { maximumChoosingQueries } from '../../functions/domain/evaluation/choose-parameters.ts';
import { defaultName, describeParameters } from '../../functions/domain/evaluation/configuration.ts';
import type { Evaluation, TaskResult } from '../../functions/domain/evaluation/evaluate-table.ts';
import type { TruthResult } from '../../functions/domain/evaluation/evaluate-truth.ts';
import { cutoffs } from '../../functions/domain/evaluation/metrics.ts';
import { primaryCutoff } from '../../functions/domain/evaluation/quality-observers.ts';
import { layOut } from './lay-out.ts';
import type { ReadBaskets } from './read-baskets.ts';
import { truthText } from './truth-report.ts';

/** Everything that the report tells, in text or JSON. */
export interface EvaluationSummary {
  readonly path: string;
  readonly read: ReadBaskets;
  readonly evaluation: Evaluation;
  readonly seed: number;
  readonly maximumBasketItems: number;
  /** Absent where no truth was given. */
  readonly truth?: TruthResult;
}

const whole = new Intl.NumberFormat('en');
const show = (count: number): string => whole.format(count);
const decimal = (value: number): string => value.toFixed(4);

const questions: Readonly<Record<TaskResult['task'], { readonly title: string; readonly unit: string }>> = {
  'cart-completion': { title: 'Cart completion: which item was taken out of the basket?', unit: 'basket' },
  'next-order': { title: "Next order: what will be in a customer's next basket?", unit: 'customer' },
};

/** First and last moment of baskets, where they have times. */
function periodOf({ moments, momentsAreTimes }: BasketTable, baskets: Uint32Array) {
  const first = moments?.[baskets[0] ?? -1];
  const last = moments?.[baskets.at(-1) ?? -1];
  if (!momentsAreTimes || first === undefined || last === undefined) return undefined;
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString() };
}

function partsOf({ read: { table }, evaluation: { split } }: EvaluationSummary) {
  return (['fit', 'choose', 'report'] as const).map((part) => {
    const period = periodOf(table, split[part]);
    return { part, baskets: split[part].length, ...(period === undefined ? {} : { period }) };
  });
}

const columnTitles = ['hit rate', 'recall', 'NDCG', 'MRR', 'coverage', 'popularity'] as const;

function qualityTable({ rows }: TaskResult, cutoff: (typeof cutoffs)[number]): readonly string[] {
  return layOut([
    [`at ${cutoff}`, ...columnTitles],
    ...rows.map(({ name, quality }) => {
      const { hitRate, recall, ndcg, mrr, coverage, popularityBias } = quality[cutoff];
      return [name, ...[hitRate, recall, ndcg, mrr, coverage, popularityBias].map(decimal)];
    }),
  ]);
}

const signed = (value: number): string => `${value < 0 ? '-' : '+'}${decimal(Math.abs(value))}`;
const interval = ({ mean, low, high }: Difference): string =>
  `${signed(mean)} (95% interval ${signed(low)} to ${signed(high)})`;

function parametersOf({ rows }: TaskResult): readonly string[] {
  return rows.flatMap(({ name, configuration }) => {
    const words = configuration === undefined ? '' : describeParameters(configuration);
    return words === '' ? [] : [`  ${name}: ${words}`];
  });
}

/** Whether the product ranks by what is suggested. */
function defaultLine({ task, rows, verdict }: TaskResult): string {
  if (task === 'next-order') return `the default, ${defaultName}, ranks what is bought together, not the next order`;
  if (verdict.suggested === defaultName) return `the default, ${defaultName}, agrees`;
  const place = rows.filter(({ kind }) => kind !== 'as-served').findIndex(({ name }) => name === defaultName);
  const behind = verdict.behindBest[place];
  if (behind === undefined || behind.low <= 0) return `the default, ${defaultName}, is not clearly worse than the best`;
  return `the default, ${defaultName}, does not agree: the best is better by ${interval(behind)}`;
}

function verdictLines(result: TaskResult): readonly string[] {
  const { verdict, comparisons } = result;
  const { best, runnerUp, bestBaseline, suggested } = verdict;
  const isClear = verdict.overRunnerUp.low > 0;
  const metric = `NDCG at ${primaryCutoff}`;
  return [
    `best: ${best}; over ${runnerUp}, the runner-up: ${metric} ${interval(verdict.overRunnerUp)}, ${isClear ? 'clearly better' : 'not clearly better'}`,
    best === bestBaseline
      ? 'no score beats the baselines: what is bought together does not help here'
      : `over ${bestBaseline}, the best baseline: ${metric} ${interval(verdict.overBaseline)}, ${verdict.overBaseline.low > 0 ? 'it works' : 'not clearly better'}`,
    suggested === best
      ? `suggested: ${suggested}`
      : `suggested: ${suggested}, the simplest that the best is not clearly better than`,
    defaultLine(result),
    '',
    `compared by ${metric}:`,
    ...comparisons.map(({ name, over, difference }) => `  ${name} over ${over}: ${interval(difference)}`),
  ];
}

function taskLines(result: TaskResult): readonly string[] {
  const { title, unit } = questions[result.task];
  const sampled = result.queries < result.possible ? `, a sample of ${show(result.possible)}` : '';
  return [
    '',
    title,
    `${show(result.queries)} queries of ${show(result.units)} ${unit}s${sampled}; differences resampled by ${unit}`,
    ...cutoffs.flatMap((cutoff) => ['', ...qualityTable(result, cutoff)]),
    '',
    `parameters chosen (by at most ${show(maximumChoosingQueries)} queries):`,
    ...parametersOf(result),
    '',
    ...verdictLines(result),
  ];
}

/** The result as readable text. */
export function evaluationText(summary: EvaluationSummary): string {
  const { path, read, evaluation, truth } = summary;
  const { table, linesRead, skipped } = read;
  const notUsed = [...skipped].map(([reason, count]) => `${show(count)} lines not used: ${reason}`);
  const parts = partsOf(summary).map(({ part, baskets, period }) => {
    const days = period === undefined ? '' : `, ${period.from.slice(0, 10)} to ${period.to.slice(0, 10)}`;
    return `  ${part.padEnd(6)}  ${show(baskets)} baskets${days}`;
  });
  const has = new Set(evaluation.tasks.map(({ task }) => task));
  const lines = [
    `${path}: ${show(linesRead)} lines, ${show(table.basketIds.length)} baskets, ${show(table.itemIds.length)} items, ${show(table.customerCount)} customers`,
    ...notUsed.map((line) => `  ${line}`),
    ...(evaluation.tooLargeBaskets === 0
      ? []
      : [
          `  ${show(evaluation.tooLargeBaskets)} baskets left out: more than ${show(summary.maximumBasketItems)} items`,
        ]),
    `split by ${evaluation.split.basis}${evaluation.split.basis === 'file order' ? ', as the file tells no time or sequence' : ''}; seed ${summary.seed}`,
    ...parts,
    ...evaluation.tasks.flatMap(taskLines),
    ...(has.has('next-order')
      ? []
      : ['', 'Next order: not asked, as no customer has orders before and in each held-out part']),
    ...(has.has('cart-completion') ? [] : ['', 'Cart completion: not asked, as no held-out basket has two items']),
    ...(truth === undefined ? [] : truthText(truth)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as JSON. */
export function evaluationJson(summary: EvaluationSummary): string {
  const { path, read, evaluation, seed, maximumBasketItems, truth } = summary;
  const result = {
    file: path,
    lines: read.linesRead,
    linesNotUsed: Object.fromEntries(read.skipped),
    baskets: read.table.basketIds.length,
    items: read.table.itemIds.length,
    customers: read.table.customerCount,
    maximumBasketItems,
    tooLargeBaskets: evaluation.tooLargeBaskets,
    splitBy: evaluation.split.basis,
    parts: partsOf(summary),
    seed,
    primaryMetric: `NDCG at ${primaryCutoff}`,
    tasks: evaluation.tasks.map(({ verdict, ...task }) => {
      const { behindBest, ...judged } = verdict;
      const compared = task.rows.filter(({ kind }) => kind !== 'as-served');
      return {
        ...task,
        verdict: {
          ...judged,
          behindBest: Object.fromEntries(compared.map(({ name }, place) => [name, behindBest[place]])),
        },
      };
    }),
    ...(truth === undefined ? {} : { truth }),
  };
  return `${JSON.stringify(result, null, 2)}\n`;
}
