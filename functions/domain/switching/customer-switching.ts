import type { CustomerStanding } from '../standing/customer-standing.ts';
import type { CustomerYear } from './customer-year.ts';
import type { LearntShop } from './learnt-shop.ts';
import { signalsOf } from './measure-signals.ts';
import type { ShopContext } from './shop-context.ts';
import type { Signal } from './signal.ts';
import { type SwitchingScores, switchingScores } from './switching-scores.ts';
import { type FoundState, switchingStateOf } from './switching-state.ts';

/** What holds a customer and what pulls, and the state that follows. */
export interface CustomerSwitching {
  readonly signals: readonly Signal[];
  readonly scores: SwitchingScores;
  readonly found: FoundState;
}

/** Measures a customer. O(lines). @param standing as of the day the year ends with */
export function switchingOf(
  year: CustomerYear,
  shop: ShopContext & Pick<LearntShop, 'lifetimeValueP80Minor'>,
  standing: CustomerStanding,
): CustomerSwitching {
  const signals = signalsOf(year, shop);
  const scores = switchingScores(signals, year.purchaseDays.length);
  const { gaps, daysSinceLastOrder, isNew, goneBecause } = standing;
  const found = switchingStateOf({
    scores,
    dealSeeking: signals.find(({ name }) => name === 'dealSeeking') ?? null,
    openComplaintCount: year.service.complaintWeight === null ? null : year.service.openComplaintCount,
    lastStars: year.ratings === null || year.ratings.count === 0 ? null : year.ratings.lastStars,
    isNew,
    isGone: goneBecause !== null,
    lifetimeValueMinor: standing.lifetimeValue12MonthsDiscounted1PercentMinor,
    lifetimeValueP80Minor: shop.lifetimeValueP80Minor,
    daysBeyondOwn80: gaps === null || daysSinceLastOrder === null ? null : daysSinceLastOrder - gaps.days80,
  });
  return { signals, scores, found };
}
