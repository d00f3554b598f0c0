import type { MonthActivity, NamedActivity } from '../../domain/customers/customer-activity.ts';
import { HoldfastError } from '../../domain/errors.ts';

/**
 * Short texts for lists in a customer's row: entries parted by line feeds or commas, numbers in base 36. Days and
 * months stand latest first, each as its distance to the one above, so the text can be cut anywhere from its end.
 */
const radix = 36;
const short = (value: number): string => value.toString(radix);
const listOf = (text: string, mark: string): readonly string[] => (text === '' ? [] : text.split(mark));

function numbersOf(text: string, least: number): readonly number[] {
  const numbers = text.split('.').map((part) => Number.parseInt(part, radix));
  if (numbers.length >= least && numbers.every(Number.isSafeInteger)) return numbers;
  const message = `"${text}" are no counts of a customer's row; such as "fml" or "1.2.4ky"`;
  throw new HoldfastError('store.unreadable-activity', message, { details: { text } });
}

/** @param days ascending @returns one entry a day, the latest first; commas part them */
export const dayEntries = (days: readonly number[]): readonly string[] =>
  days.toReversed().map((day, place, latestFirst) => short(place === 0 ? day : (latestFirst[place - 1] ?? 0) - day));

/** @returns ascending */
export function decodeDays(text: string): readonly number[] {
  let above = 0;
  return listOf(text, ',')
    .map((entry, place) => {
      const [value = 0] = numbersOf(entry, 1);
      above = place === 0 ? value : above - value;
      return above;
    })
    .toReversed();
}

/**
 * Months before the one above, orders, gross spend, and net spend where it is another.
 * @param months ascending
 * @returns one entry a month, the latest first; commas part them
 */
export const monthEntries = (months: readonly MonthActivity[]): readonly string[] =>
  months.toReversed().map(({ month, orderCount, grossSpendMinor, netSpendMinor }, place, latestFirst) => {
    const since = place === 0 ? month : (latestFirst[place - 1]?.month ?? 0) - month;
    const net = netSpendMinor === grossSpendMinor ? [] : [netSpendMinor];
    return [since, orderCount, grossSpendMinor, ...net].map(short).join('.');
  });

/** @returns ascending */
export function decodeMonths(text: string): readonly MonthActivity[] {
  let above = 0;
  return listOf(text, ',')
    .map((entry, place): MonthActivity => {
      const [since = 0, orderCount = 0, grossSpendMinor = 0, netSpendMinor = grossSpendMinor] = numbersOf(entry, 3);
      above = place === 0 ? since : above - since;
      return { month: above, orderCount, grossSpendMinor, netSpendMinor };
    })
    .toReversed();
}

const escapes = { '\\': '\\\\', '\n': '\\n', '\t': '\\t' } as const;
/** Names are the shop's own words and may hold the marks that part them. */
const escaped = (name: string): string =>
  name.replace(/[\\\n\t]/g, (mark) => (mark === '\n' ? escapes['\n'] : mark === '\t' ? escapes['\t'] : escapes['\\']));
const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (_, mark: string) => (mark === 'n' ? '\n' : mark === 't' ? '\t' : mark));

/** Name, purchase days, and lines where they are another number. @returns one entry a name; line feeds part them */
export const nameEntries = (names: readonly NamedActivity[]): readonly string[] =>
  names.map(({ name, purchaseDayCount, lineCount }) => {
    const lines = lineCount === purchaseDayCount ? '' : `.${short(lineCount)}`;
    return `${escaped(name)}\t${short(purchaseDayCount)}${lines}`;
  });

export const decodeNames = (text: string): readonly NamedActivity[] =>
  listOf(text, '\n').map((entry): NamedActivity => {
    const [name = '', counts = ''] = entry.split('\t');
    const [purchaseDayCount = 0, lineCount = purchaseDayCount] = numbersOf(counts, 1);
    return { name: unescaped(name), purchaseDayCount, lineCount };
  });
