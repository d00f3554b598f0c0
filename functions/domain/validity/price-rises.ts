import type { ItemId } from '../ids.ts';
import type { Order } from '../orders/order.ts';

/** Prices that an item was sold at before and within the days looked at. */
interface Prices {
  readonly before: number[];
  readonly within: number[];
}

/** Fewer sales tell no price. */
const leastSales = 5;
/** A price that rose by less is taken for a change of the mix of sizes, customers and days. */
const leastRise = 1.1;

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((left, right) => left - right);
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2;
};

/**
 * Items whose median price within the latest days is a tenth or more above that of as many days before. O(lines log lines).
 * @param orders with the days of each, cancelled ones left out
 * @param sinceDay first of the latest days, from 1970-01-01 @param days how many there are of either
 */
export function itemsWithPriceRise(
  orders: Iterable<{ readonly day: number; readonly order: Pick<Order, 'lines'> }>,
  sinceDay: number,
  days: number,
): ReadonlySet<ItemId> {
  const pricesOf = new Map<ItemId, Prices>();
  for (const { day, order } of orders) {
    if (day < sinceDay - days || day >= sinceDay + days) continue;
    for (const { itemId, unitPriceMinor } of order.lines) {
      const prices = pricesOf.get(itemId) ?? { before: [], within: [] };
      pricesOf.set(itemId, prices);
      (day < sinceDay ? prices.before : prices.within).push(unitPriceMinor);
    }
  }
  const risen = [...pricesOf].filter(
    ([, { before, within }]) =>
      before.length >= leastSales && within.length >= leastSales && medianOf(within) >= leastRise * medianOf(before),
  );
  return new Set(risen.map(([itemId]) => itemId));
}
