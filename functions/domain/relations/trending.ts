import { maximumNeighbours } from '../copurchase/rank-neighbours.ts';
import type { BuyerHistories } from './buyer-histories.ts';
import { countOrders } from './item-orders.ts';
import type { TrendingItem } from './item-relations.ts';
import { recentDays } from './recent-days.ts';
import { binomialUpperTail } from './tail-probabilities.ts';

const daysBefore = 56;
/** Fewer recent orders are no trend. */
const minimumRecentOrders = 10;
/** Less of the time before than this share of its orders is no rate to compare with: such an item is new. */
const leastShareOfTimeBefore = 0.25;
/** Chance that the true growth lies below the bound that ranks. */
const riskOfBound = 0.005;

/**
 * How many times as fast an item sells as before, at the least: the lower end of the exact interval for the ratio of
 * two Poisson rates. Given the orders of both stretches, the recent ones are binomial; the bound is that of Clopper &
 * Pearson 1934 for their share, turned into a ratio. Above 1 only where more sold than expected, beyond chance.
 * O(50 sqrt orders).
 * Source: Przyborowski & Wilenski 1940, "Homogeneity of results in testing samples from Poisson series", Biometrika 31.
 * @param recent orders with the item in the latest days
 * @param before orders with it in the days before
 * @param volumeRatio orders of the shop in the latest days over those in the days before, above 0
 */
export function leastGrowth(recent: number, before: number, volumeRatio: number): number {
  if (recent === 0) return 0;
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step += 1) {
    const share = (low + high) / 2;
    if (binomialUpperTail(recent, recent + before, share) < riskOfBound) low = share;
    else high = share;
  }
  return low / (1 - low) / volumeRatio;
}

/** An item of the list, by index, with what ranks it. */
interface TrendingCandidate {
  readonly item: number;
  readonly entry: TrendingItem;
  readonly rank: number;
}

const byRank = (left: TrendingCandidate, right: TrendingCandidate): number =>
  right.rank - left.rank || left.item - right.item;

/** The best 50 of some candidates. O(n log n). */
export const rankTrending = (candidates: readonly TrendingCandidate[]): readonly TrendingItem[] =>
  candidates
    .toSorted(byRank)
    .slice(0, maximumNeighbours)
    .map(({ entry }) => entry);

/**
 * Items that sold clearly more in the latest 14 days, `asOf`'s included, than the 8 weeks before lead to expect. The
 * expectation is the item's share of the shop's orders before times the shop's orders now, so that a busy week makes
 * nothing trend; for an item that came within the 8 weeks, only the shop's orders since count. O(lines).
 * @param asOfDay calendar day of the shop's clock
 * @param availableSinceDays by item: the day it went on sale
 */
export function trendingCandidates(
  histories: BuyerHistories,
  asOfDay: number,
  availableSinceDays: Int32Array,
): readonly TrendingCandidate[] {
  const firstRecentDay = asOfDay - recentDays + 1;
  const firstDay = firstRecentDay - daysBefore;
  const recent = countOrders(histories, firstRecentDay, asOfDay + 1);
  const before = countOrders(histories, firstDay, firstRecentDay);
  /** Orders of the shop before, from a day of the stretch on. */
  const ordersFrom = new Int32Array(daysBefore + 1);
  for (const day of histories.days) {
    if (day >= firstDay && day < firstRecentDay) ordersFrom[day - firstDay] = (ordersFrom[day - firstDay] ?? 0) + 1;
  }
  for (let day = daysBefore - 1; day >= 0; day -= 1) {
    ordersFrom[day] = (ordersFrom[day] ?? 0) + (ordersFrom[day + 1] ?? 0);
  }
  return histories.itemIds.flatMap((itemId, item) => {
    const recentBaskets = recent.byItem[item] ?? 0;
    if (recentBaskets < minimumRecentOrders) return [];
    const daysMissed = Math.min(daysBefore, Math.max(0, (availableSinceDays[item] ?? 0) - firstDay));
    const ordersBefore = ordersFrom[daysMissed] ?? 0;
    if (ordersBefore === 0 || ordersBefore < leastShareOfTimeBefore * before.orderCount) return [];
    const volumeRatio = recent.orderCount / ordersBefore;
    const basketsBefore = before.byItem[item] ?? 0;
    const rank = leastGrowth(recentBaskets, basketsBefore, volumeRatio);
    if (rank <= 1) return [];
    const expectedBaskets = Math.round(10 * basketsBefore * volumeRatio) / 10;
    return { item, entry: { itemId, recentBaskets, expectedBaskets }, rank };
  });
}
