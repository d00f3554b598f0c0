import type { BuyerHistories } from './buyer-histories.ts';
import { type BuyerPairRow, countBuyerPairs } from './count-buyer-pairs.ts';
import { directionRank, isDirected, minimumOrderedBuyers } from './direction.ts';
import { expectedBuyersOfBoth, monthlyPurchases, type OtherPurchases } from './expected-buyers.ts';
import { shareLaterByHabit } from './habit-order.ts';
import { expectedOrder, itemCalendars } from './item-calendars.ts';
import type { ItemPurchases } from './item-purchases.ts';
import { type Ranked, type RankedLists, rankedLists } from './ranked-lists.ts';
import {
  allowedChance,
  chanceOfBuyers,
  isRarelyTogether,
  minimumBuyersOfBoth,
  substitutionRank,
} from './substitution.ts';

/** A pair with a direction, from the side of the item that is bought first. */
interface DirectedPair extends Ranked {
  readonly after: number;
  readonly before: number;
  /** Share of the two in this order by the calendars alone or by habit alone, whichever is greater. */
  readonly expectedShare: number;
}

/** Two items that replace each other. */
interface SubstitutePair extends Ranked {
  readonly buyersOfBoth: number;
  readonly expectedBuyers: number;
  readonly together: number;
  readonly expectedTogether: number;
  /** Chance that customers of both come from calendars and heavy buyers alone. */
  readonly chance: number;
}

/** What the catalogue says of items, by index; -1 where it says nothing. */
export interface ItemGroups {
  /** The same number for variants of one product. */
  readonly products: Int32Array;
  /** The same number for items of one category. */
  readonly categories: Int32Array;
}

/** How many pairs were asked, so that finds by chance can be judged. */
export interface PairTests {
  /** Pairs with enough customers who bought the two on different days. */
  testedForDirection: number;
  directed: number;
  /** Pairs of one category with enough customers of both. */
  testedForSubstitution: number;
}

interface RelatedPairs {
  readonly directed: RankedLists<DirectedPair>;
  readonly substitutes: RankedLists<SubstitutePair>;
  /** Chance a pair of substitutes must be below; known once all are counted. */
  readonly allowedChance: number;
  readonly tests: PairTests;
}

/**
 * Tests every pair of items for direction and for substitution. O(sum over customers of items² + tested pairs x
 * days); the expected buyers cost O(buyers x months) for pairs that are rarely together.
 */
export function relatePairs(histories: BuyerHistories, purchases: ItemPurchases, groups: ItemGroups): RelatedPairs {
  const { buyerOffsets } = purchases;
  const order = expectedOrder(itemCalendars(purchases));
  const monthly = monthlyPurchases(histories, purchases);
  const directed = rankedLists<DirectedPair>();
  const substitutes = rankedLists<SubstitutePair>();
  const tests: PairTests = { testedForDirection: 0, directed: 0, testedForSubstitution: 0 };
  const buyersOf = (item: number): number => (buyerOffsets[item + 1] ?? 0) - (buyerOffsets[item] ?? 0);
  const isSame = (values: Int32Array, item: number, other: number): boolean =>
    values[item] !== -1 && values[item] === values[other];
  const mayReplace = (item: number, other: number): boolean =>
    groups.categories[item] === -1 || groups.categories[other] === -1 || isSame(groups.categories, item, other);

  /** Whether the pair has a direction; the calendar of the row's item is chosen. */
  function direct({ item, otherLater, otherEarlier }: BuyerPairRow, other: number): boolean {
    const later = otherLater[other] ?? 0;
    const earlier = otherEarlier[other] ?? 0;
    const ordered = later + earlier;
    if (ordered < minimumOrderedBuyers) return false;
    tests.testedForDirection += 1;
    const shareLater = order.shareLater(other);
    const isLater = later > earlier;
    const [first, second] = isLater ? [item, other] : [other, item];
    const [after, before] = isLater ? [later, earlier] : [earlier, later];
    const expectedShare = isLater ? shareLater : 1 - shareLater;
    if (!isDirected(after, ordered, expectedShare)) return false;
    // What is bought often is bought sooner than what is bought once, by the same customers: no relation either.
    const expected = Math.max(expectedShare, shareLaterByHabit(histories, purchases, first, second));
    if (!isDirected(after, ordered, expected)) return false;
    tests.directed += 1;
    const rank = directionRank(after, ordered, expected, buyersOf(second));
    directed.add(first, { other: second, rank, after, before, expectedShare: expected });
    return true;
  }

  function substitute(row: BuyerPairRow, other: number, ofBuyers: () => OtherPurchases): void {
    const { item } = row;
    const buyersOfBoth = row.buyersOfBoth[other] ?? 0;
    const together = row.together[other] ?? 0;
    const expectedTogether = row.expectedTogether[other] ?? 0;
    if (!isRarelyTogether(together, expectedTogether)) return;
    const expectedOne = expectedBuyersOfBoth(ofBuyers(), monthly.logOfNotShare(other));
    if (chanceOfBuyers(buyersOfBoth, expectedOne) >= allowedChance(1)) return;
    // The expectation differs by whose buyers are asked; the greater is on the safe side.
    const expectedOther = expectedBuyersOfBoth(monthly.otherPurchasesOfBuyers(other), monthly.logOfNotShare(item));
    const expectedBuyers = Math.max(expectedOne, expectedOther);
    const chance = chanceOfBuyers(buyersOfBoth, expectedBuyers);
    if (chance >= allowedChance(1)) return;
    const rank = substitutionRank(buyersOfBoth, expectedBuyers, buyersOf(item), buyersOf(other));
    const pair = { rank, buyersOfBoth, expectedBuyers, together, expectedTogether, chance };
    substitutes.add(item, { other, ...pair });
    substitutes.add(other, { other: item, ...pair });
  }

  for (const row of countBuyerPairs(histories, purchases)) {
    const { item, others } = row;
    if (buyersOf(item) < Math.min(minimumOrderedBuyers, minimumBuyersOfBoth)) continue;
    order.choose(item);
    let otherPurchases: OtherPurchases | undefined;
    const ofBuyers = (): OtherPurchases => {
      otherPurchases ??= monthly.otherPurchasesOfBuyers(item);
      return otherPurchases;
    };
    for (const other of others) {
      if (isSame(groups.products, item, other)) continue;
      const isOrdered = direct(row, other);
      if ((row.buyersOfBoth[other] ?? 0) < minimumBuyersOfBoth || !mayReplace(item, other)) continue;
      tests.testedForSubstitution += 1;
      // Ink follows the printer at other times, too, and does not replace it.
      if (!isOrdered) substitute(row, other, ofBuyers);
    }
  }
  return { directed, substitutes, allowedChance: allowedChance(tests.testedForSubstitution), tests };
}
