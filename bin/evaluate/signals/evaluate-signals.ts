import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HoldfastError } from '../../../functions/domain/errors.ts';
import { calendarDayNumber } from '../../../functions/domain/relations/calendar-day-number.ts';
import { dateOfDay } from '../../../functions/domain/reports/report-dates.ts';
import { switchingWeights } from '../../../functions/domain/switching/switching-weights.ts';
import { type SignalValidity, signalValidity } from '../../../functions/domain/validity/signal-validity.ts';
import type { OrderLog } from '../../../functions/flows/bulk-import/order-log.ts';
import { stages } from '../../../lib/config.ts';
import { withOrderFile } from '../../read-for-import.ts';
import { type BesideFiles, readBesideOrders } from '../../signals/beside-orders.ts';
import { customersAt, type SignalFile } from './customers-at.ts';

export interface SignalEvaluationOptions {
  /** Days after a date within which an order counts. */
  readonly within: number;
  /** Of the resamples. */
  readonly seed: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly beside: BesideFiles;
}

export interface SignalEvaluation extends SignalValidity {
  readonly path: string;
  readonly withinDays: number;
  readonly seed: number;
  /** `2011-06-12`: what is learnt is tested on the days that follow. */
  readonly firstDate: string;
  readonly secondDate: string;
  readonly weightsVersion: number;
}

const resamples = 1_000;

/** The days a file is of, from 1970-01-01. */
function daysOf(log: OrderLog, timeZone: string): readonly [firstDay: number, lastDay: number] {
  let [firstDay, lastDay] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = 0; index < log.orderCount; index += 1) {
    const day = calendarDayNumber(log.orderAt(index).placedAt, timeZone);
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
  }
  return [firstDay, lastDay];
}

/**
 * The latest two dates that are each followed by so many days, and do not overlap.
 * @throws HoldfastError `evaluation.too-short` where less than as many days would be left to learn from
 */
export function datesOf(
  path: string,
  [firstDay, lastDay]: readonly [firstDay: number, lastDay: number],
  within: number,
): readonly [first: number, second: number] {
  const first = lastDay - 2 * within;
  if (first - firstDay + 1 >= within) return [first, lastDay - within];
  const given = Math.max(0, lastDay - firstDay + 1);
  throw new HoldfastError(
    'evaluation.too-short',
    `${path} is of ${given} days; needed are ${3 * within}: ${within} to learn from, and ${within} after each of two dates. Ask for fewer with --within`,
    { details: { given, needed: 3 * within } },
  );
}

/** Tests on a log that was read. */
export function evaluateLog(
  path: string,
  file: SignalFile,
  { within, seed }: Pick<SignalEvaluationOptions, 'within' | 'seed'>,
  onDate: (done: number) => void = () => undefined,
): SignalEvaluation {
  const [firstDate, secondDate] = datesOf(path, daysOf(file.log, file.timeZone), within);
  const first = customersAt(file, firstDate, within);
  onDate(1);
  const second = customersAt(file, secondDate, within);
  onDate(2);
  return {
    path,
    withinDays: within,
    seed,
    firstDate: dateOfDay(firstDate),
    secondDate: dateOfDay(secondDate),
    weightsVersion: switchingWeights.version,
    ...signalValidity(first, second, { seed, resamples }),
  };
}

/** Reads a file that `import` knows, with what lies beside it, and tests its signals. */
export async function evaluateSignals(path: string, options: SignalEvaluationOptions): Promise<SignalEvaluation> {
  const { currency } = options;
  const { timeZone } = stages.dev;
  const now = new Date();
  const terms = { currency, timeZone, now: () => now };
  // What is rejected is looked at with `import`.
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-evaluate-'));
  try {
    const beside = await readBesideOrders(options.beside, terms);
    return await withOrderFile(path, join(folder, 'rejected.ndjson'), terms, async ({ log }, _, progress) => {
      const file = { log, beside, currency, timeZone };
      return evaluateLog(path, file, options, (done) => progress.update('dates', done, 2));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
