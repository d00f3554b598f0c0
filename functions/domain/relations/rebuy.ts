import type { BuyerHistories } from './buyer-histories.ts';
import type { RebuyRhythm } from './item-relations.ts';

/** Shapes outside are refused: the mean gap of a customer without history is scale / (shape - 1). */
const [leastShape, greatestShape] = [1.1, 20];
/** Rebuyers at which an item's own rhythm counts as much as the shop's. */
const shrinkingRebuyers = 10;
/** The shop's shape needs no more buyers than this, and each costs a logarithm for each step. */
const mostFitted = 20_000;

/** The gaps of the customers who bought an item on more than one day. */
interface Rebuyers {
  readonly buyerCount: number;
  /** By rebuyer: gaps, one less than the days with a purchase. */
  readonly gapCounts: number[];
  /** By rebuyer: days from the first purchase to the last. */
  readonly totalDays: number[];
}

/** O(lines). */
function gatherRebuyers({ customerOffsets, days, lineOffsets, items, itemIds }: BuyerHistories): readonly Rebuyers[] {
  const all = itemIds.map(() => ({ buyerCount: 0, gapCounts: [] as number[], totalDays: [] as number[] }));
  const itemCount = itemIds.length;
  const lastCustomer = new Int32Array(itemCount).fill(-1);
  const firstDay = new Int32Array(itemCount);
  const lastDay = new Int32Array(itemCount);
  const gaps = new Int32Array(itemCount);
  const close = (item: number): void => {
    const count = gaps[item] ?? 0;
    if (count === 0) return;
    all[item]?.gapCounts.push(count);
    all[item]?.totalDays.push((lastDay[item] ?? 0) - (firstDay[item] ?? 0));
    gaps[item] = 0;
  };
  for (let customer = 0; customer + 1 < customerOffsets.length; customer += 1) {
    for (let order = customerOffsets[customer] ?? 0; order < (customerOffsets[customer + 1] ?? 0); order += 1) {
      const day = days[order] ?? 0;
      for (let line = lineOffsets[order] ?? 0; line < (lineOffsets[order + 1] ?? 0); line += 1) {
        const item = items[line] ?? 0;
        if (lastCustomer[item] !== customer) {
          close(item);
          lastCustomer[item] = customer;
          firstDay[item] = day;
          const own = all[item];
          if (own !== undefined) own.buyerCount += 1;
        } else if (lastDay[item] !== day) gaps[item] = (gaps[item] ?? 0) + 1;
        lastDay[item] = day;
      }
    }
  }
  for (let item = 0; item < itemCount; item += 1) close(item);
  return all;
}

const steps = 60;

/** The place of the greatest value of a function that rises, then falls: golden section (Kiefer 1953). */
function highest(low: number, high: number, valueAt: (place: number) => number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [low, high];
  let inner = right - ratio * (right - left);
  let outer = left + ratio * (right - left);
  let innerValue = valueAt(inner);
  let outerValue = valueAt(outer);
  for (let step = 0; step < steps && right - left > 1e-6; step += 1) {
    if (innerValue >= outerValue) {
      [right, outer, outerValue] = [outer, inner, innerValue];
      inner = right - ratio * (right - left);
      innerValue = valueAt(inner);
    } else {
      [left, inner, innerValue] = [inner, outer, outerValue];
      outer = left + ratio * (right - left);
      outerValue = valueAt(outer);
    }
  }
  return (left + right) / 2;
}

/** The scale that makes the gaps most likely, where the shape is given: the root of a falling function. */
function fitScale(shape: number, { gapCounts, totalDays }: Pick<Rebuyers, 'gapCounts' | 'totalDays'>): number {
  let [low, high] = [Math.log(1e-3), Math.log(1e6)];
  for (let step = 0; step < steps; step += 1) {
    const middle = (low + high) / 2;
    const scale = Math.exp(middle);
    let slope = 0;
    gapCounts.forEach((count, place) => {
      slope += shape - ((shape + count) * scale) / (scale + (totalDays[place] ?? 0));
    });
    if (slope > 0) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/**
 * Logarithm of the likelihood of the gaps: each rebuyer's rate is Gamma(shape, scale), so n gaps of T days in all
 * have the density Gamma(shape + n) / Gamma(shape) x scale^shape / (scale + T)^(shape + n).
 */
function logLikelihood(shape: number, scale: number, { gapCounts, totalDays }: Rebuyers): number {
  let sum = 0;
  gapCounts.forEach((count, place) => {
    for (let gap = 0; gap < count; gap += 1) sum += Math.log(shape + gap);
    sum += shape * Math.log(scale) - (shape + count) * Math.log(scale + (totalDays[place] ?? 0));
  });
  return sum;
}

function fitShop(items: readonly Rebuyers[]): { readonly shape: number; readonly scaleDays: number } | undefined {
  const rebuyerCount = items.reduce((sum, { gapCounts }) => sum + gapCounts.length, 0);
  if (rebuyerCount === 0) return undefined;
  const stride = Math.ceil(rebuyerCount / mostFitted);
  const sample: Rebuyers = { buyerCount: 0, gapCounts: [], totalDays: [] };
  let number = 0;
  for (const { gapCounts, totalDays } of items) {
    gapCounts.forEach((count, place) => {
      if (number++ % stride !== 0) return;
      sample.gapCounts.push(count);
      sample.totalDays.push(totalDays[place] ?? 0);
    });
  }
  const logShape = highest(Math.log(leastShape), Math.log(greatestShape), (place) => {
    const shape = Math.exp(place);
    return logLikelihood(shape, fitScale(shape, sample), sample);
  });
  const shape = Math.exp(logShape);
  return { shape, scaleDays: fitScale(shape, sample) };
}

/**
 * How each item that was bought again is bought again: gaps between the days of purchase are exponential with a rate
 * of each customer, rates are Gamma distributed. The shape is fitted over the whole shop, as an item's few gaps do
 * not tell it; the scale is the item's own most likely one, shrunk towards the shop's on the scale of logarithms,
 * with weight m / (m + 10) for m rebuyers. Gaps of those who did not buy again are not known and not in it: it is the
 * rhythm of rebuyers, their share among buyers stands beside. Items without a rebuyer have no rhythm.
 * O(lines + 3,600 x at most 20,000 rebuyers + 60 x rebuyers).
 * Source: Bhagat, Muralidharan, Lobzhanidze & Vishwanath 2018, "Buy It Again: Modeling Repeat Purchase
 * Recommendations", KDD, section 3.3 (Poisson-gamma).
 */
export function rebuyRhythms(histories: BuyerHistories): readonly RebuyRhythm[] {
  const items = gatherRebuyers(histories);
  const shop = fitShop(items);
  if (shop === undefined) return [];
  return items.flatMap((rebuyers, index) => {
    const itemId = histories.itemIds[index];
    const rebuyerCount = rebuyers.gapCounts.length;
    if (itemId === undefined || rebuyerCount === 0) return [];
    const weight = rebuyerCount / (rebuyerCount + shrinkingRebuyers);
    const ownScale = fitScale(shop.shape, rebuyers);
    const gapScaleDays = Math.exp(weight * Math.log(ownScale) + (1 - weight) * Math.log(shop.scaleDays));
    return { itemId, buyerCount: rebuyers.buyerCount, rebuyerCount, gapShape: shop.shape, gapScaleDays };
  });
}
