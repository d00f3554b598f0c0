import type { CustomerYear } from './customer-year.ts';
import type { ShopContext } from './shop-context.ts';
import { type Measurement, missing } from './signal.ts';

/** Points, credit and prepaid value that would be lost, beside an average order: v / (v + average order). */
export function pointsAtStake({ programme: { points }, netSpendMinor, orderCount }: CustomerYear): Measurement {
  if (points === null) return missing('not-sent');
  if (orderCount === 0 || netSpendMinor <= 0) return missing('not-defined', points.ledgerRowCount);
  const averageOrderMinor = netSpendMinor / orderCount;
  const valueMinor = Math.max(0, points.valueMinor);
  return {
    raw: valueMinor / (valueMinor + averageOrderMinor),
    evidence: points.ledgerRowCount,
    inputs: { valueMinor, averageOrderMinor },
    shrinks: false,
  };
}

/**
 * How near the next reward is, halved by every 30 days; less for who buys often, whom points hardly lock in (Hartmann &
 * Viard 2008): 2^(-T / 30) (1 - min(1, purchase days / those that a fifth of customers exceed)).
 */
export function nearReward(
  { programme: { reward }, purchaseDays }: CustomerYear,
  { purchaseDaysP80 }: ShopContext,
): Measurement {
  if (reward === null) return missing('not-sent');
  if (purchaseDaysP80 === null || purchaseDaysP80 <= 0) return missing('too-few-peers', reward.earningEventCount);
  const damping = 1 - Math.min(1, purchaseDays.length / purchaseDaysP80);
  return {
    raw: 2 ** (-reward.expectedDays / 30) * damping,
    evidence: reward.earningEventCount,
    inputs: { expectedDays: reward.expectedDays },
    shrinks: false,
  };
}

/** What the tier saved in a year, of a fifth of the spend: min(1, benefit / (.2 spend)). */
export function tierBenefit({ programme: { tier }, netSpendMinor }: CustomerYear): Measurement {
  if (tier === null) return missing('not-sent');
  if (netSpendMinor <= 0) return missing('not-defined', tier.days);
  return {
    raw: Math.min(1, tier.benefitMinor / (0.2 * netSpendMinor)),
    evidence: tier.days,
    inputs: { benefitMinor: tier.benefitMinor },
    shrinks: false,
  };
}
