import type { BuyerTimes } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import type { RfmClasses } from './customer-standing.ts';
import { frequencyClassOf } from './frequency-class.ts';

/** How many of the ascending cut points a value is above. */
const cutsBelow = (cuts: readonly number[], value: number): number => cuts.filter((cut) => value > cut).length;

/**
 * The points that part ascending values into five parts as near alike as ties allow; none without a value.
 * A value belongs to the part below a point that it equals.
 */
export function quintilePoints(ascending: Int32Array | Float64Array): readonly number[] {
  if (ascending.length === 0) return [];
  return [0.2, 0.4, 0.6, 0.8].map((share) => ascending[Math.ceil(share * ascending.length) - 1] ?? 0);
}

/** Null without cut points. Equal values are in one class, so that a class may be far from a fifth, or empty. */
export function rfmClassesOf(
  { repeatPurchaseDays, daysSinceLastOrder }: BuyerTimes,
  netSpendMinor: number,
  { recencyCutDays, monetaryCutMinor }: Pick<CustomerModels, 'recencyCutDays' | 'monetaryCutMinor'>,
): RfmClasses | null {
  if (recencyCutDays.length === 0 || monetaryCutMinor.length === 0) return null;
  return {
    recency: 5 - cutsBelow(recencyCutDays, daysSinceLastOrder),
    frequency: 1 + frequencyClassOf(repeatPurchaseDays),
    monetary: 1 + cutsBelow(monetaryCutMinor, netSpendMinor),
  };
}
