import { HoldfastError } from '../../../functions/domain/errors.ts';

/** When a schedule fires: every so often from the start, or at each minute (UTC) the test holds for. */
export type ScheduleExpression =
  | { readonly kind: 'rate'; readonly everyMilliseconds: number }
  | { readonly kind: 'cron'; readonly firesAt: (minute: Date) => boolean };

const unitMilliseconds: Readonly<Record<string, number>> = {
  minute: 60_000,
  minutes: 60_000,
  hour: 3_600_000,
  hours: 3_600_000,
  day: 86_400_000,
  days: 86_400_000,
};

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly lowest: number;
  readonly highest: number;
  /** Names stand for lowest, lowest + 1, … */
  readonly names?: readonly string[];
}

const fields: readonly Field[] = [
  { lowest: 0, highest: 59 },
  { lowest: 0, highest: 23 },
  { lowest: 1, highest: 31 },
  { lowest: 1, highest: 12, names: monthNames },
  { lowest: 1, highest: 7, names: dayNames },
  { lowest: 1970, highest: 2199 },
];

/** The numbers a field allows; undefined where it is malformed or has L, W or #, which are not run here. */
function allowedNumbers(text: string, field: Field): ReadonlySet<number> | undefined {
  const number = (part: string): number => {
    const named = field.names?.indexOf(part.toUpperCase()) ?? -1;
    if (named >= 0) return field.lowest + named;
    return /^\d+$/.test(part) ? Number(part) : Number.NaN;
  };
  const allowed = new Set<number>();
  for (const part of text.split(',')) {
    const [range = '', step = '1'] = part.split('/');
    const every = range === '*' || range === '?';
    const [first = '', last] = range.split('-');
    const from = every ? field.lowest : number(first);
    const to = every || (last === undefined && part.includes('/')) ? field.highest : number(last ?? first);
    if (!(from >= field.lowest && to <= field.highest && from <= to) || !/^[1-9]\d*$/.test(step)) return undefined;
    for (let value = from; value <= to; value += Number(step)) allowed.add(value);
  }
  return allowed;
}

function parseCron(texts: readonly string[]): ScheduleExpression | undefined {
  if (texts.length !== fields.length) return undefined;
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of fields.entries()) {
    const numbers = allowedNumbers(texts[index] ?? '', field);
    if (!numbers) return undefined;
    sets.push(numbers);
  }
  return {
    kind: 'cron',
    firesAt: (minute) =>
      [
        minute.getUTCMinutes(),
        minute.getUTCHours(),
        minute.getUTCDate(),
        minute.getUTCMonth() + 1,
        minute.getUTCDay() + 1,
        minute.getUTCFullYear(),
      ].every((part, index) => sets[index]?.has(part)),
  };
}

/**
 * EventBridge's `rate(5 minutes)` and `cron(minute hour day month weekday year)`, in UTC.
 *
 * @throws HoldfastError `local.unknown-schedule` naming the expression
 */
export function parseScheduleExpression(owner: string, text: string): ScheduleExpression {
  const rate = /^rate\((\d+) (\w+)\)$/.exec(text);
  const unit = unitMilliseconds[rate?.[2] ?? ''];
  if (rate && unit !== undefined && Number(rate[1]) > 0) {
    return { kind: 'rate', everyMilliseconds: Number(rate[1]) * unit };
  }
  const cron = /^cron\((.+)\)$/.exec(text);
  const parsed = cron?.[1] === undefined ? undefined : parseCron(cron[1].trim().split(/\s+/));
  if (parsed) return parsed;
  throw new HoldfastError(
    'local.unknown-schedule',
    `${owner}: the schedule ${text} cannot be run on this machine; known are rate(…) and cron(…) without L, W and #`,
  );
}
