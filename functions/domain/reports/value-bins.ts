/**
 * Bins of amounts after DDSketch (Masson, Rim & Lee 2019): the ends of a bin are apart by a fixed factor, so its middle
 * is within 1% of every amount in it. Amounts below 0 and amounts of 0 have a bin each.
 */
const relativeAccuracy = 0.01;
const factor = (1 + relativeAccuracy) / (1 - relativeAccuracy);
const logFactor = Math.log(factor);

/** Places before those of the amounts above 0. */
const belowZero = 0;
const zero = 1;
const firstPositive = 2;

/** @param amount a whole number, such as minor units; 1,730 bins hold all up to 10^15 */
export function binOf(amount: number): number {
  if (amount <= 0) return amount < 0 ? belowZero : zero;
  return firstPositive + Math.ceil(Math.log(amount) / logFactor);
}

/** An amount within 1% of all in the bin; 0 for amounts of 0 and below. */
export const middleOfBin = (bin: number): number =>
  bin < firstPositive ? 0 : (2 * factor ** (bin - firstPositive)) / (factor + 1);

/**
 * The Gini coefficient of amounts that are known by bin, with exact count and sum of each, is too low by this at most:
 * it takes those of a bin for equal, and two amounts apart by a factor f have at most (√f - 1) / (√f + 1) between them.
 */
export const giniErrorBound = (Math.sqrt(factor) - 1) / (Math.sqrt(factor) + 1);

/** The share of the highest is too low by this part of itself at most: the factor between the ends of a bin, less 1. */
export const topShareErrorBound = factor - 1;

/** Lower ends of the classes of histograms: 0, then 1, 2, 5, 10, 20, 50 ... up to 5 * 10^12. */
export const classStarts: readonly number[] = [
  0,
  ...Array.from({ length: 39 }, (_, place) => ([1, 2, 5][place % 3] ?? 1) * 10 ** Math.floor(place / 3)),
];

/** Place of the last class that starts at or below an amount; amounts below 0 are in the first. */
export function classOf(amount: number): number {
  let place = classStarts.length - 1;
  while (place > 0 && amount < (classStarts[place] ?? 0)) place -= 1;
  return place;
}
