import { recentDays } from '../domain/relations/recent-days.ts';
import type { Evidence, TogetherEvidence } from '../domain/selection/evidence.ts';

const wholeNumbers = new Intl.NumberFormat('en');
const smallNumbers = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });
/** Expected counts are known to one decimal. */
const expectedNumbers = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

const count = (value: number, one: string, many: string): string =>
  `${wholeNumbers.format(value)} ${value === 1 ? one : many}`;
const orders = (value: number): string => count(value, 'order', 'orders');
const customers = (value: number): string => count(value, 'customer', 'customers');

/** Two digits below 10, whole numbers from there: more would claim a precision that counts do not have. */
const times = (lift: number): string =>
  (lift < 9.95 ? smallNumbers : wholeNumbers).format(lift < 9.95 ? lift : Math.round(lift));

/** Orders with both items from which on they are called often bought together: one or two happen to anybody. */
const oftenFrom = 3;
export const isOften = ({ baskets }: Pick<TogetherEvidence, 'baskets'>): boolean => baskets >= oftenFrom;

/** Why an item is named, in words that tell no sales figure beside whether a pair has three orders. */
export function publicReason(evidence: Evidence): string {
  switch (evidence.reasonCode) {
    case 'bought-together':
      return `${isOften(evidence) ? 'often ' : ''}bought together with ${evidence.becauseOf === undefined ? 'this item' : 'an item of this cart'}`;
    case 'bought-later':
      return 'often bought some time after this item';
    case 'bought-instead':
      return 'often bought by the customers of this item';
    case 'same-brand-and-category':
      return 'a best-seller of the same brand and category';
    case 'category-best-seller':
      return 'a best-seller of this category';
    case 'shop-best-seller':
      return 'a best-seller of this shop';
    case 'trending':
      return 'sells more than it used to';
    case 'new':
      return 'new on sale';
    case 'pinned':
      return 'chosen by the shop';
  }
}

/**
 * Why an item is named, in words with counts: "in 214 of 1,022 orders with this item (4.1 times as often as by chance)".
 * Below three orders no "times as often": a single order says nothing about how often.
 */
export function reasonWithCounts(evidence: Evidence): string {
  switch (evidence.reasonCode) {
    case 'bought-together': {
      const { baskets, basketsOfItem, lift, newestOnly, becauseOf } = evidence;
      const asOften = lift === null || !isOften(evidence) ? '' : ` (${times(lift)} times as often as by chance)`;
      const all = newestOnly ? `the newest ${orders(basketsOfItem)}` : orders(basketsOfItem);
      const subject = becauseOf === undefined ? 'this item' : `"${becauseOf}" of this cart`;
      return `in ${wholeNumbers.format(baskets)} of ${all} with ${subject}${asOften}`;
    }
    case 'bought-later': {
      const { buyersAfter, buyersOfBoth, usualGapDays } = evidence;
      const gap = count(Math.round(usualGapDays), 'day', 'days');
      return `bought later by ${wholeNumbers.format(buyersAfter)} of the ${customers(buyersOfBoth)} who bought both, usually after ${gap}`;
    }
    case 'bought-instead': {
      const { buyersOfBoth, expectedBuyersOfBoth } = evidence;
      return `bought by ${customers(buyersOfBoth)} at other times, where ${expectedNumbers.format(expectedBuyersOfBoth)} would be expected`;
    }
    case 'trending': {
      const { recentBaskets, expectedBaskets } = evidence;
      return `in ${orders(recentBaskets)} in the last ${recentDays} days, where ${expectedNumbers.format(expectedBaskets)} would be usual`;
    }
    case 'new':
      return `new on sale since ${evidence.availableSince.slice(0, 10)}, in ${orders(evidence.baskets)}`;
    case 'pinned':
      return publicReason(evidence);
    default:
      return `${publicReason(evidence)}, in ${orders(evidence.baskets)}`;
  }
}
