import { calendarDayNumber } from '../relations/calendar-day-number.ts';
import { type ServiceCase, serviceCases } from './service-cases.ts';
import type { ServiceEvent } from './service-event.ts';

/** So many of so many. */
export interface Tally {
  readonly count: number;
  readonly of: number;
}

/** Complaints and ratings of the last 365 days, taken together. */
export interface ServiceReport {
  readonly complaintCount: number;
  /** Of complaints a day old or more, or answered. */
  readonly answeredWithin24Hours: Tally;
  readonly resolved: Tally;
  /** Of complaints that were answered; null without any. Whole hours; 2,160 for more. */
  readonly medianHoursToAnswer: number | null;
  /** Who bought again within 90 days after a complaint that is as old, by whether it was resolved in that time. */
  readonly repurchaseAfterResolved: Tally;
  readonly repurchaseAfterUnresolved: Tally;
  /** Ratings of one to five stars. */
  readonly ratingCounts: readonly number[];
  /** Of orders whose delivery is known. */
  readonly lateOrders: Tally;
}

export interface ServedCustomer {
  readonly events: readonly ServiceEvent[];
  /** Days of the shop with a purchase within the 365 days, counted from 1970-01-01. */
  readonly purchaseDays: readonly number[];
  readonly orderCount: number;
  /** Null where no delivery is known. */
  readonly lateOrderCount: number | null;
}

const hourMilliseconds = 3_600_000;
const yearDays = 365;
const repurchaseDays = 90;
const maximumHours = 90 * 24;

class Counter {
  count = 0;
  of = 0;
  add(isOne: boolean): void {
    this.of += 1;
    this.count += isOne ? 1 : 0;
  }
  tally = (): Tally => ({ count: this.count, of: this.of });
}

function medianOf(hours: Uint32Array): number | null {
  const all = hours.reduce((sum, count) => sum + count, 0);
  let seen = 0;
  for (const [hour, count] of hours.entries()) {
    seen += count;
    if (all > 0 && seen * 2 >= all) return hour;
  }
  return null;
}

/** Adds up customers, each once and in any order. */
export class ServiceReportBuilder {
  readonly #now: number;
  readonly #timeZone: string;
  readonly #asOfDay: number;
  readonly #hours = new Uint32Array(maximumHours + 1);
  readonly #ratings = [0, 0, 0, 0, 0];
  readonly #answered = new Counter();
  readonly #resolved = new Counter();
  readonly #afterResolved = new Counter();
  readonly #afterUnresolved = new Counter();
  #complaintCount = 0;
  #late = { count: 0, of: 0 };

  constructor(asOf: string, timeZone: string) {
    this.#now = Date.parse(asOf);
    this.#timeZone = timeZone;
    this.#asOfDay = calendarDayNumber(asOf, timeZone);
  }

  add({ events, purchaseDays, orderCount, lateOrderCount }: ServedCustomer): void {
    const isOfYear = (at: string): boolean =>
      Date.parse(at) <= this.#now && calendarDayNumber(at, this.#timeZone) > this.#asOfDay - yearDays;
    const known = events.filter(({ occurredAt }) => Date.parse(occurredAt) <= this.#now);
    for (const one of serviceCases(known)) {
      if (one.kind === 'complaint' && isOfYear(one.openedAt)) this.#addComplaint(one, purchaseDays);
    }
    for (const event of known) {
      if (event.type !== 'rating' || !isOfYear(event.occurredAt)) continue;
      this.#ratings[event.stars - 1] = (this.#ratings[event.stars - 1] ?? 0) + 1;
    }
    if (lateOrderCount === null) return;
    this.#late = { count: this.#late.count + lateOrderCount, of: this.#late.of + orderCount };
  }

  #addComplaint({ openedAt, answeredAt, resolvedAt }: ServiceCase, purchaseDays: readonly number[]): void {
    const opened = Date.parse(openedAt);
    this.#complaintCount += 1;
    this.#resolved.add(resolvedAt !== undefined);
    if (answeredAt !== undefined) {
      const hours = Math.floor((Date.parse(answeredAt) - opened) / hourMilliseconds);
      const bin = Math.min(maximumHours, Math.max(0, hours));
      this.#hours[bin] = (this.#hours[bin] ?? 0) + 1;
      this.#answered.add(hours < 24);
    } else if (this.#now - opened >= 24 * hourMilliseconds) this.#answered.add(false);

    const day = calendarDayNumber(openedAt, this.#timeZone);
    if (day + repurchaseDays > this.#asOfDay) return;
    const isAgain = purchaseDays.some((bought) => bought > day && bought <= day + repurchaseDays);
    const isResolved =
      resolvedAt !== undefined && calendarDayNumber(resolvedAt, this.#timeZone) <= day + repurchaseDays;
    (isResolved ? this.#afterResolved : this.#afterUnresolved).add(isAgain);
  }

  build = (): ServiceReport => ({
    complaintCount: this.#complaintCount,
    answeredWithin24Hours: this.#answered.tally(),
    resolved: this.#resolved.tally(),
    medianHoursToAnswer: medianOf(this.#hours),
    repurchaseAfterResolved: this.#afterResolved.tally(),
    repurchaseAfterUnresolved: this.#afterUnresolved.tally(),
    ratingCounts: [...this.#ratings],
    lateOrders: this.#late,
  });
}
