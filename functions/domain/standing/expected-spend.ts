import { expectedSpend } from '../repeat-buying/gamma-gamma.ts';
import type { BuyerTimes, StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';

/**
 * What a customer is expected to spend on a purchase day, net, in minor units. By the spend model where there is a
 * fit: the population's mean without a repeat, or where all repeats came to 0 or less. Without a fit: the customer's
 * own mean from two purchase days on, else the shop's; null where that is not above 0.
 */
export function expectedSpendMinor(
  { netSpendMinor, purchaseDayCount, activity }: StandingFacts,
  { repeatPurchaseDays }: BuyerTimes,
  { gammaGamma, minorUnitsPerMajorUnit, plainRates }: CustomerModels,
): number | null {
  const { parameters } = gammaGamma;
  if (parameters !== null) {
    const repeatSpend = activity.repeatSpendMinor / minorUnitsPerMajorUnit;
    const meanRepeatSpend = repeatPurchaseDays === 0 ? 0 : repeatSpend / repeatPurchaseDays;
    const major = expectedSpend(parameters, { repeatPurchaseDays, meanRepeatSpend });
    return major === null ? null : major * minorUnitsPerMajorUnit;
  }
  const mean = repeatPurchaseDays === 0 ? plainRates.meanSpendPerPurchaseDayMinor : netSpendMinor / purchaseDayCount;
  return mean !== null && mean > 0 ? mean : null;
}
