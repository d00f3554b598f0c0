import { regularity } from '../purchase-rhythm/regularity.ts';
import type { CustomerYear, YearLine } from './customer-year.ts';
import { RepeatTotal } from './repeat-total.ts';
import type { ShopContext } from './shop-context.ts';
import { type Measurement, missing } from './signal.ts';

/**
 * How evenly a customer buys over categories: the chance that two lines are of different ones,
 * 1 - sum n_c (n_c - 1) / (n (n - 1)), which is unbiased at any n where an entropy grows with it.
 */
export function breadth({ lines }: CustomerYear, shop: ShopContext): Measurement {
  const counts = new Map<string, number>();
  for (const { category } of lines) if (category !== undefined) counts.set(category, (counts.get(category) ?? 0) + 1);
  const lineCount = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (lineCount < 2) return missing('too-little-evidence', lineCount);
  const alike = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  const inputs = {
    categories: counts.size,
    ...(shop.medianCategoryCount === null ? {} : { medianCategories: shop.medianCategoryCount }),
  };
  return { raw: 1 - alike / (lineCount * (lineCount - 1)), evidence: lineCount, inputs, shrinks: true };
}

/** How regular a customer buys: max(0, -A_n) of the gaps between purchase days, see `regularity`. */
export function rhythm({ purchaseDays }: CustomerYear): Measurement {
  const gaps = purchaseDays.slice(1).map((day, place) => day - (purchaseDays[place] ?? day));
  const evenness = regularity(gaps);
  if (evenness === null) return missing('too-little-evidence', gaps.length);
  const inputs = { shortestGapDays: Math.min(...gaps), longestGapDays: Math.max(...gaps) };
  return { raw: Math.max(0, -evenness), evidence: gaps.length, inputs, shrinks: false };
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** (share - expected) / (1 - expected), not below 0: what is beyond the shop's own share of such lines. */
function excessShare(share: number, expected: number): number | null {
  return expected >= 1 ? null : Math.max(0, (share - expected) / (1 - expected));
}

/** The bought item that most of a customer's lines complement, the latest of equal ones. */
function mainComplemented(lines: readonly YearLine[]): { readonly item: string; readonly itemDay: number } | undefined {
  const counts = new Map<string, { count: number; day: number }>();
  for (const { complementOf } of lines) {
    if (complementOf === undefined) continue;
    const { itemId, day } = complementOf;
    counts.set(itemId, { count: (counts.get(itemId)?.count ?? 0) + 1, day });
  }
  const [main] = [...counts].sort(([, left], [, right]) => right.count - left.count || right.day - left.day);
  return main && { item: main[0], itemDay: main[1].day };
}

/**
 * How much of what a customer buys later fits something bought before: the share of later lines whose item
 * directionally complements an item bought earlier, beyond the shop's line share of those items.
 */
export function complementLockIn({ lines }: CustomerYear): Measurement {
  const later = lines.filter(({ isLater }) => isLater);
  if (later.length === 0) return missing('too-little-evidence');
  const fitting = later.filter(({ complementOf }) => complementOf !== undefined);
  const raw = excessShare(fitting.length / later.length, meanOf(later.map((line) => line.complementLineShare)));
  if (raw === null) return missing('not-defined', later.length);
  const inputs = { fittingLines: fitting.length, laterLines: later.length, ...mainComplemented(fitting) };
  return { raw, evidence: later.length, inputs, shrinks: true };
}

/**
 * How much of the other later lines repeats an item, beyond the shop's line share of the items bought before. A line
 * that complements counts there, and never twice.
 */
export function reorderShare({ lines }: CustomerYear): Measurement {
  const others = lines.filter(({ isLater, complementOf }) => isLater && complementOf === undefined);
  if (others.length === 0) return missing('too-little-evidence');
  const repeated = others.filter(({ isRepeat }) => isRepeat).length;
  const raw = excessShare(repeated / others.length, meanOf(others.map((line) => line.repeatLineShare)));
  if (raw === null) return missing('not-defined', others.length);
  return { raw, evidence: others.length, inputs: { repeatLines: repeated, otherLines: others.length }, shrinks: true };
}

/** How much of what can be set up is set up, such as a saved address or a subscription. */
export function setUpDone({ setUps }: CustomerYear, { offeredSetUps }: ShopContext): Measurement {
  if (setUps === null || offeredSetUps.size === 0) return missing('not-sent');
  const done = [...setUps].filter((kind) => offeredSetUps.has(kind));
  const inputs = { done: done.length, offered: offeredSetUps.size, kinds: done.sort().join(', ') };
  return { raw: done.length / offeredSetUps.size, evidence: offeredSetUps.size, inputs, shrinks: true };
}

/**
 * Brands chosen again beyond what order alone explains, of brands sold only here: others do not bind to this shop.
 * Drawn towards the shop's pooled inertia by its own strength, so not again by the common one.
 */
export function exclusiveBrandInertia(
  { brands, exclusiveBrands }: CustomerYear,
  { pooledInertia, hasExclusiveTags }: ShopContext,
  strength: number,
): Measurement {
  if (!hasExclusiveTags) return missing('not-sent');
  const total = new RepeatTotal();
  let singleBrandPairCount = 0;
  for (const chosen of brands.values()) {
    if (!chosen.some((brand) => exclusiveBrands.has(brand))) continue;
    if (new Set(chosen).size < 2) singleBrandPairCount += chosen.length - 1;
    else total.add(chosen);
  }
  const repeats = total.result();
  if (repeats === null || repeats.inertia === null) {
    // Who never chose another brand shows a preference, of which no order can tell whether it is inertia.
    if (singleBrandPairCount === 0) return missing('too-little-evidence');
    return missing('too-little-evidence', 0, { buyer: 'exclusive-buyer', pairs: singleBrandPairCount });
  }
  const { pairCount, repeatCount, expectedShare, inertia, pValue } = repeats;
  const drawn = (pairCount * inertia + strength * (pooledInertia ?? 0)) / (pairCount + strength);
  const inputs = { repeats: repeatCount, expectedRepeats: expectedShare * pairCount, pairs: pairCount, pValue };
  return { raw: Math.max(0, drawn), evidence: pairCount, inputs, shrinks: false };
}
