import type { BuyerHistories } from './buyer-histories.ts';
import { forCommonBuyers } from './common-buyers.ts';
import type { ItemPurchases } from './item-purchases.ts';

/**
 * Chance that a customer buys one item before another, of the chance of buying them in differing orders, if the
 * customer's orders with each were drawn at random from all of the customer's orders. What is bought often is bought
 * sooner. 0 to 1, a half for equal counts. O(orders).
 * @param orders of the customer
 * @param withItem orders with the one, 1 to `orders`
 * @param withOther orders with the other, 1 to `orders`
 */
export function shareFirstByHabit(orders: number, withItem: number, withOther: number): number {
  if (withItem === withOther) return 0.5;
  let noneYet = 1;
  let noneOfOtherYet = 1;
  let first = 0;
  let later = 0;
  for (let left = orders; left > 0; left -= 1) {
    const here = noneYet * (withItem / left);
    const otherHere = noneOfOtherYet * (withOther / left);
    noneYet = Math.max(0, noneYet - here);
    noneOfOtherYet = Math.max(0, noneOfOtherYet - otherHere);
    first += here * noneOfOtherYet;
    later += otherHere * noneYet;
  }
  return first + later === 0 ? 0.5 : first / (first + later);
}

/**
 * Mean of it over the customers who first bought the two on different days: the share that would buy the item
 * first by habit alone. A half where there are none. O(buyers of either + orders of those of both).
 */
export function shareLaterByHabit(
  { customerOffsets }: BuyerHistories,
  purchases: ItemPurchases,
  item: number,
  other: number,
): number {
  const { customers, firstDays, orderCounts } = purchases;
  let sum = 0;
  let ordered = 0;
  forCommonBuyers(purchases, item, other, (entry, otherEntry) => {
    if (firstDays[entry] === firstDays[otherEntry]) return;
    const customer = customers[entry] ?? 0;
    const orders = (customerOffsets[customer + 1] ?? 0) - (customerOffsets[customer] ?? 0);
    sum += shareFirstByHabit(orders, orderCounts[entry] ?? 0, orderCounts[otherEntry] ?? 0);
    ordered += 1;
  });
  return ordered === 0 ? 0.5 : sum / ordered;
}
