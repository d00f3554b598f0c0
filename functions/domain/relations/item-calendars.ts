import type { ItemPurchases } from './item-purchases.ts';

/** When the customers of each item first bought it: its calendar. */
interface ItemCalendars {
  /** Days of item i: `offsets[i]` up to `offsets[i + 1]`. */
  readonly offsets: Int32Array;
  /** Days after the first day of all, ascending. */
  readonly days: Int32Array;
  /** Customers who first bought the item on that day. */
  readonly counts: Int32Array;
  /** From the first day of all to the last, both included. */
  readonly dayCount: number;
}

/** O(entries log(buyers of an item)) time, 8 bytes an entry. */
export function itemCalendars(purchases: ItemPurchases): ItemCalendars {
  const { itemCount, firstDays, buyerOffsets, entriesByItem } = purchases;
  let firstDay = Number.POSITIVE_INFINITY;
  let lastDay = Number.NEGATIVE_INFINITY;
  for (const day of firstDays) {
    if (day < firstDay) firstDay = day;
    if (day > lastDay) lastDay = day;
  }
  const offsets = new Int32Array(itemCount + 1);
  const days = new Int32Array(entriesByItem.length);
  const counts = new Int32Array(entriesByItem.length);
  let end = 0;
  for (let item = 0; item < itemCount; item += 1) {
    const start = end;
    const entries = entriesByItem.subarray(buyerOffsets[item], buyerOffsets[item + 1]);
    for (const day of Int32Array.from(entries, (entry) => (firstDays[entry] ?? 0) - firstDay).sort()) {
      if (end === start || days[end - 1] !== day) days[end++] = day;
      counts[end - 1] = (counts[end - 1] ?? 0) + 1;
    }
    offsets[item + 1] = end;
  }
  return {
    offsets,
    days: days.slice(0, end),
    counts: counts.slice(0, end),
    dayCount: end === 0 ? 0 : lastDay - firstDay + 1,
  };
}

/**
 * Share of the pairs of differing days that the calendars alone put in the order "item, then other":
 * P(D_i < D_j) / (P(D_i < D_j) + P(D_j < D_i)), D_i the first day of a buyer of i and D_j that of any buyer of j.
 */
interface ExpectedOrder {
  /** Makes the item the first of the pairs asked for next. O(days). */
  choose(item: number): void;
  /** O(days of the other). 0 to 1; a half where all days are one. */
  shareLater(other: number): number;
}

export function expectedOrder({ offsets, days, counts, dayCount }: ItemCalendars): ExpectedOrder {
  /** Buyers of the chosen item before a day. */
  const before = new Int32Array(dayCount + 1);
  return {
    choose(item) {
      before.fill(0);
      for (let place = offsets[item] ?? 0; place < (offsets[item + 1] ?? 0); place += 1) {
        before[(days[place] ?? 0) + 1] = counts[place] ?? 0;
      }
      for (let day = 1; day <= dayCount; day += 1) before[day] = (before[day] ?? 0) + (before[day - 1] ?? 0);
    },

    shareLater(other) {
      const buyers = before[dayCount] ?? 0;
      let later = 0;
      let earlier = 0;
      for (let place = offsets[other] ?? 0; place < (offsets[other + 1] ?? 0); place += 1) {
        const day = days[place] ?? 0;
        const count = counts[place] ?? 0;
        later += count * (before[day] ?? 0);
        earlier += count * (buyers - (before[day + 1] ?? 0));
      }
      return later + earlier === 0 ? 0.5 : later / (later + earlier);
    },
  };
}
