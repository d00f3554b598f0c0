import type { NextItems, SimilarItems } from '../relations/item-relations.ts';
import type { Candidate } from './candidate.ts';

/** What customers go on to buy after an item, in the row's order; the score is the share of its buyers who did. */
export const nextCandidates = ({ buyerCount, neighbours }: NextItems): readonly Candidate[] =>
  neighbours.map(({ itemId, buyersAfter, buyersBefore, usualGapDays }) => ({
    itemId,
    score: Math.min(1, buyersAfter / Math.max(1, buyerCount)),
    evidence: {
      reasonCode: 'bought-later',
      buyersAfter,
      buyersOfBoth: buyersAfter + buyersBefore,
      usualGapDays,
    },
  }));

/** What the same customers buy at other times, in the row's order; the score is the share of its buyers who did. */
export const similarCandidates = ({ buyerCount, neighbours }: SimilarItems): readonly Candidate[] =>
  neighbours.map(({ itemId, buyersOfBoth, expectedBuyersOfBoth }) => ({
    itemId,
    score: Math.min(1, buyersOfBoth / Math.max(1, buyerCount)),
    evidence: { reasonCode: 'bought-instead', buyersOfBoth, expectedBuyersOfBoth },
  }));
