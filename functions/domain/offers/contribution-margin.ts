import type { PlacedOrder } from '../customers/placed-orders.ts';
import type { ItemId } from '../ids.ts';

export type MarginBasis = 'unit-costs' | 'stated-rate' | 'none';

/** What is left of a customer's net spend after the cost of goods. */
export interface ContributionMargin {
  readonly netSpendMinor: number;
  /** Minor units; 0 where `basis` is `none`. */
  readonly marginMinor: number;
  readonly basis: MarginBasis;
}

export interface CostKnowledge {
  /** Of the catalogue, minor units; for lines that say no cost themselves. */
  readonly unitCostMinorOf: (itemId: ItemId) => number | undefined;
  /** What the shop states; absent: not known. */
  readonly marginRate: number | undefined;
}

/** Cost of what was kept of an order, minor units; undefined where that of any line is not known. */
function costMinorOf({ order, lines }: PlacedOrder, { unitCostMinorOf }: CostKnowledge): number | undefined {
  let sum = 0;
  for (const { purchase, keptQuantity } of lines) {
    if (keptQuantity === 0) continue;
    const ofLine = order.lines.find(
      ({ itemId, unitCostMinor }) => itemId === purchase.itemId && unitCostMinor !== undefined,
    );
    const cost = ofLine?.unitCostMinor ?? unitCostMinorOf(purchase.itemId);
    if (cost === undefined) return undefined;
    sum += cost * keptQuantity;
  }
  return sum;
}

/**
 * Margin of some orders: by the costs of lines, else of the catalogue, else by the rate that the shop states. One order
 * without any of them leaves the margin of all unknown. `basis` names the weakest that was used. O(lines).
 */
export function contributionMargin(orders: readonly PlacedOrder[], costs: CostKnowledge): ContributionMargin {
  let netSpendMinor = 0;
  let marginMinor = 0;
  // Of no order at all there is no cost to go by.
  let basis: MarginBasis = orders.length > 0 ? 'unit-costs' : costs.marginRate === undefined ? 'none' : 'stated-rate';
  for (const order of orders) {
    netSpendMinor += order.netSpendMinor;
    const cost = costMinorOf(order, costs);
    if (cost !== undefined) {
      marginMinor += order.netSpendMinor - cost;
    } else if (costs.marginRate !== undefined) {
      marginMinor += Math.round(costs.marginRate * order.netSpendMinor);
      basis = 'stated-rate';
    } else {
      basis = 'none';
    }
  }
  return { netSpendMinor, marginMinor: basis === 'none' ? 0 : marginMinor, basis };
}
