import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishAttribution } from '../../../../functions/domain/attribution/attribution-report.ts';
import {
  type AttributionSummary,
  addClick,
  addOrder,
  emptyAttribution,
  mergeAttribution,
} from '../../../../functions/domain/attribution/attribution-summary.ts';
import { encodeRecommendationId } from '../../../../functions/domain/attribution/recommendation-id.ts';
import type { RecommendationClick } from '../../../../functions/domain/attribution/storefront-events.ts';
import { toItemId, toOrderId } from '../../../../functions/domain/ids.ts';
import type { Order } from '../../../../functions/domain/orders/order.ts';

const asOf = '2026-03-31T00:00:00.000Z';
const instant = fc
  .integer({ min: Date.parse('2025-12-20T00:00:00Z') / 1000, max: Date.parse('2026-04-01T00:00:00Z') / 1000 })
  .map((second) => new Date(second * 1000).toISOString());

const answerId = fc
  .record({
    kind: fc.constantFrom('together' as const, 'next' as const),
    placement: fc.constantFrom('cart', 'product-page'),
    scoringVersion: fc.constantFrom(1, 2),
    variant: fc.constantFrom('a' as const, 'b' as const, undefined),
    isUnpersonalised: fc.boolean(),
    answeredAt: instant,
  })
  .map(encodeRecommendationId);
const anyId = fc.oneof({ weight: 5, arbitrary: answerId }, { weight: 1, arbitrary: fc.constant('RID-17') });
const itemId = fc.constantFrom('a', 'b', 'c').map(toItemId);

const click: fc.Arbitrary<RecommendationClick> = fc.record({
  eventId: fc.uuid(),
  occurredAt: instant,
  recommendationId: anyId,
  itemId,
});

const line = fc.record({
  itemId,
  quantity: fc.integer({ min: 1, max: 3 }),
  unitPriceMinor: fc.integer({ min: 0, max: 10_000 }),
  recommendationId: anyId,
});
const order: fc.Arbitrary<Order> = fc.record({
  orderId: fc.uuid().map(toOrderId),
  placedAt: instant,
  updatedAt: fc.constant(asOf),
  status: fc.constantFrom('placed' as const, 'placed' as const, 'cancelled' as const),
  currency: fc.constant('EUR'),
  lines: fc.array(line, { minLength: 1, maxLength: 4 }),
  recommendationIds: fc.array(anyId, { maxLength: 2 }),
});

type Fact = { readonly click: RecommendationClick } | { readonly order: Order };
const anyFacts = fc.array(
  fc.oneof(
    click.map((made) => ({ click: made })),
    order.map((made) => ({ order: made })),
  ),
  {
    maxLength: 30,
  },
);

function summarise(facts: readonly Fact[]): AttributionSummary {
  const summary = emptyAttribution();
  for (const fact of facts) {
    if ('click' in fact) addClick(summary, fact.click);
    else addOrder(summary, fact.order);
  }
  return summary;
}

const reportText = (summary: AttributionSummary): string => JSON.stringify(finishAttribution(summary, asOf));

describe('the summary of clicks and purchases', () => {
  it('of two halves merged gives the very report of the whole, however the facts are parted and ordered', () => {
    fc.assert(
      fc.property(
        anyFacts.chain((facts) =>
          fc.record({
            facts: fc.constant(facts),
            shuffled: fc.shuffledSubarray(facts, { minLength: facts.length }),
            cut: fc.nat({ max: facts.length }),
          }),
        ),
        ({ facts, shuffled, cut }) => {
          const merged = mergeAttribution(summarise(shuffled.slice(0, cut)), summarise(shuffled.slice(cut)));

          expect(reportText(merged)).toBe(reportText(summarise(facts)));
        },
      ),
    );
  });

  it('merges in any order and any grouping, with the empty one as its neutral, and leaves its parts as they were', () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, anyFacts, (first, second, third) => {
        const [a, b, c] = [summarise(first), summarise(second), summarise(third)];
        const before = reportText(a);
        const left = reportText(mergeAttribution(mergeAttribution(a, b), c));

        expect(reportText(mergeAttribution(a, mergeAttribution(b, c)))).toBe(left);
        expect(reportText(mergeAttribution(c, mergeAttribution(b, a)))).toBe(left);
        expect(reportText(mergeAttribution(emptyAttribution(), a))).toBe(before);
        expect(reportText(a)).toBe(before);
      }),
    );
  });

  it('gives only whole counts, never more answers than clicks, and no figure that is not a number', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { rows, comparisons } = finishAttribution(summarise(facts), asOf);

        for (const { clickCount, clickedAnswerCount, orderCount, lineCount, netRevenueMinor, attachRate } of rows) {
          const counts = [clickCount, clickedAnswerCount, orderCount, lineCount, netRevenueMinor];
          expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
          expect(clickedAnswerCount).toBeLessThanOrEqual(clickCount);
          expect(attachRate === null || Number.isFinite(attachRate)).toBe(true);
        }
        for (const { relativeClickRate } of comparisons) {
          if (relativeClickRate.value === null) continue;
          const { low, value, high } = relativeClickRate;
          expect(low <= value && value <= high && Number.isFinite(high)).toBe(true);
        }
      }),
    );
  });
});
