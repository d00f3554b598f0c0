import { type AttributionReport, finishAttribution } from '../../domain/attribution/attribution-report.ts';
import { addClick, addOrder, emptyAttribution } from '../../domain/attribution/attribution-summary.ts';
import type { ClickFact } from '../../domain/attribution/storefront-events.ts';
import type { Instant, OrderFact } from '../../domain/orders/order.ts';

/** Takes the facts of a scan, in any order and each once. */
export interface AttributionCollector {
  addOrder(fact: OrderFact): void;
  addClick(fact: ClickFact): void;
  /**
   * The report of what was added up to now.
   * @param variantBShare share of visitors on side b of the A/B switch; default a half
   */
  finish(asOf: Instant, variantBShare?: number): AttributionReport;
}

/** Holds a few numbers for each placement and day, and 8 bytes and the set's overhead for each clicked answer. */
export function createAttributionCollector(): AttributionCollector {
  const summary = emptyAttribution();
  return {
    addOrder: ({ order }) => addOrder(summary, order),
    addClick: ({ click }) => addClick(summary, click),
    finish: (asOf, variantBShare) => finishAttribution(summary, asOf, variantBShare),
  };
}
