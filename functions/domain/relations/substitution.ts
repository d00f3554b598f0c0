import { poissonLowerTail, poissonUpperTail } from './tail-probabilities.ts';

/** Fewer customers of both are no evidence that one replaces the other. */
export const minimumBuyersOfBoth = 10;

/** Chance below which customers of both are more than calendars and heavy buyers give. */
const buyersSignificance = 0.001;

/** Substitutes are in one order less than half as often as these customers' orders would give ... */
const rareShare = 0.5;
/** ... and so much less often that chance would do it in less than one of twenty. */
const rareSignificance = 0.05;

/**
 * Whether two items are in one order more rarely than if each customer of both spread them over the own orders at
 * random.
 * @param together orders of customers with both
 * @param expectedTogether see `BuyerPairRow.expectedTogether`
 */
export const isRarelyTogether = (together: number, expectedTogether: number): boolean =>
  together < rareShare * expectedTogether && poissonLowerTail(together, expectedTogether) < rareSignificance;

/**
 * Chance of as many customers of both, where `expected` are. Each customer buys the other or not, with a chance of
 * the own: such a count varies less than Poisson's of the same mean (Hoeffding 1956), so this is on the safe side.
 */
export const chanceOfBuyers = (buyersOfBoth: number, expected: number): number =>
  poissonUpperTail(buyersOfBoth, expected);

/**
 * Chance that a pair is allowed: .001, and where over a thousand pairs are tested one by their number, so that at
 * most one pair of the whole shop is expected to pass by chance (Bonferroni, for one false find instead of .05).
 */
export const allowedChance = (testedPairs: number): number =>
  Math.min(buyersSignificance, 1 / Math.max(1, testedPairs));

/**
 * Rank among substitutes: customers of both beyond the expected, over the root of the buyers of each, as the cosine
 * does for orders. 0 to 1.
 */
export const substitutionRank = (buyersOfBoth: number, expected: number, buyers: number, otherBuyers: number): number =>
  (buyersOfBoth - expected) / Math.sqrt(buyers * otherBuyers);
