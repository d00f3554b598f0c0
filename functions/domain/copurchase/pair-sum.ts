import { type BasketSizeWeight, basketSizeWeight } from './scores.ts';

/** Weights are whole numbers of this part of an order, so that their sums are exact in any order. */
export const weightsPerOrder = 512;

/** What a pair of a basket counts beside its size. */
const pairWeightRule: BasketSizeWeight = 'inverse-root';

/** What a pair counts where one of the two was bought through a recommendation: the shop's own doing, in part. */
const attributedShare = 0.5;

/**
 * What one order adds to the evidence of a pair, in 1/512 of an order: `basketSizeWeight`, halved where either item
 * was bought through a recommendation, rounded once and at least 1, so that no pair weighs nothing.
 * @param itemCount distinct items of the basket, 2 or more
 */
export const pairWeight = (itemCount: number, isHalved: boolean): number =>
  Math.max(
    1,
    Math.round(weightsPerOrder * basketSizeWeight(pairWeightRule, itemCount) * (isHalved ? attributedShare : 1)),
  );

/**
 * The orders with two items, and their summed weight, as one 32-bit integer: count above, weight in the low 20 bits.
 * One addition adds both. 2,000 orders of weight 512 stay below 2^20 and below 2^31 with their count; more orders of
 * an item are never counted.
 */
export type PairSum = number;

const weightBits = 20;
const weightMask = (1 << weightBits) - 1;

/** What one order adds to the `PairSum` of two of its items. */
export const pairSumOf = (itemCount: number, isHalved: boolean): PairSum =>
  (1 << weightBits) | pairWeight(itemCount, isHalved);

/** Orders with both. */
export const basketsIn = (sum: PairSum): number => sum >>> weightBits;

/** Their weight, in 1/512 of an order. */
export const weightIn = (sum: PairSum): number => sum & weightMask;

/** How the kernel adds orders up: what each adds, by its length, and which bits of the sum rank. */
export interface PairUnits {
  /** By distinct items of the order. */
  readonly whole: Int32Array;
  /** The same where either item was bought through a recommendation. */
  readonly halved: Int32Array;
  readonly weightMask: number;
}

const byLength = (longest: number, of: (itemCount: number) => number): Int32Array =>
  Int32Array.from({ length: longest + 1 }, (_, itemCount) => (itemCount < 2 ? 0 : of(itemCount)));

/** Sums are `PairSum`s. @param longest distinct items of the largest order */
export const weightedUnits = (longest: number): PairUnits => ({
  whole: byLength(longest, (itemCount) => pairSumOf(itemCount, false)),
  halved: byLength(longest, (itemCount) => pairSumOf(itemCount, true)),
  weightMask,
});

/** Sums are plain numbers of orders, which rank by themselves; they may be above 2,000. */
export const countedUnits = (longest: number): PairUnits => ({
  whole: byLength(longest, () => 1),
  halved: byLength(longest, () => 1),
  weightMask: -1,
});
