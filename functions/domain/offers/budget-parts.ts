import type { Instant } from '../orders/order.ts';
import { calendarDayNumber } from '../relations/calendar-day-number.ts';
import { dateOfDay } from '../reports/report-dates.ts';
import type { BudgetLimits, BudgetPeriod } from './campaign.ts';
import type { BudgetPart } from './take-from-parts.ts';

/** Redemptions of one part at once get into each other's way: a part for each so many uses. */
const usesOfPart = 50;
const mostParts = 16;

/** The parts of the budget of a whole campaign are named by this. */
export const totalBudget = 'total';

/**
 * Names the budget of the period that an instant is in, as `day#2026-11-23`: its first day, by the shop's calendar.
 * @param timeZone IANA name
 */
export function periodBudget(period: BudgetPeriod, now: Instant, timeZone: string): string {
  const day = calendarDayNumber(now, timeZone);
  // 1970-01-01 was a Thursday, and weeks begin on Monday.
  const first = { day, week: day - ((day + 3) % 7), month: day - Number(dateOfDay(day).slice(8)) + 1 }[period];
  return `${period}#${dateOfDay(first)}`;
}

const partCountOf = ({ uses = 0 }: BudgetLimits): number =>
  Math.min(mostParts, Math.max(1, Math.ceil(uses / usesOfPart)));

/** So much of a whole as falls to one of some parts: the remainder goes to the first ones. */
const shareOf = (whole: number | undefined, count: number, place: number): number | undefined =>
  whole === undefined ? undefined : Math.floor(whole / count) + (place < whole % count ? 1 : 0);

/**
 * A budget in parts that add up to it, so that redemptions at once seldom meet: one for each 50 uses, at most 16; one
 * where uses are not bounded.
 * @param budget `total`, or as `periodBudget` names it
 */
export function splitBudget(budget: string, limits: BudgetLimits): readonly BudgetPart[] {
  const count = partCountOf(limits);
  return Array.from({ length: count }, (_, place) => {
    const amountMinor = shareOf(limits.amountMinor, count, place);
    const uses = shareOf(limits.uses, count, place);
    const points = shareOf(limits.points, count, place);
    return {
      part: `${budget}#${String(place).padStart(2, '0')}`,
      left: {
        ...(amountMinor === undefined ? {} : { amountMinor }),
        ...(uses === undefined ? {} : { uses }),
        ...(points === undefined ? {} : { points }),
      },
      isClosed: false,
    };
  });
}
