import type { CustomerStanding } from '../domain/standing/customer-standing.ts';

type Silence = Pick<CustomerStanding, 'daysSinceLastOrder' | 'gaps' | 'daysLate'>;

/**
 * The gap that about 20% of a customer's own gaps stay within; undefined without a gap. Between gaps as the points
 * above the median are taken, at 20% of n + 1; the shortest where that lies before it.
 * @param purchaseDays ascending, distinct
 */
export function shortGapDays(purchaseDays: readonly number[]): number | undefined {
  const gaps = purchaseDays
    .slice(1)
    .map((day, place) => day - (purchaseDays[place] ?? day))
    .sort((left, right) => left - right);
  const place = Math.max(1, 0.2 * (gaps.length + 1));
  const below = Math.floor(place);
  const low = gaps[below - 1];
  return low === undefined ? undefined : low + (place - below) * ((gaps[below] ?? low) - low);
}

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

function usualGap({ gaps }: Pick<Silence, 'gaps'>, shortDays: number | undefined): string {
  if (gaps === null) return 'usual gap not known';
  const [median, late] = [Math.round(gaps.medianDays), Math.round(gaps.days80)];
  if (gaps.of === 'shop') return `usual gap of customers with as many orders ${median}, 4 of 5 within ${late}`;
  return `usual gap ${median} (${Math.round(shortDays ?? gaps.medianDays)}-${late})`;
}

/**
 * How long a customer has been silent beside their own rhythm: "has not ordered for 74 days; usual gap 30 (24-41)",
 * the span being that from 20% to 80% of gaps. Never what the customer will do. Null without a purchase.
 */
export function silenceInWords(silence: Silence, purchaseDays: readonly number[]): string | null {
  const { daysSinceLastOrder, daysLate } = silence;
  if (daysSinceLastOrder === null) return null;
  const gap = usualGap(silence, shortGapDays(purchaseDays));
  if (daysSinceLastOrder === 0) return `ordered today; ${gap}`;
  const isLate = daysLate === null || daysLate > 0;
  return isLate
    ? `has not ordered for ${days(daysSinceLastOrder)}; ${gap}`
    : `last ordered ${days(daysSinceLastOrder)} ago; ${gap}`;
}
