import { type Command, InvalidArgumentError } from 'commander';
import { type Evaluation, evaluateTable } from '../../functions/domain/evaluation/evaluate-table.ts';
import { evaluateTruth } from '../../functions/domain/evaluation/evaluate-truth.ts';
import { joinBaskets, splitByMoment } from '../../functions/domain/evaluation/split.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { stages } from '../../lib/config.ts';
import { evaluationJson, evaluationText } from '../evaluate/evaluation-report.ts';
import { type BasketSource, type ReadBaskets, readBaskets } from '../evaluate/read-baskets.ts';
import { readTruth } from '../evaluate/read-truth.ts';
import { StagedProgress } from '../read-for-import.ts';
import { wholeNumber } from '../whole-number.ts';

interface EvaluateOptions extends BasketSource {
  readonly queries?: number;
  readonly seed: number;
  readonly maxBasketItems: number;
  readonly json?: true;
  readonly truth?: string;
}

const largestBasketItems = 1_000;

function basketItems(text: string): number {
  const number = wholeNumber(text);
  if (number < 2 || number > largestBasketItems) {
    throw new InvalidArgumentError(`A whole number of 2 to ${largestBasketItems} is needed.`);
  }
  return number;
}

function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number < 1) throw new InvalidArgumentError('A whole number of 1 or more is needed.');
  return number;
}

function evaluateShowing({ table }: ReadBaskets, options: EvaluateOptions): Evaluation {
  const progress = new StagedProgress();
  try {
    const evaluation = evaluateTable(table, splitByMoment(table), {
      queries: options.queries ?? Number.POSITIVE_INFINITY,
      seed: options.seed,
      maximumBasketItems: options.maxBasketItems,
      onProgress: (stage, done, total) => progress.update(stage, done, total),
    });
    progress.finish();
    return evaluation;
  } catch (error) {
    progress.stop();
    throw error;
  }
}

async function evaluate(path: string, options: EvaluateOptions): Promise<string> {
  const { queries: _, seed, maxBasketItems, json, truth: truthPath, ...source } = options;
  const planted = truthPath === undefined ? undefined : await readTruth(truthPath);
  const read = await readBaskets(path, source);
  const evaluation = evaluateShowing(read, options);
  const { fit, choose, report } = evaluation.split;
  const all = joinBaskets(joinBaskets(fit, choose), report);
  const summary = {
    path,
    read,
    evaluation,
    seed,
    maximumBasketItems: maxBasketItems,
    ...(planted === undefined ? {} : { truth: evaluateTruth(read.table, all, planted, seed) }),
  };
  return json === true ? evaluationJson(summary) : evaluationText(summary);
}

/** `holdfast evaluate`: which score recommends best on a file of orders, against baselines. */
export function registerEvaluateCommand(program: Command): void {
  program
    .command('evaluate <file>')
    .description(
      'measure every score on the latest orders of a file, against baselines; a file that `import` reads, or any CSV with --order and --item; plain or .gz',
    )
    .option('--order <column>', 'column of the order id, of any CSV')
    .option('--item <column>', 'column of the item id')
    .option('--customer <column>', 'column of the customer id, for the next order; default none')
    .option('--time <column>', 'column of times; default none: the order of the file')
    .option('--sequence <column>', 'column of numbers that tell earlier from later, in place of --time')
    .option('--currency <code>', `currency of a file that \`import\` reads; default ${stages.dev.currency}`)
    .option('--queries <number>', 'queries of each task at most, a seeded sample; default all', atLeastOne)
    .option('--seed <number>', 'of samples and resamples', wholeNumber, 1)
    .option('--max-basket-items <number>', 'leave out larger baskets', basketItems, defaultMaximumBasketItems)
    .option('--truth <file>', 'show too what is found of a truth that `simulate --truth` wrote')
    .option('--json', 'the result as JSON')
    .action(async (path: string, options: EvaluateOptions) => {
      process.stdout.write(await evaluate(path, options));
    });
}
