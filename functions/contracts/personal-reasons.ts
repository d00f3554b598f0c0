import type { BuyAgainEntry, EmptyReason, ForYouEntry } from '../domain/personal/personal-answer.ts';
import { isOften, reasonWithCounts } from './recommendation-reasons.ts';

const dayMilliseconds = 86_400_000;
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day counted from 1970-01-01 as `2026-03-03`. */
export const isoDay = (dayNumber: number): string => new Date(dayNumber * dayMilliseconds).toISOString().slice(0, 10);
const dayInWords = (dayNumber: number): string => days.format(dayNumber * dayMilliseconds);

const wholeNumbers = new Intl.NumberFormat('en');
const countOf = (count: number, noun: string): string =>
  `${wholeNumbers.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** "often bought with "Kettle", which you bought on 3 March 2026: in 21 of 102 orders with it (4.1 times …)". */
export function forYouReason({ evidence, because }: Pick<ForYouEntry, 'evidence' | 'because'>): string {
  if (evidence.reasonCode !== 'bought-together' || because === undefined) return reasonWithCounts(evidence);
  const { becauseOf: _, ...figures } = evidence;
  const name = JSON.stringify(because.name ?? because.itemId);
  const how =
    because.lastDay === undefined ? 'which you looked at' : `which you bought on ${dayInWords(because.lastDay)}`;
  return `${isOften(evidence) ? 'often ' : ''}bought with ${name}, ${how}: ${reasonWithCounts(figures).replace('this item', 'it')}`;
}

/** "bought 4 times, about every 31 days; last on 3 March 2026, due for 5 days". */
export function buyAgainReason({ due }: Pick<BuyAgainEntry, 'due'>, today: number): string {
  const every = countOf(Math.round(due.expectedGapDays), 'day');
  const late = today - due.dueDay;
  const times = countOf(due.purchaseDayCount, 'time');
  const when =
    late === 0 ? 'due today' : late > 0 ? `due for ${countOf(late, 'day')}` : `due in ${countOf(-late, 'day')}`;
  const last = dayInWords(due.lastDay);
  return due.purchaseDayCount === 1
    ? `bought once, on ${last}; whoever buys it again does so after about ${every}, so it is ${when}`
    : `bought ${times}, about every ${every}; last on ${last}, ${when}`;
}

/** Why a list is empty, in words. */
export const emptyReasonText: Readonly<Record<EmptyReason, string>> = {
  objection: 'the customer objects to being profiled',
  'unknown-customer': 'the shop has had no order of this customer',
  'nothing-due': 'nothing the customer bought is due again, or is bought again often enough to say',
  'nothing-left': 'the rules of the request left nothing',
};
