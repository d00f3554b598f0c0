import type { GapPoints } from './customer-standing.ts';

/** Fewer gaps of one's own tell no rhythm: the shop's are taken then. */
export const leastOwnGaps = 3;

/** How far the longer half of the gaps goes beyond the median. */
interface Excess {
  readonly count: number;
  readonly sumDays: number;
}

/**
 * The value that a further gap exceeds with probability 1 - `share`, from ascending gaps. Between gaps the place is
 * share · (n + 1), as n gaps part the line into n + 1 equally likely pieces. Beyond the longest gap, which a further
 * one exceeds with probability 1 / (n + 1), the tail is that of an exponential whose scale is known from the excess of
 * the longer half over the median alone: P(beyond by e) = (1 + e / sum)^-count. With fewer than 19 gaps the 95% point
 * lies there; the longest gap in its place would be exceeded by every fourth gap of a customer with three.
 */
function pointOf(gaps: Float64Array, share: number, excess: Excess): number {
  const place = share * (gaps.length + 1);
  const longest = gaps.at(-1) ?? 0;
  if (place >= gaps.length) {
    const rarer = 1 / ((gaps.length + 1) * (1 - share));
    return longest + excess.sumDays * (rarer ** (1 / excess.count) - 1);
  }
  const below = Math.floor(place);
  const low = gaps[below - 1] ?? 0;
  return low + (place - below) * ((gaps[below] ?? longest) - low);
}

function excessOver(median: number, gaps: Float64Array): Excess {
  const longer = gaps.subarray(Math.ceil(gaps.length / 2));
  return { count: longer.length, sumDays: longer.reduce((sum, gap) => sum + gap - median, 0) };
}

/**
 * Points of a customer's own gaps; undefined with fewer than three gaps known.
 * @param purchaseDays ascending, distinct
 */
export function ownGapPoints(purchaseDays: readonly number[]): GapPoints | undefined {
  const gapCount = purchaseDays.length - 1;
  if (gapCount < leastOwnGaps) return undefined;
  const gaps = Float64Array.from({ length: gapCount }, (_, index) => {
    return (purchaseDays[index + 1] ?? 0) - (purchaseDays[index] ?? 0);
  }).sort();
  const medianDays = pointOf(gaps, 0.5, { count: 1, sumDays: 0 });
  const excess = excessOver(medianDays, gaps);
  return {
    of: 'own',
    gapCount,
    medianDays,
    days80: pointOf(gaps, 0.8, excess),
    days95: pointOf(gaps, 0.95, excess),
  };
}
