import { binomialUpperTail } from './tail-probabilities.ts';

/** Fewer customers with the two on different days say nothing about their order. */
export const minimumOrderedBuyers = 10;

/** Chance below which an order of two items is more than their calendars. */
export const significance = 0.001;

/**
 * Chance that the calendars alone would put as many customers in one order as were seen, or one as unlikely at the
 * other end: twice the upper tail of the binomial distribution, at most 1.
 *
 * Two-sided, as which of the two comes first is read from the same customers. Doubling keeps half the chance for
 * each direction, however skewed the calendars are.
 * @param inOrder customers in the order tested
 * @param ordered customers who bought the two on different days
 * @param expectedShare of them in that order by the calendars alone, 0 to 1
 */
export const chanceOfOrder = (inOrder: number, ordered: number, expectedShare: number): number =>
  Math.min(1, 2 * binomialUpperTail(inOrder, ordered, expectedShare));

/**
 * Whether an item is bought after another more often than the calendars of the two explain: by at least ten
 * customers with an order, by more than half of them, and with a chance below .001.
 */
export function isDirected(inOrder: number, ordered: number, expectedShare: number): boolean {
  if (ordered < minimumOrderedBuyers || 2 * inOrder <= ordered || inOrder <= ordered * expectedShare) return false;
  return chanceOfOrder(inOrder, ordered, expectedShare) < significance;
}

/**
 * Rank of what is bought after an item: customers beyond those the calendars explain, over the root of the other's
 * buyers. The excess is strength times support at once, thin evidence has little of it; the root keeps what
 * everybody buys from leading every list, as the cosine does for `together`. 0 or more.
 * @param otherBuyers customers who bought the other item, above 0
 */
export const directionRank = (inOrder: number, ordered: number, expectedShare: number, otherBuyers: number): number =>
  (inOrder - ordered * expectedShare) / Math.sqrt(otherBuyers);
