import type { Instant } from '../orders/order.ts';
import type { QuietHours } from './campaign.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** `HH:MM` of a clock on the wall there. */
function timeOfDay(instant: Instant, timeZone: string): string {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formatters.set(timeZone, formatter);
  return formatter.format(new Date(instant));
}

/**
 * Whether nothing may be sent at an instant. Hours that begin after they end pass midnight; equal ones are a whole day.
 * @param timeZone IANA name, of the customer or else of the shop
 */
export function isQuiet({ from, until }: QuietHours, instant: Instant, timeZone: string): boolean {
  const time = timeOfDay(instant, timeZone);
  return from < until ? time >= from && time < until : time >= from || time < until;
}
