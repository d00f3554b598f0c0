import { buyerTimes, type StandingFacts } from './buyer-times.ts';
import type { GroupName } from './customer-group.ts';
import type { CustomerStanding } from './customer-standing.ts';

/** Where no gaps are known, of the customer or of the shop: silence is late and then gone from these days on. */
const lateAfterDaysUnknown = 180;
const goneAfterDaysUnknown = 365;

/** A customer who is gone and silent for longer is dormant. */
const dormantAfterDays = 365;

/** Late customers who came twice at least are at risk below this chance, or at this class of recency. */
const atRiskProbabilityAlive = 0.5;
const atRiskRecency = 2;

type GroupFacts = Omit<CustomerStanding, 'group'>;

/** Repeat purchase days from which a customer who is on time is loyal, and may be a champion. */
const loyalRepeats = 3;
const championRepeats = 5;

const isGone = ({ goneBecause, gaps }: GroupFacts, silentDays: number): boolean =>
  goneBecause !== null || (gaps === null && silentDays > goneAfterDaysUnknown);

const isLate = ({ gaps }: GroupFacts, silentDays: number): boolean =>
  silentDays > (gaps === null ? lateAfterDaysUnknown : gaps.days80);

const isSlipping = ({ probabilityAlive, rfm }: GroupFacts): boolean =>
  (probabilityAlive ?? 1) < atRiskProbabilityAlive || (rfm?.recency ?? 5) <= atRiskRecency;

const isChampion = ({ rfm }: GroupFacts, repeatPurchaseDays: number): boolean =>
  repeatPurchaseDays >= championRepeats && rfm !== null && rfm.recency >= 4 && rfm.monetary >= 4;

function groupOnTime(standing: GroupFacts, repeatPurchaseDays: number): GroupName {
  if (isChampion(standing, repeatPurchaseDays)) return 'champions';
  if (repeatPurchaseDays >= loyalRepeats) return 'loyal';
  return repeatPurchaseDays > 0 ? 'active' : 'promising';
}

/**
 * The group of a customer, by the first rule that holds; docs/groups.md has them as a table. Every customer with a
 * purchase is in exactly one, and longer silence alone never leads to a group that `groupNames` has further in front.
 */
export function groupOf(standing: GroupFacts, facts: StandingFacts): GroupName | null {
  const times = buyerTimes(facts, standing.asOfDay);
  if (times === undefined) return null;
  const { repeatPurchaseDays, daysSinceLastOrder: silentDays } = times;
  if (standing.isNew) return 'new';
  if (isGone(standing, silentDays)) return silentDays > dormantAfterDays ? 'dormant' : 'almost-lost';
  if (!isLate(standing, silentDays)) return groupOnTime(standing, repeatPurchaseDays);
  return repeatPurchaseDays > 0 && isSlipping(standing) ? 'at-risk' : 'needs-attention';
}
