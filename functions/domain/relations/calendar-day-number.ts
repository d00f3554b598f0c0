import { calendarDay } from '../customers/calendar-day.ts';
import { utcOffsetOfDay } from '../customers/utc-offset.ts';
import type { Instant } from '../orders/order.ts';

const dayMilliseconds = 86_400_000;

/** The shop's calendar day of an instant as a number of days since 1970-01-01; the time zone is an IANA name. */
export function calendarDayNumber(instant: Instant, timeZone: string): number {
  const milliseconds = Date.parse(instant);
  const offset = utcOffsetOfDay(Math.floor(milliseconds / dayMilliseconds), timeZone);
  return offset === undefined
    ? Date.parse(calendarDay(instant, timeZone)) / dayMilliseconds
    : Math.floor((milliseconds + offset) / dayMilliseconds);
}

/** Calendar month of a day number, as a number of months since January of the year 0. */
export function monthOfDay(dayNumber: number): number {
  const date = new Date(dayNumber * dayMilliseconds);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}
