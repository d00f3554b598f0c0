import type { Random } from './random.ts';
import { shopStream } from './streams.ts';

const weekMilliseconds = 7 * 86_400_000;
const dealChance = 0.08;
const depths = [0.1, 0.15, 0.2, 0.3, 0.4] as const;

/** Weeks from the start, from 0. @param at epoch milliseconds, as is `startsAt` */
export const weekOf = (at: number, startsAt: number): number => Math.floor((at - startsAt) / weekMilliseconds);

/** Share taken off the list price by a deal. */
export const drawDepth = (random: Random): number => depths[random.below(depths.length)] ?? 0;

/** Tells the share taken off an item's list price at a time, 0 when it is not on deal. O(1) time and memory. */
export type DealCalendar = (itemNumber: number, at: number) => number;

/** Deals by week from the start, drawn for each item and week on its own. */
export const dealCalendar =
  (seed: number, startsAt: number): DealCalendar =>
  (itemNumber, at) => {
    const random = shopStream(seed, 'dealWeeks', itemNumber, weekOf(at, startsAt));
    return random.chance(dealChance) ? drawDepth(random) : 0;
  };

export const noDeals: DealCalendar = () => 0;

/** Price paid at a deal of the given depth, minor units, rounded down. */
export const dealPriceMinor = (listPriceMinor: number, depth: number): number =>
  depth === 0 ? listPriceMinor : Math.floor(listPriceMinor * (1 - depth));
