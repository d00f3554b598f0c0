import type { BestSellers } from '../copurchase/best-sellers.ts';
import type { ItemId } from '../ids.ts';
import type { NewItem, TrendingItem } from '../relations/item-relations.ts';
import type { Candidate } from './candidate.ts';
import type { BestSellerEvidence } from './evidence.ts';

/** Best-sellers; the score is the share of the best one's orders. */
export function bestSellerCandidates(
  { items }: Pick<BestSellers, 'items'>,
  reasonCode: BestSellerEvidence['reasonCode'],
): readonly Candidate[] {
  const most = items[0]?.basketCount ?? 1;
  return items.map(({ itemId, basketCount }) => ({
    itemId,
    score: basketCount / most,
    evidence: { reasonCode, baskets: basketCount },
  }));
}

/**
 * What sells more than it used to; the score falls evenly from 1 with the place on the list, which is ranked by the
 * least growth that the counts allow, no share of anything.
 */
export const trendingCandidates = (items: readonly TrendingItem[]): readonly Candidate[] =>
  items.map(({ itemId, recentBaskets, expectedBaskets }, place) => ({
    itemId,
    score: 1 - place / items.length,
    evidence: { reasonCode: 'trending', recentBaskets, expectedBaskets },
  }));

/** What is new on sale; the score falls evenly from 1 with the place on the list, whose order it is. */
export const newCandidates = (items: readonly NewItem[]): readonly Candidate[] =>
  items.map(({ itemId, availableSince, baskets }, place) => ({
    itemId,
    score: 1 - place / items.length,
    evidence: { reasonCode: 'new', availableSince, baskets },
  }));

/**
 * What to show beside an item that nobody has bought yet: its category's best-sellers, those of its own brand first.
 * @param isOfBrand whether a best-seller is of the cold item's brand
 */
export function brandFirst(
  bestSellers: BestSellers['items'],
  isOfBrand: (itemId: ItemId) => boolean,
): readonly Candidate[] {
  const ofBrand = bestSellers.filter(({ itemId }) => isOfBrand(itemId));
  const others = bestSellers.filter(({ itemId }) => !isOfBrand(itemId));
  // Scores of the others come below those of the brand, so that the list is in the order of its scores.
  return [
    ...bestSellerCandidates({ items: ofBrand }, 'same-brand-and-category').map((candidate) => ({
      ...candidate,
      score: ofBrand.length === 0 ? candidate.score : 0.5 + candidate.score / 2,
    })),
    ...bestSellerCandidates({ items: others }, 'category-best-seller').map((candidate) => ({
      ...candidate,
      score: ofBrand.length === 0 ? candidate.score : candidate.score / 2,
    })),
  ];
}
