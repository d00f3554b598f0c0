import type { Spender } from '../repeat-buying/gamma-gamma.ts';
import type { BuyerColumns } from './buyer-columns.ts';

/** Repeaters as the spend model takes them. */
export interface SpendOfRepeaters {
  /** With a repeat spend above 0, in an order that does not depend on how they came: sums of floats differ with it. */
  readonly spenders: readonly Spender[];
  /** Repeaters whose repeat spend is not above 0. */
  readonly withoutSpendCount: number;
  readonly isSampled: boolean;
}

/**
 * The repeaters of all buyers, or a sample of about `maximumSpenders` of them by the hash of the id.
 * O(repeaters log repeaters).
 */
export function spendOfRepeaters(
  buyers: BuyerColumns,
  minorUnitsPerMajorUnit: number,
  maximumSpenders: number,
): SpendOfRepeaters {
  let withoutSpendCount = 0;
  const withSpend: number[] = [];
  for (let place = 0; place < buyers.length; place += 1) {
    if (buyers.purchaseDayCount.get(place) < 2) continue;
    if (buyers.repeatSpendMinor.get(place) > 0) withSpend.push(place);
    else withoutSpendCount += 1;
  }
  const isSampled = withSpend.length > maximumSpenders;
  const taken = isSampled ? withSpend.filter(buyers.sampler(maximumSpenders / withSpend.length)) : withSpend;
  const spenders = taken
    .sort(
      (left, right) =>
        buyers.purchaseDayCount.get(left) - buyers.purchaseDayCount.get(right) ||
        buyers.repeatSpendMinor.get(left) - buyers.repeatSpendMinor.get(right),
    )
    .map((place) => {
      const repeatPurchaseDays = buyers.purchaseDayCount.get(place) - 1;
      const meanRepeatSpend = buyers.repeatSpendMinor.get(place) / repeatPurchaseDays / minorUnitsPerMajorUnit;
      return { repeatPurchaseDays, meanRepeatSpend };
    });
  return { spenders, withoutSpendCount, isSampled };
}
