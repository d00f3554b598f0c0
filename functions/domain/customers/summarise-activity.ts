import { compareIds } from '../ids.ts';
import { monthOfDay } from '../relations/calendar-day-number.ts';
import type { CustomerActivity, MonthActivity, NamedActivity } from './customer-activity.ts';
import type { PlacedOrder } from './placed-orders.ts';

/** Counts what was bought under each name, given day by day. */
class NameCounter {
  readonly #counts = new Map<string, { lastDay: number; purchaseDayCount: number; lineCount: number }>();

  /** @param day at least that of the call before */
  add(name: string | undefined, day: number): void {
    if (name === undefined) return;
    const before = this.#counts.get(name);
    if (before === undefined) {
      this.#counts.set(name, { lastDay: day, purchaseDayCount: 1, lineCount: 1 });
      return;
    }
    before.lineCount += 1;
    if (before.lastDay !== day) before.purchaseDayCount += 1;
    before.lastDay = day;
  }

  /** Most purchase days first, then by name. */
  ranked(): readonly NamedActivity[] {
    return [...this.#counts]
      .map(([name, { purchaseDayCount, lineCount }]) => ({ name, purchaseDayCount, lineCount }))
      .sort((left, right) => right.purchaseDayCount - left.purchaseDayCount || compareIds(left.name, right.name));
  }
}

function monthsOf(placed: readonly PlacedOrder[]): readonly MonthActivity[] {
  const months = new Map<number, MonthActivity>();
  for (const { day, grossSpendMinor, netSpendMinor } of placed) {
    const month = monthOfDay(day);
    const before = months.get(month);
    months.set(month, {
      month,
      orderCount: (before?.orderCount ?? 0) + 1,
      grossSpendMinor: (before?.grossSpendMinor ?? 0) + grossSpendMinor,
      netSpendMinor: (before?.netSpendMinor ?? 0) + netSpendMinor,
    });
  }
  return [...months.values()].sort((left, right) => left.month - right.month);
}

/**
 * The category most was spent in, ties by name; before returns, so that goods sent back later do not move a customer
 * to another cohort.
 */
export function firstCategoryOf(firstDay: readonly PlacedOrder[]): string | undefined {
  const values = new Map<string, number>();
  for (const { lines, inOtherCurrency } of firstDay) {
    for (const { purchase } of lines) {
      const { category, valueMinor } = purchase;
      if (category !== undefined) {
        values.set(category, (values.get(category) ?? 0) + (inOtherCurrency ? 0 : valueMinor));
      }
    }
  }
  const [best] = [...values].sort(
    ([leftName, left], [rightName, right]) => right - left || compareIds(leftName, rightName),
  );
  return best?.[0];
}

/**
 * When and where a customer bought.
 * O(lines + names log names).
 * @param placed orders that were not cancelled, by time of placing
 */
export function summariseActivity(placed: readonly PlacedOrder[]): CustomerActivity {
  const firstPurchaseDay = placed[0]?.day;
  const lastPurchaseDay = placed.at(-1)?.day;
  const categories = new NameCounter();
  const brands = new NameCounter();
  const channels = new NameCounter();
  let repeatSpendMinor = 0;
  let country: string | undefined;
  for (const { order, day, lines, netSpendMinor } of placed) {
    channels.add(order.channel, day);
    country = order.country ?? country;
    if (day !== firstPurchaseDay) repeatSpendMinor += netSpendMinor;
    for (const { purchase, keptQuantity } of lines) {
      if (keptQuantity === 0) continue;
      categories.add(purchase.category, day);
      brands.add(purchase.brand, day);
    }
  }
  const firstDay = placed.filter(({ day }) => day === firstPurchaseDay);
  const firstCategory = firstCategoryOf(firstDay);
  const firstChannel = firstDay.find(({ order }) => order.channel !== undefined)?.order.channel;
  const rankedCategories = categories.ranked();
  const rankedBrands = brands.ranked();
  return {
    ...(firstPurchaseDay === undefined ? {} : { firstPurchaseDay }),
    ...(lastPurchaseDay === undefined ? {} : { lastPurchaseDay }),
    purchaseDays: [...new Set(placed.map(({ day }) => day))],
    repeatSpendMinor,
    months: monthsOf(placed),
    categories: rankedCategories,
    brands: rankedBrands,
    channels: channels.ranked(),
    categoryCount: rankedCategories.length,
    brandCount: rankedBrands.length,
    ...(firstCategory === undefined ? {} : { firstCategory }),
    ...(firstChannel === undefined ? {} : { firstChannel }),
    ...(country === undefined ? {} : { country }),
  };
}
