import { type Command, InvalidArgumentError } from 'commander';
import { HoldfastError } from '../../functions/domain/errors.ts';
import { type Evaluation, evaluateTable } from '../../functions/domain/evaluation/evaluate-table.ts';
import { evaluateTruth } from '../../functions/domain/evaluation/evaluate-truth.ts';
import { joinBaskets, splitByMoment } from '../../functions/domain/evaluation/split.ts';
import { defaultMaximumBasketItems } from '../../functions/domain/orders/evidence-items.ts';
import { stages } from '../../lib/config.ts';
import { evaluationJson, evaluationText } from '../evaluate/evaluation-report.ts';
import { type BasketSource, type ReadBaskets, readBaskets } from '../evaluate/read-baskets.ts';
import { readTruth } from '../evaluate/read-truth.ts';
import { evaluateSignals } from '../evaluate/signals/evaluate-signals.ts';
import { signalJson, signalText } from '../evaluate/signals/signal-report.ts';
import { StagedProgress } from '../read-for-import.ts';
import { wholeNumber } from '../whole-number.ts';

interface EvaluateOptions extends BasketSource {
  readonly queries?: number;
  readonly seed: number;
  readonly maxBasketItems: number;
  readonly json?: true;
  readonly truth?: string;
  readonly signals?: true;
  readonly within?: number;
  readonly events?: string;
  readonly items?: string;
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

const defaultWithinDays = 90;
/** Options of the one question that say nothing in the other. */
const ofScores = ['order', 'item', 'customer', 'time', 'sequence', 'queries', 'truth'] as const;
const ofSignals = ['within', 'events', 'items'] as const;

/** @throws HoldfastError `evaluation.options` */
function checkOptions(options: EvaluateOptions): void {
  const others = options.signals === true ? ofScores : ofSignals;
  const given = others.filter((name) => options[name] !== undefined).map((name) => `--${name}`);
  if (given.length === 0) return;
  const message =
    options.signals === true
      ? `${given.join(', ')} ${given.length === 1 ? 'does' : 'do'} not go with --signals, which takes --within, --events, --items, --currency, --seed and --json`
      : `${given.join(', ')} ${given.length === 1 ? 'needs' : 'need'} --signals`;
  throw new HoldfastError('evaluation.options', message, { details: { given } });
}

async function evaluateSignalsOf(path: string, options: EvaluateOptions): Promise<string> {
  const { seed, within = defaultWithinDays, events, items, json, currency = stages.dev.currency } = options;
  const beside = { ...(events === undefined ? {} : { events }), ...(items === undefined ? {} : { items }) };
  const evaluation = await evaluateSignals(path, { within, seed, currency, beside });
  return json === true ? signalJson(evaluation) : signalText(evaluation);
}

async function evaluate(path: string, options: EvaluateOptions): Promise<string> {
  checkOptions(options);
  if (options.signals === true) return await evaluateSignalsOf(path, options);
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
      'measure every score on the latest orders of a file, against baselines, or with --signals what signals tell of who buys again; a file that `import` reads, or any CSV with --order and --item; plain or .gz',
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
    .option('--signals', 'what switching-cost signals tell of who buys again, instead of scores')
    .option(
      '--within <days>',
      `with --signals: days within which an order counts; default ${defaultWithinDays}`,
      atLeastOne,
    )
    .option('--events <file>', 'with --signals: service events, NDJSON')
    .option('--items <file>', 'with --signals: the catalogue with tags, NDJSON')
    .option('--json', 'the result as JSON')
    .action(async (path: string, options: EvaluateOptions) => {
      process.stdout.write(await evaluate(path, options));
    });
}
