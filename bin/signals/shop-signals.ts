import type { CustomerId, ItemId } from '../../functions/domain/ids.ts';
import { isOfferCode } from '../../functions/domain/offers/offer-code.ts';
import { evidenceLines } from '../../functions/domain/orders/evidence-items.ts';
import { calendarDayNumber } from '../../functions/domain/relations/calendar-day-number.ts';
import type { ServiceEvent } from '../../functions/domain/service/service-event.ts';
import type { CustomerYear } from '../../functions/domain/switching/customer-year.ts';
import { customerYearOf, type YearTerms } from '../../functions/domain/switching/customer-year-of.ts';
import { ShopLearner, shopContextOf } from '../../functions/domain/switching/learn-shop.ts';
import type { ShopContext } from '../../functions/domain/switching/shop-context.ts';
import { entriesByCustomer, factsOf } from '../../functions/flows/bulk-import/log-facts.ts';
import type { OrderLog } from '../../functions/flows/bulk-import/order-log.ts';
import type { BesideOrders } from './beside-orders.ts';
import type { Complements } from './complements.ts';

export interface SignalSource {
  readonly log: OrderLog;
  readonly beside: Pick<BesideOrders, 'events' | 'catalogue'>;
  readonly complements: Complements;
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: string;
  readonly asOfDay: number;
}

/** The year of every customer, made anew each time it is asked for: held, all years would take the memory of the file. */
export interface ShopSignals {
  readonly context: ShopContext;
  years(): Iterable<CustomerYear>;
}

/** Lines of each item as a share of all lines, over the orders until a day. */
function lineShares({ log, timeZone, asOfDay }: SignalSource): ReadonlyMap<ItemId, number> {
  const counts = new Map<ItemId, number>();
  let all = 0;
  for (let index = 0; index < log.orderCount; index += 1) {
    const order = log.orderAt(index);
    if (order.status !== 'placed' || calendarDayNumber(order.placedAt, timeZone) > asOfDay) continue;
    for (const { itemId } of evidenceLines(order, Number.POSITIVE_INFINITY)) {
      counts.set(itemId, (counts.get(itemId) ?? 0) + 1);
      all += 1;
    }
  }
  return new Map([...counts].map(([itemId, count]) => [itemId, count / all]));
}

/** Measures the customers of a file and learns what the shop is like. O(lines x complements of an item). */
export function signalsOfShop(source: SignalSource): ShopSignals {
  const { log, beside, complements, currency, timeZone, asOf, asOfDay } = source;
  const all = { isHeld: () => true };
  const entries = entriesByCustomer({ log, orders: all, returns: all });
  const events = new Map<CustomerId, ServiceEvent[]>();
  for (const event of beside.events) {
    const ofCustomer = events.get(event.customerId);
    if (ofCustomer === undefined) events.set(event.customerId, [event]);
    else ofCustomer.push(event);
  }
  const shares = lineShares(source);
  const terms: YearTerms = {
    currency,
    timeZone,
    asOf,
    asOfDay,
    items: {
      complementsOf: (itemId) => complements.get(itemId) ?? [],
      lineShareOf: (itemId) => shares.get(itemId) ?? 0,
    },
    tagsOf: (itemId) => beside.catalogue?.get(itemId)?.tags ?? (beside.catalogue?.has(itemId) ? [] : undefined),
    sentTypes: new Set(beside.events.map(({ type }) => type)),
    isOwnOffer: isOfferCode,
  };
  function* years(): Generator<CustomerYear, void, undefined> {
    for (const [customerId, ofCustomer] of entries) {
      const year = customerYearOf(customerId, factsOf(log, ofCustomer), events.get(customerId) ?? [], terms);
      if (year.firstPurchaseDay !== null) yield year;
    }
  }
  const learner = new ShopLearner();
  for (const year of years()) learner.add(year);
  return { context: shopContextOf(learner.base(), years()), years };
}
