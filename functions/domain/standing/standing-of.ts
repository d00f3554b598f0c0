import { type BuyerTimes, buyerTimes, type StandingFacts } from './buyer-times.ts';
import type { CustomerModels } from './customer-models.ts';
import type { CustomerStanding, GapPoints, GoneBecause } from './customer-standing.ts';
import { groupOf } from './group-of.ts';
import { type Outlook, outlookOf } from './outlook.ts';
import { ownGapPoints } from './own-gaps.ts';
import { rfmClassesOf } from './rfm.ts';
import { shopGapPointsOf } from './shop-gaps.ts';

/** A customer without a repeat is new for this long. */
const newDays = 60;

/** Below this chance of an order within 365 days a customer is gone. */
const goneProbability = 0.1;

const gapPointsOf = (
  { activity }: StandingFacts,
  { repeatPurchaseDays }: BuyerTimes,
  models: CustomerModels | undefined,
): GapPoints | undefined =>
  ownGapPoints(activity.purchaseDays) ?? shopGapPointsOf(models?.shopGaps ?? [], repeatPurchaseDays);

function goneBecause(
  outlook: Outlook | undefined,
  gaps: GapPoints | undefined,
  silentDays: number,
): GoneBecause | null {
  // A plain rate is the same for all: were it low, the whole shop would be gone.
  const isOfCustomer = outlook?.basis === 'model' || outlook?.basis === 'model-without-drop-out';
  const chance = isOfCustomer ? outlook.probabilityOfOrderWithin365Days : null;
  if ((chance ?? 1) < goneProbability) return 'order-within-365-days-unlikely';
  if (gaps === undefined || silentDays <= gaps.days95) return null;
  return gaps.of === 'own' ? 'gap-beyond-own-95-percent' : 'gap-beyond-shop-95-percent';
}

const nothingKnown = {
  basis: 'none',
  probabilityAlive: null,
  probabilityOfOrderWithin365Days: null,
  expectedPurchaseDaysIn90Days: null,
  expectedPurchaseDaysIn365Days: null,
  expectedSpendPerPurchaseDayMinor: null,
  lifetimeValue12MonthsDiscounted1PercentMinor: null,
  nextOrder: null,
} as const;

/**
 * Where a customer stands on a day. Never NaN or infinite: what is not known is null. Whether a customer who objects
 * to profiling may be shown it is the caller's matter. O(gaps log gaps) for a customer.
 * @param models of the last night; undefined before the first
 * @param asOfDay calendar day of the shop counted from 1970-01-01
 */
export function standingOf(
  facts: StandingFacts,
  models: CustomerModels | undefined,
  asOfDay: number,
): CustomerStanding {
  const modelVersion = models?.version;
  const times = buyerTimes(facts, asOfDay);
  if (times === undefined) {
    return {
      asOfDay,
      modelVersion,
      ...nothingKnown,
      daysSinceLastOrder: null,
      gaps: null,
      daysLate: null,
      isNew: false,
      goneBecause: null,
      valueAtRiskMinor: null,
      rfm: null,
      group: null,
    };
  }
  const { daysSinceLastOrder } = times;
  const outlook = models === undefined ? undefined : outlookOf(facts, times, models);
  const gaps = gapPointsOf(facts, times, models);
  const isNew = times.repeatPurchaseDays === 0 && times.ageDays < newDays;
  const gone = isNew ? null : goneBecause(outlook, gaps, daysSinceLastOrder);
  const mayBeAtRisk = !isNew && gone === null && gaps !== undefined && daysSinceLastOrder > gaps.days80;
  const { valueIfLostMinor, ...shown } = outlook ?? { ...nothingKnown, valueIfLostMinor: null };
  const standing = {
    asOfDay,
    modelVersion,
    ...shown,
    daysSinceLastOrder,
    gaps: gaps ?? null,
    daysLate: gaps === undefined ? null : daysSinceLastOrder - gaps.medianDays,
    isNew,
    goneBecause: gone,
    valueAtRiskMinor: mayBeAtRisk ? valueIfLostMinor : null,
    rfm: models === undefined ? null : rfmClassesOf(times, facts.netSpendMinor, models),
  };
  return { ...standing, group: groupOf(standing, facts) };
}
