import type { Instant } from './orders/order.ts';

/** Each shop has one `as of`: now, or for a file of old orders the day after the newest of them. */
export type ShopClock = { readonly mode: 'live' } | { readonly mode: 'data'; readonly asOf: Instant };

const dayMilliseconds = 86_400_000;

/** Orders older than this are history, not the present. */
export const staleAfterDays = 7;

/** The instant that windows, models and states of the shop refer to. */
export const asOfInstant = (clock: ShopClock, now: Date): Instant =>
  clock.mode === 'data' ? clock.asOf : now.toISOString();

/** The clock that fits imported orders: `data`, one day after the newest, when that is over 7 days ago. */
export function clockForNewestOrder(newestPlacedAt: Instant, now: Date): ShopClock {
  const newest = Date.parse(newestPlacedAt);
  if (now.getTime() - newest <= staleAfterDays * dayMilliseconds) return { mode: 'live' };
  return { mode: 'data', asOf: new Date(newest + dayMilliseconds).toISOString() };
}
