import type { Order } from '../orders/order.ts';
import { type AnswerIdentity, decodeRecommendationId } from './recommendation-id.ts';

/** A purchase counts for an answer when it is made within these days of it. */
export const attributionWindowDays = 7;
const windowMilliseconds = attributionWindowDays * 86_400_000;

/** What one order owes to one answer. */
export interface AttributedPurchase {
  readonly answer: AnswerIdentity;
  /** Distinct items bought through it and not returned whole; 0 where only the order names it. */
  readonly lineCount: number;
  /** Value of those lines after line discounts and returns the order reports, in minor units. */
  readonly netRevenueMinor: number;
}

interface Purchase {
  readonly answer: AnswerIdentity;
  readonly items: Set<string>;
  netRevenueMinor: number;
}

function answerBefore(recommendationId: string, placedAt: string): AnswerIdentity | undefined {
  const answer = decodeRecommendationId(recommendationId);
  if (answer === undefined) return undefined;
  const elapsedMilliseconds = Date.parse(placedAt) - Date.parse(answer.answeredAt);
  return elapsedMilliseconds >= 0 && elapsedMilliseconds <= windowMilliseconds ? answer : undefined;
}

/**
 * The purchases of an order that are owed to recommendations: its lines that name an answer of the 7 days before, and
 * answers that only the order names. A line is a distinct item, answer and order. Lines returned whole count for
 * nothing, nor does an order that is cancelled or has no line left. Ids of other systems are passed over. O(lines).
 */
export function attributedPurchases(order: Order): readonly AttributedPurchase[] {
  const kept = order.lines.filter(({ quantity, returnedQuantity = 0 }) => quantity > returnedQuantity);
  if (order.status === 'cancelled' || kept.length === 0) return [];
  const purchases = new Map<string, Purchase>();
  const purchaseThrough = (recommendationId: string): Purchase | undefined => {
    const known = purchases.get(recommendationId);
    if (known !== undefined) return known;
    const answer = answerBefore(recommendationId, order.placedAt);
    if (answer === undefined) return undefined;
    const purchase = { answer, items: new Set<string>(), netRevenueMinor: 0 };
    purchases.set(recommendationId, purchase);
    return purchase;
  };
  for (const { recommendationId, itemId, quantity, returnedQuantity = 0, unitPriceMinor } of kept) {
    const purchase = recommendationId === undefined ? undefined : purchaseThrough(recommendationId);
    if (purchase === undefined) continue;
    purchase.items.add(itemId);
    purchase.netRevenueMinor += (quantity - returnedQuantity) * unitPriceMinor;
  }
  for (const recommendationId of order.recommendationIds ?? []) purchaseThrough(recommendationId);
  return [...purchases.values()].map(({ answer, items, netRevenueMinor }) => ({
    answer,
    lineCount: items.size,
    netRevenueMinor,
  }));
}
