import { HoldfastError } from '../errors.ts';

/** On which days of the shop a customer bought an item, and kept at least a unit of it. Days are counted from 1970-01-01. */
export interface ItemDays {
  /** Distinct days, 1 or more. */
  readonly dayCount: number;
  readonly firstDay: number;
  /** At least `firstDay`. */
  readonly lastDay: number;
}

const radix = 36;

/**
 * The shortest text that keeps them: days of the last purchase before that of the item above (nothing for none), and
 * for an item bought on several days the days between first and last and their number, in base 36 parted by points:
 * ``, `a`, `a.2t.4`. 0 bytes to 12.
 * @param above last day of the item above, at least this one's; 0 where there is none, which gives the day itself
 */
function itemDaysText({ dayCount, firstDay, lastDay }: ItemDays, above: number): string {
  const since = Math.abs(above - lastDay);
  const last = since === 0 ? '' : since.toString(radix);
  return dayCount === 1 ? last : `${last}.${(lastDay - firstDay).toString(radix)}.${dayCount.toString(radix)}`;
}

/** One text an item, the latest first; commas part them, and the list can be cut anywhere from its end. O(items). */
export const itemDaysEntries = (latestFirst: readonly ItemDays[]): readonly string[] =>
  latestFirst.map((days, place) => itemDaysText(days, latestFirst[place - 1]?.lastDay ?? 0));

const form = /^([0-9a-z]{0,4})(?:\.([0-9a-z]{1,4})\.([0-9a-z]{1,4}))?$/;

/** Reads a list back. O(items). @throws HoldfastError `item-days.unreadable` */
export function itemDaysListFromText(text: string): readonly ItemDays[] {
  if (text === '') return [];
  let above = 0;
  return text.split(',').map((part, place) => {
    const [whole, since = '', span = '0', count = '1'] = form.exec(part) ?? [];
    if (whole === undefined || (place === 0 && since === '')) {
      const message = `"${part}" are no days of an item; such as "fml", "a.2t.4" or nothing`;
      throw new HoldfastError('item-days.unreadable', message, { details: { part } });
    }
    const days = since === '' ? 0 : Number.parseInt(since, radix);
    const lastDay = place === 0 ? days : above - days;
    above = lastDay;
    return { dayCount: Number.parseInt(count, radix), firstDay: lastDay - Number.parseInt(span, radix), lastDay };
  });
}
