import { summariseCustomer } from '../../domain/customers/customer-summary.ts';
import { isOfferCode } from '../../domain/offers/offer-code.ts';
import type { Instant } from '../../domain/orders/order.ts';
import { calendarDayNumber } from '../../domain/relations/calendar-day-number.ts';
import { type ServiceEventType, serviceEventTypes } from '../../domain/service/service-event.ts';
import type { CustomerModels } from '../../domain/standing/customer-models.ts';
import type { CustomerStanding } from '../../domain/standing/customer-standing.ts';
import { standingOf } from '../../domain/standing/standing-of.ts';
import type { CustomerYear } from '../../domain/switching/customer-year.ts';
import { customerYearOf } from '../../domain/switching/customer-year-of.ts';
import type { WholeHistory } from '../../stores/history/customer-histories-store.ts';
import type { ItemsForSignals } from './shop-items.ts';

/** How histories are read: as of a moment of the shop's clock. */
export interface HistoryTerms {
  /** ISO 4217. */
  readonly currency: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly asOf: Instant;
  readonly models: CustomerModels | undefined;
  readonly items: ItemsForSignals;
  /** Kinds of event that the shop ever sent; undefined while that is not known, which takes all for sent. */
  readonly sentTypes: ReadonlySet<ServiceEventType> | undefined;
}

/** What signals are made of, as of one day. */
export interface MeasuredHistory {
  readonly year: CustomerYear;
  readonly standing: CustomerStanding;
}

const dayMilliseconds = 86_400_000;
const allTypes: ReadonlySet<ServiceEventType> = new Set(serviceEventTypes);

/**
 * A customer's year and standing, by what was known at a moment; undefined of one without a purchase until then.
 * @param daysBefore whole days before `asOf`; default 0
 */
export function measureHistory(
  { customerId, facts, events }: Pick<WholeHistory, 'customerId' | 'facts' | 'events'>,
  { currency, timeZone, asOf, models, items, sentTypes = allTypes }: HistoryTerms,
  daysBefore = 0,
): MeasuredHistory | undefined {
  const instant = new Date(Date.parse(asOf) - daysBefore * dayMilliseconds).toISOString();
  const asOfDay = calendarDayNumber(instant, timeZone);
  // What a day before was not known yet, though of the same calendar day, is not looked at.
  const isKnown = (at: Instant): boolean =>
    daysBefore === 0 ? calendarDayNumber(at, timeZone) <= asOfDay : at <= instant;
  const known = facts.filter((fact) => isKnown(fact.kind === 'order' ? fact.order.placedAt : fact.event.occurredAt));
  const knownEvents = events.filter(({ occurredAt }) => isKnown(occurredAt));
  const year = customerYearOf(customerId, known, knownEvents, {
    currency,
    timeZone,
    asOf: instant,
    asOfDay,
    items,
    tagsOf: (itemId) => items.tagsOf(itemId),
    sentTypes,
    isOwnOffer: isOfferCode,
  });
  if (year.firstPurchaseDay === null) return undefined;
  const summary = summariseCustomer(customerId, known, currency, timeZone);
  return { year, standing: standingOf(summary, models, asOfDay) };
}
