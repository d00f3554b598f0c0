import { exactShareInterval } from './binomial-interval.ts';

/** A figure with its 95% interval, or why there is none: never a division by nothing. */
export type Measured =
  | { readonly value: number; readonly low: number; readonly high: number }
  | { readonly value: null; readonly reason: 'no-clicks' | 'no-clicks-to-compare-with' };

/**
 * How many times as often one group of slots is clicked as another, from clicks alone. How often each was shown is
 * not counted, but the draw gives every slot to one of the two by known shares, so clicks divided by shares compare
 * as click rates do. Given all clicks of both, those of the first are binomial, and the interval of that share is
 * turned into one of the ratio (the exact test of two Poisson rates: Przyborowski and Wileński 1940). It takes clicks
 * as independent of each other; a visitor who clicks often makes the true interval somewhat wider. O(√clicks).
 * @param clickCount clicks of the first group
 * @param baseClickCount clicks of the group it is compared with
 * @param share share of slots drawn for the first, above 0; `baseShare` for the other
 */
export function relativeClickRate(
  clickCount: number,
  baseClickCount: number,
  share: number,
  baseShare: number,
): Measured {
  if (clickCount + baseClickCount === 0) return { value: null, reason: 'no-clicks' };
  if (baseClickCount === 0) return { value: null, reason: 'no-clicks-to-compare-with' };
  const scale = baseShare / share;
  const { low, high } = exactShareInterval(clickCount, clickCount + baseClickCount);
  return {
    value: (clickCount / baseClickCount) * scale,
    low: (low / (1 - low)) * scale,
    high: (high / (1 - high)) * scale,
  };
}
